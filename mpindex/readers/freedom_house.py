"""Freedom in the World: a row per country or territory and edition, total of 0 to 100. Non-commercial."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "freedom-house"
FILE = "fh_subscores_editions_2013_2025.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return freedom_house, the total of countries (not of territories) by the year it describes."""
    columns = ["fh_full_country", "country_or_territory", "year", "total"]
    table = tidy.read_csv(folder / FILE, columns=columns)
    table = table[table["country_or_territory"] == "c"]
    table = table.assign(unit=tidy.from_names(table["fh_full_country"]), value=table["total"])
    return tidy.tidy(table, indicator="freedom_house", source=SOURCE)
