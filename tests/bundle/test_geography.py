from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mpindex.bundle import geography
from mpindex.resources import folder
from mpindex.units.countries import gazetteer

BUILT = (
    "countries.csv", "capitals.csv", "groupings.csv", "expert_lists.csv", "dyads/distances.csv",
    "dyads/borders.csv", "dyads/trade.csv", "dyads/partners.csv", "dyads/contiguity.csv",
    "dyads/border_distances.csv", "trade_partners.csv", "treaties.csv", "published_places.csv", "shapes.csv",
)  # fmt: skip


def test_building_twice_gives_the_bundled_bytes(sources: Path, tmp_path: Path) -> None:
    if not (sources.parent / "cases").is_dir():
        pytest.skip("the expert lists are not beside the sources")
    geography.build(sources, tmp_path)
    for name in BUILT:
        built = (tmp_path / name).read_bytes()
        assert built == folder("data").joinpath(*name.split("/")).read_bytes(), name
        assert b"\r" not in built


def test_every_unit_of_every_table_is_a_state(bundled) -> None:
    units = set(gazetteer().names)
    assert set(bundled("capitals.csv")["unit"]) == units
    assert set(bundled("groupings.csv")["unit"]) == units
    for name in ("distances", "borders", "trade", "partners", "contiguity", "border_distances"):
        dyads = bundled(f"dyads/{name}.csv")
        assert set(dyads["from"]) | set(dyads["to"]) <= units, name
        assert not (dyads["from"] == dyads["to"]).any(), name
        assert not dyads.duplicated(["from", "to", "relation", "year"]).any(), name
        assert np.isfinite(dyads["value"]).all(), name
        assert (dyads["value"] >= 0).all(), name
    assert set(bundled("expert_lists.csv")["unit"]) - units == {"CSK"}  # Wood (1988) has Czechoslovakia
