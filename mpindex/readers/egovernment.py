"""UN E-Government Survey: one row per member state, names with trailing blanks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-egovernment"
FILE = "EGOV_DATA_2024.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return egdi, the E-Government Development Index, 0 to 1."""
    table = tidy.read_csv(folder / FILE, columns=["Survey Year", "Country", "E_Index"])
    table = table.assign(
        unit=tidy.from_names(table["Country"]), year=table["Survey Year"], value=table["E_Index"]
    )
    return tidy.tidy(table, indicator="egdi", source=SOURCE)
