"""Contributions of governments to the United Nations system, from the receiving bodies' books, in US dollars."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-system-contributions"
FILE = "un_contributions_state_year_2013_2024.csv"

#: Indicator -> the columns whose sum it is; a part without a figure counts as none.
COLUMNS = {
    "un_assessed": ("all_un_assessed_usd",),
    "un_assessed_share": ("un_assessed_share_pct",),
    "un_peacekeeping_assessed": ("peacekeeping_assessed_usd",),
    "un_voluntary": ("all_un_voluntary_earmarked_usd", "all_un_voluntary_unearmarked_usd"),
    "un_voluntary_core": ("all_un_voluntary_unearmarked_usd",),
}


def read(folder: Path) -> pd.DataFrame:
    """Return assessed, peacekeeping and voluntary contributions by year, and the share of the regular budget.

    A correction that makes a year's sum negative (a refund) is kept as the books have it.
    """
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    return tidy.concat(
        tidy.tidy(
            table.assign(value=table[list(columns)].sum(axis=1, min_count=1)), indicator=name, source=SOURCE
        )
        for name, columns in COLUMNS.items()
    )
