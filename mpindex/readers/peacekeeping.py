"""UN peacekeeping: the monthly table of contributors of uniformed personnel."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-peacekeeping"
FILE = "contributors_rank_2021-01.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return peacekeepers: troops, police and experts of the states on the list, in the year it reports."""
    table = tidy.read_csv(folder / FILE)
    years = pd.to_datetime(table["Last_Reporting_Date"], format="%d-%b-%y").dt.year
    table = table.assign(unit=table["ISOCode3"], year=years, value=table["Total_Uniformed_Personnel"])
    return tidy.tidy(table, indicator="peacekeepers", source=SOURCE)
