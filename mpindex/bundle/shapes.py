"""Shapes of the states for maps: Natural Earth at 1:110 million in Equal Earth coordinates.

A row of `shapes.csv` is a ring or a dot: `unit` (ISO3; empty for land that is no state here), `name` (the map
maker's), `kind` (``outer`` and ``hole`` rings, ``dot`` for a state without a polygon, at its capital), `ring` (number
of the polygon within the unit; a hole has that of its outer ring) and `points`, pairs ``x,y`` apart by blanks: whole
kilometres east and north of 0°, 0° on the sphere of 6,371 km. The first point of a ring is not repeated at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from mpindex.readers import tidy
from mpindex.typing import Array

SOURCE, FILE = "natural-earth-110m", "countries.geojson"
COLUMNS = ("unit", "name", "kind", "ring", "points")

#: The map maker's codes for what has no ISO code of its own. Two breakaway regions that the United Nations does not
#: know as states are drawn with the states that they broke away from.
CODES = {"KOS": "XKX", "SDS": "SSD", "CYN": "CYP", "SOL": "SOM"}
#: No state, and it would take up a fifth of the sheet.
LEFT_OUT = {"ATA"}

RADIUS_KM = 6371.0
#: Šavrič, B., Patterson, T. & Jenny, B. (2019), The Equal Earth map projection, International Journal of
#: Geographical Information Science 33(3), 454-465.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


class Shape(NamedTuple):
    """One row of the table."""

    unit: str
    name: str
    kind: str
    ring: int
    points: str


def read_shapes(folder: Path, capitals: pd.DataFrame) -> pd.DataFrame:
    """Return the table of shapes, by unit and ring; land without a unit comes first.

    Rings are those of the file, which are cut at the antimeridian: no ring crosses from one side of the sheet to the
    other.

    Parameters
    ----------
    folder : Path
        Where the publisher's file is.
    capitals : DataFrame
        unit, latitude, longitude: where the dots go.
    """
    features = json.loads((folder / FILE).read_text(encoding="utf-8"))["features"]
    rows = [row for feature in features for row in _rings(feature)]
    drawn = {row.unit for row in rows}
    places = zip(capitals["unit"], capitals["longitude"], capitals["latitude"], strict=True)
    rows += [
        Shape(unit, "", "dot", 1, _points([[east, north]]))
        for unit, east, north in places
        if unit not in drawn
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    number = table[table["kind"] != "hole"].groupby("unit").cumcount() + 1
    table["ring"] = number.reindex(table.index).ffill().astype(int)
    return table.sort_values(["unit", "ring"], kind="stable", ignore_index=True)


def equal_earth(longitude: Array, latitude: Array) -> tuple[Array, Array]:
    """Project degrees to km on the sheet; areas keep their proportions.

    >>> x, y = equal_earth(np.array([0.0, 180.0]), np.array([90.0, 0.0]))
    >>> x.round(), y.round()
    (array([    0., 17244.]), array([8393.,    0.]))
    """
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    square = theta**2
    width = 3 * (9 * A4 * square**4 + 7 * A3 * square**3 + 3 * A2 * square + A1)
    x = 2 * np.sqrt(3) * np.radians(longitude) * np.cos(theta) / width
    y = theta * (A4 * square**4 + A3 * square**3 + A2 * square + A1)
    return RADIUS_KM * x, RADIUS_KM * y


def _rings(feature: dict[str, dict[str, object]]) -> Iterator[Shape]:
    properties, geometry = feature["properties"], feature["geometry"]
    code = str(properties["adm0_a3"])
    if code in LEFT_OUT:
        return
    unit = CODES.get(code, code)
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    assert isinstance(polygons, list)
    for polygon in polygons:
        for place, ring in enumerate(polygon):
            kind = "hole" if place else "outer"
            yield Shape(
                unit if tidy.is_state(unit) else "", str(properties["name"]), kind, 0, _points(ring[:-1])
            )


def _points(ring: list[list[float]]) -> str:
    """Write the projected points, each once where several fall on one kilometre."""
    degrees = np.clip(np.array(ring, dtype=float), [-180.0, -90.0], [180.0, 90.0])
    x, y = (np.rint(axis).astype(int) for axis in equal_earth(degrees[:, 0], degrees[:, 1]))
    pairs = [f"{east},{north}" for east, north in zip(x, y, strict=True)]
    return " ".join(pair for pair, before in zip(pairs, ["", *pairs], strict=False) if pair != before)
