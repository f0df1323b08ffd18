"""Global Peace Index: a workbook whose first sheet has a score and a rank per year. Non-commercial."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "global-peace-index"
FILE = "GPI_public_release_2025.xlsx"
SHEET = "Overall Scores"


def read(folder: Path) -> pd.DataFrame:
    """Return gpi, the overall score, 1 to 5, low being peaceful."""
    table = tidy.read_excel(folder / FILE, sheet=SHEET)
    scores = [column for column in table.columns if str(column).endswith("_score")]
    long = table.melt("geocode", scores, "year", "value")
    long = long.assign(unit=tidy.from_worldbank(long["geocode"]), year=long["year"].str[:4].astype(int))
    return tidy.tidy(long, indicator="gpi", source=SOURCE)
