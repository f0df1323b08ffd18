"""World Development Indicators: one CSV file per series (Country Name, Country Code, Year, Value)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "world-bank-wdi"


def read(folder: Path) -> pd.DataFrame:
    """Return every indicator that the catalogue takes from here.

    An indicator's `series` is a code, or codes joined by `` * ``, each perhaps ``/100``: shares of a total
    become amounts, figures per head become totals, year by year; a missing factor leaves the product missing.
    """
    cache: dict[str, pd.Series] = {}
    frames = []
    for entry in tidy.listed(SOURCE):
        values = _product(folder, entry.series, cache)
        frames.append(tidy.tidy(values.rename("value").reset_index(), indicator=entry.id, source=SOURCE))
    return tidy.concat(frames)


def series(folder: Path, code: str) -> pd.Series:
    """Return one series by (unit, year), aggregates included."""
    table = tidy.read_csv(folder / f"{code.lower()}.csv")
    values = table.set_index(["Country Code", "Year"])["Value"].dropna()
    return values.rename_axis(["unit", "year"])


def _product(folder: Path, formula: str, cache: dict[str, pd.Series]) -> pd.Series:
    result = None
    for term in formula.split(" * "):
        code, _, divisor = term.partition("/")
        if code not in cache:
            cache[code] = series(folder, code)
        factor = cache[code] / float(divisor) if divisor else cache[code]
        result = factor if result is None else (result * factor).dropna()
    assert result is not None
    return result
