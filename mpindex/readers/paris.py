"""Paris Agreement: one row per party, with the dates of signature and ratification."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "paris-agreement"
FILE = "paris-agreement-entry-into-force.csv"

#: Counting from here and not from a state's signature gives accessions a value too.
OPENED = pd.Timestamp("2016-04-22")


def read(folder: Path) -> pd.DataFrame:
    """Return paris_days: days from the opening for signature to ratification, in the year of ratification.

    States that never ratified have no row.
    """
    table = tidy.read_csv(folder / FILE, columns=["Code", "Ratification"])
    ratified = pd.to_datetime(table["Ratification"], format="%Y-%m-%d")
    table = table.assign(unit=table["Code"], year=ratified.dt.year, value=(ratified - OPENED).dt.days)
    return tidy.tidy(table, indicator="paris_days", source=SOURCE)
