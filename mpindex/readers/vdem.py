"""Varieties of Democracy: a row per country and year, a column per index, `_sd` its spread."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "v-dem"
FILE = "vdem_high_level_indices_1990_2024.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return the democracy indices, 0 to 1. Ids such as PSG, SML and ZZB are not states and fall out."""
    return _columns(folder, "")


def standard_errors(folder: Path) -> pd.DataFrame:
    """Return the standard deviations of the measurement model, under the same ids."""
    return _columns(folder, "_sd")


def _columns(folder: Path, suffix: str) -> pd.DataFrame:
    table = tidy.read_csv(folder / FILE).rename(columns={"country_text_id": "unit"})
    return tidy.concat(
        tidy.tidy(table.assign(value=table[entry.series + suffix]), indicator=entry.id, source=SOURCE)
        for entry in tidy.listed(SOURCE)
    )
