"""Years where tables have them: in a column, as dates or as texts, and in the headers of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpindex.ingest.cells import distinct, text
from mpindex.ingest.headers import plain
from mpindex.typing import Array

FIRST_YEAR, LAST_YEAR = 1000, 2200  # outside, a "year" is some other number

_YEAR = r"(?:1[5-9]|20|21)\d\d"
#: A year alone, as publishers write it in headers and cells.
_ALONE = re.compile(rf"(?:YR|FY|CY|[XFYy_])?({_YEAR})(?:\.0)?(?:\s*\[YR\d{{4}}\])?(?:\s*(?:A|p|e|f|\*))?\Z")
#: A year after or before what it dates.
_AFTER = re.compile(rf"(.*?[^\d\W])[\s_.:,-]*[(\[]?\s*(?:YR)?({_YEAR})\s*[)\]]?\Z")
_BEFORE = re.compile(rf"\(?({_YEAR})\)?[\s_.:-]+(?=[^\d\s])(.*[^\W\d_].*)\Z")
_CELL = re.compile(rf"(?:YR|FY|CY)?({_YEAR})(?:\.0+)?(?:\s*\[YR\d{{4}}\])?\Z", re.IGNORECASE)
_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\Z", re.ASCII
)
_DATE_BEFORE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z", re.ASCII)
#: The first or last day of a year, as a program writes the year of a column.
_FIRST_OR_LAST_DAY = re.compile(r"(\d{4})-(?:01-01|12-31)(?:[T ]00:00(?::00)?Z?)?\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z", re.ASCII)


@dataclass(frozen=True)
class Dated:
    """A header that holds a year: what it dates (empty for a year alone), and the year."""

    stem: str
    year: int


def in_header(header: str) -> Dated | None:
    """Return the year in a header and what it dates, None where there is none.

    >>> in_header("2019 [YR2019]"), in_header("hdi_2019"), in_header("2019 Population")
    (Dated(stem='', year=2019), Dated(stem='hdi', year=2019), Dated(stem='Population', year=2019))
    >>> in_header("2019-01-01 00:00:00"), in_header("2019-02-01")
    (Dated(stem='', year=2019), None)
    """
    header = header.strip()
    alone = _ALONE.match(header) or _FIRST_OR_LAST_DAY.match(header)
    if alone:
        return Dated("", int(alone[1]))
    before = _BEFORE.match(header)
    if before:
        return Dated(before[2].strip(" _.-()"), int(before[1]))
    after = _AFTER.match(header)
    if after:
        return Dated(after[1].strip(" _.-(["), int(after[2]))
    return None


def is_date(header: str) -> bool:
    """Whether a header is a day of a year: the name of no indicator.

    >>> is_date("2019-02-01 00:00:00"), is_date("2019")
    (True, False)
    """
    return _DATE.match(header.strip()) is not None


def dated_headers(headers: Iterable[str], *, known: Iterable[str], newest: int) -> dict[str, Dated]:
    """Return the headers that hold years, and what they date.

    A year alone counts. A year beside a name counts where the name has several years, or where any other header is dated
    too; a single one counts unless it is the id of an indicator or lies in the future.

    Parameters
    ----------
    headers : iterable of str
        Of columns of figures.
    known : iterable of str
        Ids of the catalogue, which are no years whatever they end with.
    newest : int
        The newest year that a single header may name.
    """
    ids = set(known)
    dated = {
        header: found for header in headers if header not in ids and (found := in_header(header)) is not None
    }
    years: dict[str, set[int]] = {}
    for item in dated.values():
        years.setdefault(plain(item.stem), set()).add(item.year)
    series = any(len(found) > 1 for found in years.values()) or "" in years
    if series:
        return dated
    return {header: item for header, item in dated.items() if item.year <= newest}


def column_years(column: pd.Series) -> Array:
    """Return the years of a column, NaN where a cell is none: numbers, dates, texts such as ``2019 [YR2019]``.

    >>> column_years(pd.Series(["2019", "2019-12-31", "YR2019", "2019-Q1"]))
    array([2019., 2019., 2019.,   nan])
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        years: Array = column.dt.year.to_numpy(dtype=float, na_value=np.nan)
        return years
    if pd.api.types.is_any_real_numeric_dtype(column):
        return column.to_numpy(dtype=float, na_value=np.nan)
    codes, cells = distinct(column)
    return np.array([_year(cell) for cell in cells] + [np.nan])[codes]


def _year(cell: object) -> float:
    year = getattr(cell, "year", None)  # dates of any library
    if isinstance(year, int):
        return float(year)
    written = text(cell)
    if _NUMBER.match(written):
        return float(written)
    if written.lower() in ("inf", "-inf", "infinity"):
        return np.inf
    for pattern, group in ((_CELL, 1), (_DATE, 1), (_DATE_BEFORE, 3)):
        match = pattern.match(written)
        if match:
            return float(match[group])
    return np.nan


def are_years(column: pd.Series, share: float = 0.5) -> bool:
    """Whether at least a share of the cells that hold anything are plausible years."""
    years = column_years(column)
    present = ~pd.isna(column.to_numpy(dtype=object)) & (column.astype(object).map(text) != "").to_numpy()
    good = (years >= FIRST_YEAR) & (years <= LAST_YEAR)
    return bool(present.any()) and bool(good[present].mean() >= share)


def explain_year(written: str, year: float) -> tuple[str, str]:
    """Return what is wrong with a year, and what to do.

    >>> explain_year("2019-Q1", float("nan"))
    ('the year must be a number', 'a quarter or month: choose the yearly figures, as in choose={...}')
    """
    if not written:
        return "the year is missing", "give the year, or drop the column if the table is of one year"
    if np.isnan(year):
        if re.match(r"\d{4}(\W?(Q\d|M\d{1,2}|W\d{1,2}|S\d|H\d)|-(0[1-9]|1[0-2]))\Z", written, re.IGNORECASE):
            return (
                "the year must be a number",
                "a quarter or month: choose the yearly figures, as in choose={...}",
            )
        if re.match(r"\d{4}\s?[-/–]\s?\d{2,4}\Z", written):
            return "the year must be a number", "a span of years: write the one that shall count"
        return "the year must be a number", "write the year alone, as in 2023"
    if np.isfinite(year) and year % 1:
        return "the year must be whole", "write the year alone, as in 2023"
    serial = " (an Excel date? format the column as a date)" if 20000 < year < 60000 else ""
    return (
        f"the year must be {FIRST_YEAR} to {LAST_YEAR}",
        f"check the column; columns={{...}} says which is the year{serial}",
    )


def span(items: Mapping[str, Dated]) -> str:
    """The years of some headers, for a note: ``2019 to 2021``."""
    years = sorted({item.year for item in items.values()})
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
