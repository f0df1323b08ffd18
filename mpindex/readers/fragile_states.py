"""Fragile States Index: a workbook with a total per country, some names in Spanish. Non-commercial."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "fragile-states-index"
FILE = "fragile_states_index_2024.xlsx"
YEAR = 2024


def read(folder: Path) -> pd.DataFrame:
    """Return fragile_states, the total, 0 to 120, high being fragile."""
    table = tidy.read_excel(folder / FILE, columns=["Country", "Total"])
    table = table.assign(unit=tidy.from_names(table["Country"]), year=YEAR, value=table["Total"])
    return tidy.tidy(table, indicator="fragile_states", source=SOURCE)
