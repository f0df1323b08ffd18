"""World Happiness Report: a workbook of three-year average life evaluations by name. Licence unverified."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "world-happiness"
FILE = "WHR26_Data_Figure_2.1.xlsx"


def read(folder: Path) -> pd.DataFrame:
    """Return happiness, 0 to 10; the year is the last of the three survey years."""
    columns = ["Year", "Country name", "Life evaluation (3-year average)"]
    table = tidy.read_excel(folder / FILE, columns=columns).dropna()
    table = table.assign(
        unit=tidy.from_names(table["Country name"]), year=table["Year"], value=table[columns[2]]
    )
    return tidy.tidy(table, indicator="happiness", source=SOURCE)
