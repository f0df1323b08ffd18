"""KOF Globalisation Index: a workbook with a row per code and year and a column per index."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "kof-globalisation"
FILE = "KOFGI_2025_public.xlsx"


def read(folder: Path) -> pd.DataFrame:
    """Return the overall, economic, social and political indices, 0 to 100. Aggregates fall out."""
    entries = tidy.listed(SOURCE)
    table = tidy.read_excel(folder / FILE, columns=["code", "year", *(entry.series for entry in entries)])
    table["unit"] = tidy.from_worldbank(table["code"])
    return tidy.concat(
        tidy.tidy(table.assign(value=table[entry.series]), indicator=entry.id, source=SOURCE)
        for entry in entries
    )
