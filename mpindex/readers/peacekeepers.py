"""Peacekeepers of the United Nations by contributing state and year: the UN's figures and Geo-PKO's maps."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-peacekeeping-by-state"
FILE = "peacekeepers_state_year_1994_2024.csv"

#: The column of the UN's figure and the years in which it can be used: 2021 covers a few months only.
UN, UN_YEARS = "un_personnel_year_max", range(2010, 2021)

MAPS, MAP_YEARS = "geopko_troops", range(1994, 2025)

#: How many years a mean covers.
SPAN = 5


def read(folder: Path) -> pd.DataFrame:
    """Return means of five years: peacekeepers (troops on the maps) and peacekeepers_un (largest month's personnel)."""
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    return tidy.concat(
        [
            tidy.tidy(five_year_means(table, MAPS, MAP_YEARS), indicator="peacekeepers", source=SOURCE),
            tidy.tidy(five_year_means(table, UN, UN_YEARS), indicator="peacekeepers_un", source=SOURCE),
        ]
    )


def five_year_means(table: pd.DataFrame, column: str, years: range) -> pd.DataFrame:
    """Return unit, year, value: means of a column over five years, the last of which is the row's.

    A state without a figure in a year sent nobody, so its mean counts a zero; a state that never sent anybody has
    no row. The first mean is that of the fifth year.
    """
    sent = table[table["year"].isin(years) & (table[column] > 0)]
    parts = [sent.assign(value=sent[column], year=sent["year"] + shift) for shift in range(SPAN)]
    every = pd.MultiIndex.from_product([sent["unit"].unique(), years[SPAN - 1 :]], names=["unit", "year"])
    sums = pd.concat(parts).groupby(["unit", "year"])["value"].sum().reindex(every, fill_value=0.0)
    return (sums / SPAN).reset_index()
