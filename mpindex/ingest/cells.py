"""Reads numbers as people write them, and says what is wrong with those that are none. Nothing is guessed."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: What people write where they know nothing (compared in lower case).
MISSING = frozenset(
    {"", "na", "n/a", "#n/a", "<na>", "nan", "nat", "null", "none", ".", "..", "...", "…", "-", "–", "—"}
)

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\Z", re.IGNORECASE | re.ASCII)
_INFINITE = re.compile(r"[+-]?(inf|infinity|∞)\Z", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([,.'’\s]\d{3})+([.,]\d+)?\Z")
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+\Z")
_CURRENCY = re.compile(r"[$€£¥₸₽]")


def text(cell: Any) -> str:
    """Return a cell as stripped text, empty where it is missing.

    >>> text(" KAZ "), text(None), text(2020.0)
    ('KAZ', '', '2020')
    """
    missing: Any = cell is None or cell is pd.NA or cell is pd.NaT or cell != cell
    if missing is True:
        return ""
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer() and abs(float(cell)) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def texts(column: pd.Series) -> NDArray[np.object_]:
    """Return a column as stripped texts, each distinct cell looked at once."""
    codes, cells = _distinct(column)
    return np.array([*map(text, cells), ""], dtype=object)[codes]


def numbers(column: pd.Series, *, decimal: str = ".") -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the numbers of a column, NaN where missing or wrong, and where it is wrong.

    column : of numbers, or of texts as in a CSV file; the marks in `MISSING` are missing.
    decimal : the decimal sign, ``"."`` or ``","``. There are no thousands separators: ``1,234`` is wrong,
        since it is 1234 to some readers and 1.234 to others.

    >>> numbers(pd.Series(["1.5", "..", "1,234", "12%"]))
    (array([1.5, nan, nan, nan]), array([False, False,  True,  True]))
    """
    if pd.api.types.is_any_real_numeric_dtype(column):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        return values, np.zeros(len(values), dtype=bool)
    codes, cells = _distinct(column)
    parsed = [_number(cell, decimal) for cell in cells]
    wrong = np.array([number is None for number in parsed] + [False])
    values = np.array([np.nan if number is None else number for number in parsed] + [np.nan])
    return values[codes], wrong[codes]


def _distinct(column: pd.Series) -> tuple[NDArray[np.intp], Any]:
    """Place of each cell among the distinct ones, -1 where it is missing; and the distinct cells."""
    cells = column.astype(object)
    try:
        return pd.factorize(cells, use_na_sentinel=True)
    except TypeError:  # a list in a cell
        return pd.factorize(cells.map(str), use_na_sentinel=True)


def _number(cell: object, decimal: str) -> float | None:
    """The number in a cell, NaN if it marks a missing value, None if it is no number."""
    if isinstance(cell, (bool, np.bool_)):
        return None
    if isinstance(cell, (int, float, np.integer, np.floating)):
        try:
            return float(cell)
        except OverflowError:
            return np.inf
    written = text(cell).replace("−", "-")
    if written.lower() in MISSING:
        return np.nan
    if decimal == ",":
        written = written.translate(str.maketrans(",.", ".?"))
    if _NUMBER.match(written):
        return float(written)
    if _INFINITE.match(written):
        return -np.inf if written.startswith("-") else np.inf
    return None


def explain(written: str, *, decimal: str = ".") -> tuple[str, str]:
    """Return the rule that a wrong number breaks, and what to do.

    >>> explain("1,234")
    ('has a thousands separator', "write 1234; if the comma is the decimal sign, pass decimal=','")
    >>> explain("12 %")[0]
    'has a percent sign'
    """
    written = written.strip()
    plain = re.sub(r"[,'’\s]" if decimal == "." else r"[.'’\s]", "", written)
    if written.lower() in ("true", "false"):
        return "is true or false", "write 1 for true and 0 for false"
    if written.endswith("%"):
        return "has a percent sign", f"write {written.rstrip('% ')}, and say % in the indicator's unit"
    if _CURRENCY.search(written):
        return "has a currency sign", "write the number alone, and name the currency in the indicator's unit"
    if _THOUSANDS.match(written):
        other = (
            "; if the comma is the decimal sign, pass decimal=','"
            if re.fullmatch(r"[+-]?\d+,\d+", written)
            else ""
        )
        return "has a thousands separator", f"write {plain}{other if decimal == '.' else ''}"
    if decimal == "." and _DECIMAL_COMMA.match(written):
        return "has a decimal comma", f"pass decimal=',', or write {written.replace(',', '.')}"
    if decimal == "," and _NUMBER.match(written):
        return "has a decimal point", "decimal=',' was passed: write a comma, or leave decimal= out"
    return "must be a number", "leave the cell empty if unknown"
