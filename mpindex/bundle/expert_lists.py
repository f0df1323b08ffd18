"""Lists of middle, great and regional powers that experts have published, gathered by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

FILE = "expert_lists.csv"
COLUMNS = ("list", "unit", "label", "source", "year", "verified")


def read_expert_lists(path: Path) -> pd.DataFrame:
    """Return list, unit, label, source, year, verified (yes or no), by list and unit.

    ``"same"`` in the table stands for the source of the row above, with what follows in brackets kept. Wood's
    list holds Czechoslovakia (CSK), which no dataset of today's states has: users of the list must expect it.
    """
    table = tidy.read_csv(path, text=True).rename(columns={"list_id": "list", "iso3": "unit"})
    repeated = table["source"].str.match(r"same\b")
    citation = table["source"].mask(repeated).groupby(table["list"]).ffill()
    remark = table["source"].str.removeprefix("same").str.strip()
    table["source"] = table["source"].where(~repeated, (citation + " " + remark).str.strip())
    return table.sort_values(["list", "unit", "label"], ignore_index=True)
