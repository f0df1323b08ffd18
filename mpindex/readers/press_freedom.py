"""World Press Freedom Index: a workbook with a sheet per year and decimal commas. Non-commercial."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "press-freedom-rsf"
FILE = "press-freedom_index_2014_2023.xlsx"

#: Sheet1 is 2014, and so on to Sheet10; the heading of the score changed with the method in 2022.
FIRST_SHEET_YEAR = 2014
SCORES = ("Score N", "Score")


def read(folder: Path) -> pd.DataFrame:
    """Return press_freedom, 0 to 100, high being free in every sheet."""
    sheets = tidy.read_excel_sheets(folder / FILE)
    tables = [_sheet(table, int(name.removeprefix("Sheet"))) for name, table in sheets.items()]
    return tidy.tidy(pd.concat(tables, ignore_index=True), indicator="press_freedom", source=SOURCE)


def _sheet(table: pd.DataFrame, number: int) -> pd.DataFrame:
    score = next((column for column in SCORES if column in table.columns), SCORES[-1])
    values = pd.to_numeric(table[score].astype(str).str.replace(",", "."), errors="coerce")
    units = tidy.from_worldbank(table["ISO"].astype(str).str.strip())
    return pd.DataFrame({"unit": units, "year": FIRST_SHEET_YEAR + number - 1, "value": values})
