"""Corruption Perceptions Index: the scores of 2025, and those of earlier years in Gapminder's copy."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "cpi-2025"
FILE, YEAR = "cpi_2025_scores.csv", 2025

#: In Gapminder's folder: 2012 to 2023, since when levels can be compared.
EARLIER = "fasttrack__corruption_perception_index_cpi.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return cpi of 2025, 0 to 100 (clean), as published. Brunei is missing."""
    table = tidy.read_csv(folder / FILE)
    table = table.assign(unit=tidy.from_worldbank(table["iso3"]), year=YEAR, value=table["cpi_score"])
    return tidy.tidy(table, indicator="cpi", source=SOURCE)


def read_earlier(folder: Path) -> pd.DataFrame:
    """Return cpi of 2012 to 2023 from Gapminder's folder, under the same source: the figures are the publisher's."""
    table = tidy.read_csv(folder / EARLIER)
    table.columns = pd.Index(["unit", "year", "value"])
    table["unit"] = tidy.from_worldbank(table["unit"])
    return tidy.tidy(table, indicator="cpi", source=SOURCE)
