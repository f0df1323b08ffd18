"""Lists of middle, great and regional powers that experts have published, gathered by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

FILE = "expert_lists.csv"


def read_expert_lists(path: Path) -> pd.DataFrame:
    """Return list, unit, label, source, year, verified (yes or no), by list and unit.

    ``"same"`` in the table stands for the source of the row above, with what follows in brackets kept. Wood's
    list holds Czechoslovakia (CSK), which no dataset of today's states has: users of the list must expect it.
    """
    table = tidy.read_csv(path, dtype=str).rename(columns={"list_id": "list", "iso3": "unit"})
    again = table["source"].str.match(r"same\b")
    whole = table["source"].mask(again).groupby(table["list"]).ffill()
    added = table["source"].str.removeprefix("same").str.strip()
    table["source"] = table["source"].where(~again, (whole + " " + added).str.strip())
    return table.sort_values(["list", "unit", "label"], ignore_index=True)
