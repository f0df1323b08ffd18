"""Understands the forms in which services answer: JSON, and CSV files. What is no such form is said, never guessed."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import Any, NoReturn

from mpindex.errors import DataError

_MOST_SHOWN = 60
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\Z", re.IGNORECASE | re.ASCII)


def as_json(body: bytes, *, series: str) -> Any:
    """Return what a body says in JSON; NaN and Infinity are no JSON."""

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no number of JSON")

    try:
        return json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError) as fault:  # UnicodeDecodeError is a ValueError
        raise DataError(f"{series}: the answer is no JSON ({fault}): {shown(body)}") from fault


def as_table(body: bytes, *, series: str) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of a CSV file, in UTF-8 or, where it is not that, Latin-1."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    if text.lstrip()[:1] in ("<", "{", "[", "") or "\0" in text:
        raise DataError(f"{series}: the answer is no table: {shown(body)}")
    try:
        header, *rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (csv.Error, ValueError) as fault:
        raise DataError(f"{series}: the answer is no table ({fault}): {shown(body)}") from fault
    ragged = next((i for i, row in enumerate(rows, start=2) if len(row) != len(header)), None)
    if ragged is not None:
        raise DataError(
            f"{series}: row {ragged} of the answer has not the {len(header)} columns of its header"
        )
    return header, rows


def as_year(text: object, *, series: str) -> int:
    """Return a year of four digits; quarters, months and days are refused.

    >>> as_year("2024", series="x")
    2024
    """
    if not (isinstance(text, str) and _YEAR.match(text)):
        raise DataError(f"{series}: {text!r} is no year; only yearly series can be fetched")
    return int(text)


def as_number(text: str, *, series: str) -> float:
    """Return a finite number in plain decimal form.

    >>> as_number("1.5e3", series="x")
    1500.0
    """
    value = float(text) if _NUMBER.match(text) else math.nan
    if not math.isfinite(value):
        raise DataError(f"{series}: {text[:_MOST_SHOWN]!r} is no number")
    return value


def shown(body: bytes) -> str:
    """Return how an answer begins, on one line."""
    start = " ".join(body[: 4 * _MOST_SHOWN].decode("utf-8", errors="replace").split())
    return repr(start[:_MOST_SHOWN] + ("..." if len(start) > _MOST_SHOWN else ""))
