"""UNCTAD's matrix of merchandise trade in 2015: exporter, importer, value in thousand US dollars."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE, FILE, YEAR = "unctad-trade-matrix-2015", "bilateral_merchandise_trade_2015.csv", 2015


def read_trade(path: Path) -> pd.DataFrame:
    """Return from (exporter), to (importer), value (US$), year; flows of territories are left out.

    The file writes names without blanks (RepublicofMoldova). Thousands become dollars exactly, in decimals.
    """
    table = tidy.read_csv(path, text=True)
    out = pd.DataFrame(
        {
            "from": tidy.from_names(table["source"]),
            "to": tidy.from_names(table["target"]),
            "value": [float(Decimal(value) * 1000) for value in table["edgewidth"]],
        }
    ).dropna()
    return out.sort_values(["from", "to"], ignore_index=True).assign(year=YEAR)
