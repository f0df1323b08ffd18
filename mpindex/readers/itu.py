"""ITU Global Cybersecurity Index: SDMX columns, one row per country and edition. Non-commercial."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "itu-digital"
FILE = "itu_gci_2024.csv"
INDICATOR = "ITU_GCI_GCI_OVRL_SCRE"


def read(folder: Path) -> pd.DataFrame:
    """Return cybersecurity, the overall score, 0 to 100, of the editions 2020 and 2024."""
    table = tidy.read_csv(folder / FILE, columns=["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"])
    table = table[table["INDICATOR"] == INDICATOR]
    table = table.assign(unit=table["REF_AREA"], year=table["TIME_PERIOD"], value=table["OBS_VALUE"])
    return tidy.tidy(table, indicator="cybersecurity", source=SOURCE)
