"""Distances in voting at the UN General Assembly to the United States, Russia and China."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "unga-distances"
FILE = "unga_distances_1990_2024.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return unga_distance_usa, unga_distance_rus and unga_distance_chn by year, in ideal points; 0 for itself."""
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    return tidy.concat(
        tidy.tidy(
            table.assign(value=table[f"distance_{power}"]),
            indicator=f"unga_distance_{power}",
            source=SOURCE,
        )
        for power in ("usa", "rus", "chn")
    )
