"""UN Security Council: one row per member and year since 1946."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-security-council"
FILE = "unsc_membership_1946_2026.csv"

#: The file also lists who has been elected for the year after.
LAST_YEAR = 2026


def read(folder: Path) -> pd.DataFrame:
    """Return unsc_years: distinct years as an elected member since 1946, cumulated, for every year from 1990.

    A state has no value before its first term. Permanent seats do not count.
    """
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    terms = table.loc[~table["permanent"], ["unit", "year"]].drop_duplicates()
    counts = tidy.cumulated(terms, range(tidy.FIRST_YEAR, LAST_YEAR + 1))
    return tidy.tidy(counts, indicator="unsc_years", source=SOURCE)
