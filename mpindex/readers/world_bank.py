"""World Development Indicators: one CSV file per series (Country Name, Country Code, Year, Value)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "world-bank-wdi"


def read(folder: Path) -> pd.DataFrame:
    """Return every indicator that the catalogue takes from here.

    An indicator's `series` is a code, or codes joined by `` * ``, each perhaps ``/100``: shares of a total
    become amounts, figures per head become totals, year by year; a missing factor leaves the product missing.
    """
    known = cache(lambda code: series(folder, code))
    frames = []
    for entry in tidy.listed(SOURCE):
        values = product(entry.series, known)
        frames.append(tidy.tidy(values.rename("value").reset_index(), indicator=entry.id, source=SOURCE))
    return tidy.concat(frames)


def series(folder: Path, code: str) -> pd.Series:
    """Return one series by (unit, year), aggregates included."""
    table = tidy.read_csv(folder / f"{code.lower()}.csv")
    values = table.set_index(["Country Code", "Year"])["Value"].dropna()
    return values.rename_axis(["unit", "year"])


def product(formula: str, known: Callable[[str], pd.Series]) -> pd.Series:
    """Return what a formula of the catalogue makes of its series, by (unit, year).

    Parameters
    ----------
    formula : str
        A code, or codes joined by `` * ``, each perhaps ``/100``.
    known : callable
        Returns the series of a code by (unit, year).

    Examples
    --------
    >>> shares = pd.Series({("KAZ", 2024): 50.0, ("UZB", 2024): 60.0})
    >>> product("SHARE/100 * TOTAL", {"SHARE": shares, "TOTAL": shares.head(1)}.get).to_dict()
    {('KAZ', 2024): 25.0}
    """
    result = None
    for term in formula.split(" * "):
        code, _, divisor = term.partition("/")
        factor = known(code) / float(divisor) if divisor else known(code)
        result = factor if result is None else (result * factor).dropna()
    assert result is not None
    return result
