"""EIU Democracy Index: a row per country and year. Proprietary."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "eiu-democracy-index"
FILE = "eiu_2006_2024.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return eiu_democracy, the overall score, 0 to 10."""
    table = tidy.read_csv(folder / FILE, columns=["eiu_country", "eiu", "year"])
    table = table.assign(unit=tidy.from_names(table["eiu_country"]), value=table["eiu"])
    return tidy.tidy(table, indicator="eiu_democracy", source=SOURCE)
