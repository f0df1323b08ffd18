"""SDG Index: one edition, a row per country with its overall score. Licence unverified."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "sdg-index"
FILE = "sustainable_development_report_2023.csv"
YEAR = 2023


def read(folder: Path) -> pd.DataFrame:
    """Return sdg_index, the overall score, 0 to 100."""
    table = tidy.read_csv(folder / FILE, columns=["country_code", "overall_score"])
    table = table.assign(unit=table["country_code"], year=YEAR, value=table["overall_score"])
    return tidy.tidy(table, indicator="sdg_index", source=SOURCE)
