"""Lays every layout out alike: one row for each cell that holds anything, as flat arrays."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.errors import DataError
from mpindex.ingest.cells import BLANK, MARK, NUMBER, Numbers, Style, coded_texts, numbers, parse
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.raw import Raw
from mpindex.ingest.units import Label
from mpindex.ingest.years import column_years
from mpindex.typing import Array, Bools, Places


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a table that hold anything, in the order of its columns.

    Attributes
    ----------
    raw : Raw
        The table.
    row, column : array of int
        Where each cell stands.
    label, indicator : array of int
        Places in `labels` and `ids`.
    year, value : array
        NaN where what is written is no number.
    state : array of int
        What each cell is: `NUMBER`, `MARK` or `WRONG`.
    labels : tuple
        What rows say of their units, each once, in the order of the rows.
    ids : tuple of str
        The indicators.
    year_column : int or None
        Where the years stand; None where they stand in headers, or nowhere.
    """

    raw: Raw
    row: Places
    column: Places
    label: Places
    indicator: Places
    year: Array
    value: Array
    state: NDArray[np.int8]
    labels: tuple[Label, ...]
    ids: tuple[str, ...]
    year_column: int | None

    def __len__(self) -> int:
        return len(self.row)

    def text(self, place: int) -> str:
        """A value as it was written."""
        return self.raw.text(int(self.row[place]), int(self.column[place]))

    def year_text(self, place: int) -> str:
        """A year as it was written."""
        if self.year_column is None:
            return f"{self.year[place]:.0f}"
        return self.raw.text(int(self.row[place]), self.year_column)

    def line(self, place: int) -> int:
        """The line of a value in the file."""
        return self.raw.line(int(self.row[place]))

    @cached_property
    def numbers(self) -> Bools:
        """Which cells are numbers."""
        numbers: Bools = self.state == NUMBER
        return numbers

    def kept(self, keep: Bools) -> Cells:
        """Some of the cells."""
        arrays = {
            name: getattr(self, name)[keep]
            for name in ("row", "column", "label", "indicator", "year", "value", "state")
        }
        return replace(self, **arrays)


def lay_out(raw: Raw, roles: Roles, style: Style, *, year: int) -> Cells:
    """Lay a table out with one row for each cell that is not blank.

    Parameters
    ----------
    raw : Raw
        The table.
    roles : Roles
        What its columns are.
    style : Style
        How numbers are written.
    year : int
        Of the values of a table without years.

    Raises
    ------
    DataError
        Every row is blank.
    """
    frame, count = raw.frame, len(raw.frame)
    headers = list(roles.figures) or [str(roles.value)]
    read = [_read(raw, header, style) for header in headers]
    state = np.concatenate([part.state for part in read])
    labels, label = row_labels(frame, roles, headers)
    keep = np.flatnonzero(state != BLANK)
    if not len(keep) and not any(any(label) for label in labels):
        raise DataError(f"{raw.name}: every row is blank")
    rows, block = keep % count, keep // count
    ids, indicator = _indicators(frame, roles, headers, rows, block)
    years = _years(frame, roles, headers, year)
    places = {header: i for i, header in enumerate(frame.columns)}
    columns = np.array([places[header] for header in headers])
    return Cells(
        raw,
        rows,
        columns[block],
        label[block] if roles.units else label[rows],
        indicator,
        years[block] if roles.dated else years[rows],
        np.concatenate([part.values for part in read])[keep],
        state[keep],
        labels,
        ids,
        None if roles.year is None or roles.dated else places[roles.year],
    )


def _read(raw: Raw, header: str, style: Style) -> Numbers:
    numbers = parse(raw.frame[header], style)
    if header in raw.marks:
        numbers.state[raw.marks[header].where & (numbers.state == BLANK)] = MARK
    return numbers


def row_labels(frame: pd.DataFrame, roles: Roles, headers: list[str]) -> tuple[tuple[Label, ...], Places]:
    """What the rows say of their units, each once, and which of them each row says; or each column."""
    if roles.units:
        return tuple((roles.units[header],) for header in headers), np.arange(len(headers))
    columns = [coded_texts(frame[header]) for header in roles.unit]
    code = np.zeros(len(frame), dtype=np.int64)
    for codes, kinds in columns:
        code = pd.factorize(code * len(kinds) + codes)[0]
    first = np.unique(code, return_index=True)[1]
    return tuple(tuple(str(kinds[codes[row]]) for codes, kinds in columns) for row in first), code


def _indicators(
    frame: pd.DataFrame, roles: Roles, headers: list[str], rows: Places, block: Places
) -> tuple[tuple[str, ...], Places]:
    """The ids of the indicators, and the place in them of each cell."""
    stems, stem = _places([roles.figures.get(header, "") for header in headers])
    if roles.indicator is None:
        return tuple(stems), stem[block]
    name, names = coded_texts(frame[roles.indicator])
    pair, pairs = pd.factorize(stem[block] * len(names) + name[rows])
    ids, place = _places(
        [_joined(names[b], stems[a]) for a, b in (divmod(int(p), len(names)) for p in pairs)]
    )
    return tuple(ids), place[pair]


def _joined(name: str, stem: str) -> str:
    """The id of a row's indicator in a column of its own kind: ``gdp`` under ``share`` is ``gdp_share``."""
    return name if stem in ("", "value") or not name else f"{name}_{stem}"


def _places(items: list[Any]) -> tuple[list[Any], Places]:
    """Each item once, in the order in which it comes, and the place of each."""
    order: dict[Any, int] = {}
    places = [order.setdefault(item, len(order)) for item in items]
    return list(order), np.array(places, dtype=np.intp)


def _years(frame: pd.DataFrame, roles: Roles, headers: list[str], year: int) -> Array:
    """The year of each row; where years stand in headers, of each column."""
    if roles.dated:
        return np.array([roles.dated[header].year for header in headers], dtype=float)
    if roles.year is None:
        return np.full(len(frame), float(year))
    return column_years(frame[roles.year])


def idata_groups(raw: Raw) -> tuple[str, ...]:
    """Return the headers of COINr's iData that hold groups: they end with "group", or no cell below is a number."""
    return tuple(
        header
        for header in raw.frame.columns
        if header not in ("uCode", "uName", "Time")
        and (re.search(r"(\A|_)group\Z", header, re.IGNORECASE) or _only_words(raw.frame[header]))
    )


def _only_words(column: pd.Series) -> bool:
    values, wrong = numbers(column)
    return bool(wrong.any() and np.isnan(values).all())
