from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.bundle import shapes
from mpindex.resources import folder


def points(text: str) -> np.ndarray:
    return np.array([[int(part) for part in pair.split(",")] for pair in text.split()])


def area(text: str) -> float:
    x, y = points(text).T.astype(float)
    return abs((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2


def feature(code: str, name: str, *polygons: list[list[list[float]]]) -> dict[str, object]:
    geometry = {"type": "MultiPolygon", "coordinates": list(polygons)}
    return {"properties": {"adm0_a3": code, "name": name}, "geometry": geometry}


def test_rings_holes_territories_and_dots_are_told_apart(tmp_path: Path) -> None:
    ring = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 0.0]]
    hole = [[5.0, 1.0], [6.0, 1.0], [6.0, 2.0], [5.0, 1.0]]
    world = [
        feature("KAZ", "Kazakhstan", [ring, hole], [ring]),
        feature("KOS", "Kosovo", [ring]),
        feature("GRL", "Greenland", [ring]),
        feature("ATA", "Antarctica", [ring]),
    ]
    (tmp_path / shapes.FILE).write_text(json.dumps({"features": world}), encoding="utf-8")
    capitals = pd.DataFrame({"unit": ["KAZ", "NRU"], "latitude": [51.1, -0.5], "longitude": [71.5, 166.9]})
    table = shapes.read_shapes(tmp_path, capitals)
    assert table[["unit", "name", "kind", "ring"]].to_numpy().tolist() == [
        ["", "Greenland", "outer", 1],
        ["KAZ", "Kazakhstan", "outer", 1],
        ["KAZ", "Kazakhstan", "hole", 1],
        ["KAZ", "Kazakhstan", "outer", 2],
        ["NRU", "", "dot", 1],
        ["XKX", "Kosovo", "outer", 1],
    ]
    assert len(points(table["points"].iloc[1])) == 3  # the first point is not said again


def test_the_sheet_is_as_wide_and_high_as_the_projection_says() -> None:
    x, y = shapes.equal_earth(np.array([180.0, 0.0]), np.array([0.0, 90.0]))
    assert x[0] / y[1] == pytest.approx(2.05458, abs=1e-4)  # Šavrič et al. (2019): 2.05 to 1


def test_areas_are_true_to_scale(bundled) -> None:
    table = bundled("shapes.csv").dropna(subset="unit")
    rings = table[table["kind"] == "outer"]
    drawn = rings.assign(km2=rings["points"].map(area)).groupby("unit")["km2"].sum()
    assert drawn["KAZ"] == pytest.approx(2_724_900, rel=0.02)
    assert drawn["BRA"] == pytest.approx(8_515_800, rel=0.02)
    assert drawn["RUS"] == pytest.approx(17_098_000, rel=0.04)


def test_every_state_has_a_shape_or_a_dot_and_no_ring_crosses_the_sheet(bundled) -> None:
    table = bundled("shapes.csv")
    kinds = table.dropna(subset="unit").groupby("unit")["kind"].agg(set)
    assert len(kinds) == 195
    assert kinds["NRU"] == kinds["SGP"] == {"dot"} and kinds["ZAF"] == {"outer", "hole"}
    assert all("dot" not in kind or kind == {"dot"} for kind in kinds)
    widths = table["points"].map(lambda text: np.ptp(points(text)[:, 0]))
    assert widths.max() < 11_000  # Russia without its far east, which is drawn on the other side
    sizes = table["points"].map(lambda text: len(text.split()))
    assert (sizes[table["kind"] != "dot"] >= 3).all() and (sizes[table["kind"] == "dot"] == 1).all()


def test_the_file_is_small() -> None:
    assert len(folder("data").joinpath("shapes.csv").read_bytes()) < 300_000
