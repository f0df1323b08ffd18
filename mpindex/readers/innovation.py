"""Global Innovation Index: names and overall scores of one edition; the file carries no year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "global-innovation-index"
FILE = "gii_2025_overall_score.csv"
YEAR = 2025


def read(folder: Path) -> pd.DataFrame:
    """Return gii, the overall score, 0 to 100."""
    table = tidy.read_csv(folder / FILE)
    table = table.assign(unit=tidy.from_names(table["Country"]), year=YEAR, value=table["Score"])
    return tidy.tidy(table, indicator="gii", source=SOURCE)
