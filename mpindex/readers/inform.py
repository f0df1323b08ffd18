"""INFORM Risk Index: a workbook with a row per code and release."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "inform-risk"
FILE = "INFORM2025_2nd_edition_trend_2016_2025.xlsx"


def read(folder: Path) -> pd.DataFrame:
    """Return inform_risk, 0 to 10, high being risky, by year of the release."""
    columns = {"Iso3": "unit", "Year of the release": "year", "IndicatorScore": "value"}
    table = tidy.read_excel(folder / FILE, columns=list(columns)).rename(columns=columns)
    return tidy.tidy(table, indicator="inform_risk", source=SOURCE)
