"""Capitals and their coordinates (Correlates of War package), and the distances between them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.errors import DataError
from mpindex.readers import tidy
from mpindex.units.countries import gazetteer
from mpindex.units.relations import great_circle

SOURCE, FILE = "cow-ir-data", "cow_capitals.csv"
COLUMNS = ("unit", "capital", "latitude", "longitude", "source")

#: Taken from the Factbook instead. For the first six the COW table gives the middle of the country, or of the
#: district, under the capital's name (Brasilia is off by 833 km); Palau's seat moved from Koror in 2006. The
#: Factbook is not the better source elsewhere: it has 84 minutes to Brussels, and Dodoma in Dar es Salaam.
FROM_FACTBOOK = {
    "BRA": "Brasília", "CHN": "Beijing", "DJI": "Djibouti", "DMA": "Roseau", "SAU": "Riyadh", "TUN": "Tunis",
    "PLW": "Ngerulmud",
}  # fmt: skip

_COORDINATES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


def read_capitals(path: Path, texts: pd.DataFrame) -> pd.DataFrame:
    """Return unit, capital, latitude, longitude, source: today's capital of every state, by ISO3.

    `texts` are the Factbook's (unit, field, subfield, text). Where the table knows several capitals, the one
    with the newest start counts; rows of states that are no more are left out.
    """
    table = tidy.read_csv(path)
    table["unit"] = table["ccode"].astype(str).map(gazetteer().system("cow"))
    table = table.dropna(subset="unit").sort_values(["unit", "stdate"]).drop_duplicates("unit", keep="last")
    table = table.rename(columns={"lat": "latitude", "lng": "longitude"}).set_index("unit")
    table = table[["capital", "latitude", "longitude"]].assign(source=SOURCE)
    seats = texts[(texts["field"] == "Capital") & (texts["subfield"] == "geographic coordinates")]
    places = dict(zip(seats["unit"], seats["text"], strict=True))
    for unit, capital in FROM_FACTBOOK.items():
        latitude, longitude = coordinates(places[unit])
        table.loc[unit, ["capital", "source"]] = [capital, "cia-factbook"]
        table.loc[unit, ["latitude", "longitude"]] = [latitude, longitude]
    return table.reset_index()


def coordinates(text: str) -> tuple[float, float]:
    """Return degrees north and east of a text such as ``"15 47 S, 47 55 W"``.

    >>> coordinates("15 47 S, 47 55 W")
    (-15.7833, -47.9167)
    """
    parts = _COORDINATES.match(text)
    if not parts:
        raise DataError(f"no coordinates in {text!r}; expected a text such as '15 47 S, 47 55 W'")
    north = int(parts[1]) + int(parts[2]) / 60
    east = int(parts[4]) + int(parts[5]) / 60
    return round(-north if parts[3] == "S" else north, 4), round(-east if parts[6] == "W" else east, 4)


def distances(capitals: pd.DataFrame) -> pd.DataFrame:
    """Return from, to, value: km between all pairs of capitals, both ways, to one decimal."""
    kilometres = great_circle(capitals["latitude"], capitals["longitude"]).round(1)
    row, column = np.nonzero(~np.eye(len(kilometres), dtype=bool))
    units = capitals["unit"].to_numpy()
    return pd.DataFrame({"from": units[row], "to": units[column], "value": kilometres[row, column]})
