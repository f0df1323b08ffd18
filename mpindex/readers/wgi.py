"""Worldwide Governance Indicators: a row per code, year and indicator, with its standard error."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "wgi"
FILE = "wgidataset_1996_2023.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return the six estimates, wgi_cc to wgi_va, about -2.5 to 2.5."""
    return _column(folder, "estimate")


def standard_errors(folder: Path) -> pd.DataFrame:
    """Return the standard errors of the six estimates, under the same ids."""
    return _column(folder, "stddev")


def _column(folder: Path, column: str) -> pd.DataFrame:
    table = tidy.read_csv(folder / FILE, columns=["code", "year", "indicator", column], missing=["", ".."])
    table["unit"] = tidy.from_worldbank(table["code"])
    table = table.rename(columns={column: "value"})
    return tidy.concat(
        tidy.tidy(rows, indicator=f"wgi_{name}", source=SOURCE) for name, rows in table.groupby("indicator")
    )
