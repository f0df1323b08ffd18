"""Who reports its aid to the OECD: a row per state that ever did, with the number of reports in 2019 to 2023."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "oecd-dac-reporters"
FILE = "aid_reporters.csv"
YEAR = 2023

#: Reports in five years from which a state counts as one that reports.
ENOUGH = 3


def read(folder: Path) -> pd.DataFrame:
    """Return reports_aid: 1 for the states that reported in at least three of the years 2019 to 2023, else 0."""
    table = tidy.read_csv(folder / FILE)
    reports = (table["reported_2019_2023"] >= ENOUGH).astype(int)
    table = table.assign(unit=table["iso3"], year=YEAR, value=reports)
    return tidy.tidy(table, indicator="reports_aid", source=SOURCE)
