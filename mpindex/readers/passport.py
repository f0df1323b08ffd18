"""Passport Index: a row per passport and destination, with the visa requirement in days or in words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy
from mpindex.units.countries import gazetteer

SOURCE = "passport-index"
FILE = "passport-index-tidy-iso3.csv"
YEAR = 2026

#: What needs no application before the journey: a number of visa-free days, or one of these.
#: An e-visa is applied for beforehand.
OPEN = {"visa free", "visa on arrival", "eta"}


def read(folder: Path) -> pd.DataFrame:
    """Return visa_free and visa_openness.

    visa_free counts the destinations open to a passport, among all of the file's (Hong Kong, Macao, Palestine
    and the Vatican too); visa_openness counts the passports of the other states that a destination admits.
    """
    table = tidy.read_csv(folder / FILE, text=True)
    is_open = table["Requirement"].isin(OPEN) | (pd.to_numeric(table["Requirement"], errors="coerce") > 0)
    table = table[table["Passport"] != table["Destination"]].assign(value=is_open)
    of_states = table[table["Passport"].isin(gazetteer().names)]
    return tidy.concat(
        [
            _count(table, "Passport", "visa_free"),
            _count(of_states, "Destination", "visa_openness"),
        ]
    )


def _count(table: pd.DataFrame, by: str, indicator: str) -> pd.DataFrame:
    counts = table.groupby(by)["value"].sum().rename_axis("unit").reset_index().assign(year=YEAR)
    return tidy.tidy(counts, indicator=indicator, source=SOURCE)
