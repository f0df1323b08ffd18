"""Quality of Government Standard dataset, cross-section of January 2025: a row per state, and no years."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "qog-standard-2025"
FILE = "qog_std_cs_jan25.csv"

#: The year a variable stands for. The file centres on 2021 and says nothing of single variables; its CPI and
#: WGI columns equal those of 2021, and these are later or earlier editions (regimes: the United States, counted
#: from 1800, have 221 years).
YEAR, YEARS = 2021, {"epi_epi": 2024, "egov_egov": 2022, "wef_gci": 2019, "bmr_dem": 2020, "bmr_demdur": 2020}


def read(folder: Path) -> pd.DataFrame:
    """Return the catalogue's variables. The EPI is among them, which is not for redistribution."""
    entries = tidy.listed(SOURCE)
    columns = [entry.series for entry in entries]
    table = tidy.read_csv(folder / FILE, columns=["ccodealp", *columns]).rename(columns={"ccodealp": "unit"})
    return tidy.concat(_variable(table, entry.id, entry.series) for entry in entries)


def _variable(table: pd.DataFrame, name: str, variable: str) -> pd.DataFrame:
    rows = table.assign(value=table[variable], year=YEARS.get(variable, YEAR))
    return tidy.tidy(rows, indicator=name, source=SOURCE)
