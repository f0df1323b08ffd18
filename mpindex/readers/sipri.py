"""SIPRI military expenditure: a JSON list with an object per country, its years as keys. Non-commercial."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "sipri-milex"
FILE = "Current_US.json"
MILLION = 1_000_000


def read(folder: Path) -> pd.DataFrame:
    """Return milex_sipri in current US$ (the file has millions)."""
    rows = [
        {"name": entry["country"], "year": int(key), "value": value * MILLION}
        for entry in json.loads((folder / FILE).read_text(encoding="utf-8"))
        for key, value in entry.items()
        if key.isdigit() and value is not None
    ]
    table = pd.DataFrame(rows)
    table["unit"] = tidy.from_names(table["name"])
    return tidy.tidy(table, indicator="milex_sipri", source=SOURCE)
