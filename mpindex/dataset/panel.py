"""The panel: every value of every year as five flat arrays, sorted so that both a series and a snapshot are
cheap.

Knows no names of units or indicators, only their places in a `Dataset`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpindex.answers.state import FieldsAsState
from mpindex.typing import Array, Bools, Ints

Whole = NDArray[np.integer[Any]]
"""Whole numbers of any width: the columns of a panel are as narrow as they can be."""

ALWAYS = np.iinfo(np.int32).max // 2  # a window that no year falls out of


@dataclass(frozen=True, eq=False)
class Panel(FieldsAsState):
    """Values in long form; row i says that `unit[i]` had `value[i]` of `indicator[i]` in `year[i]`, by
    `source[i]`.

    Rows are sorted by indicator, unit and year (see `make`).

    Attributes
    ----------
    indicator : array of int, (rows,)
        Places in the Dataset's indicators.
    unit : array of int, (rows,)
        Places in the Dataset's units.
    year : array of int, (rows,)
        Years.
    value : array, (rows,)
        Values, none of them NaN.
    source : array of int, (rows,)
        Places in `sources`.
    sources : tuple of str
        Names of the sources.
    """

    indicator: Whole
    unit: Whole
    year: Whole
    value: Array
    source: Whole
    sources: tuple[str, ...]

    @classmethod
    def make(
        cls, indicator: Whole, unit: Whole, year: Whole, value: Array, source: Whole, sources: Sequence[str]
    ) -> Panel:
        """Sort the rows and freeze the arrays."""
        key = _keys(indicator, unit, year)
        columns: list[Any] = [np.asarray(column) for column in (indicator, unit, year, value, source)]
        if (key[1:] < key[:-1]).any():
            order = np.argsort(
                key, kind="stable"
            )  # one key sorts faster than three, above all in long sorted runs
            columns = [column[order] for column in columns]
        for i, column in enumerate(columns):
            columns[i] = column.view()
            columns[i].flags.writeable = False
        indicator, unit, year, value, source = columns
        return cls(indicator, unit, year, value, source, tuple(sources))

    @classmethod
    def empty(cls) -> Panel:
        """A panel without rows."""
        none = np.zeros(0, dtype=np.int32)
        return cls.make(none, none, none, np.zeros(0), none, ())

    @classmethod
    def snapshot(cls, values: Array, year: int, source: str) -> Panel:
        """The panel of one year of `values`, (units, indicators), NaN where missing."""
        indicator, unit = np.nonzero(~np.isnan(values.T))
        same = np.zeros(len(unit), dtype=np.int32)
        return cls.make(indicator, unit, same + year, values[unit, indicator].astype(float), same, (source,))

    def newest(self, windows: Whole, *, reference: int, latest: int, units: int) -> Ints:
        """Return the row of the newest value, (units, indicators), -1 where there is none.

        A value counts if ``reference - window <= year <= latest``.

        windows : (indicators,) years that a value stays fresh.
        """
        rows = self._last(latest)
        rows = rows[self.year[rows] >= (reference - windows)[self.indicator[rows]]]
        newest = np.full((units, len(windows)), -1)
        newest[self.unit[rows], self.indicator[rows]] = rows
        return newest

    def _last(self, latest: int) -> Ints:
        """The row of the last value up to a year of each unit and indicator that has one: the rows ascend by year."""
        until = self.year <= latest
        rows = np.flatnonzero(until) if not until.all() else slice(None)
        indicator, unit = self.indicator[rows], self.unit[rows]
        ends = np.ones(len(unit), dtype=bool)
        np.not_equal(indicator[1:], indicator[:-1], out=ends[:-1])
        ends[:-1] |= unit[1:] != unit[:-1]
        return np.flatnonzero(ends) if isinstance(rows, slice) else rows[ends]

    @cached_property
    def _starts(self) -> Whole:
        return np.searchsorted(self.indicator, np.arange(int(self.indicator.max(initial=-1)) + 2))

    def rows_of(self, indicator: int) -> slice:
        """The rows of one indicator."""
        if indicator + 1 >= len(self._starts):
            return slice(0, 0)
        return slice(int(self._starts[indicator]), int(self._starts[indicator + 1]))

    def has(self, indicator: int) -> bool:
        """Whether there is any value of an indicator."""
        rows = self.rows_of(indicator)
        return int(rows.stop) > int(rows.start)

    def series(self, indicator: int, *, latest: int, units: int) -> tuple[Ints, Array]:
        """Return the years that have a value, ascending, and the values, (units, years), NaN where absent."""
        rows = self.rows_of(indicator)
        keep = self.year[rows] <= latest
        unit, year, value = self.unit[rows][keep], self.year[rows][keep], self.value[rows][keep]
        years, column = np.unique(year, return_inverse=True)
        values = np.full((units, len(years)), np.nan)
        values[unit, column] = value
        return years.astype(np.int64), values

    def renumber(self, units: Whole, indicators: Whole) -> Panel:
        """Move rows to the new places ``units[old]`` and ``indicators[old]``; -1 leaves them out."""
        if _stay(units) and _stay(indicators):
            return self
        unit, indicator = units[self.unit], indicators[self.indicator]
        moved = Panel(indicator, unit, self.year, self.value, self.source, self.sources)
        keep = (unit >= 0) & (indicator >= 0)
        rest = moved if keep.all() else moved.kept(keep)
        return Panel.make(rest.indicator, rest.unit, rest.year, rest.value, rest.source, rest.sources)

    def shifted(self, places: Sequence[int]) -> Panel:
        """Move the indicators to new places, in the same order."""
        return replace(self, indicator=np.asarray(places, dtype=np.int32)[self.indicator])

    def without(self, other: Panel) -> Panel:
        """Leave out the rows of which `other` has the same unit, indicator and year (over the same units and indicators)."""
        return self.kept(~np.isin(self._keys, other._keys))

    def kept(self, rows: Bools) -> Panel:
        """Leave out all rows but some, (rows,) bool."""
        kept = Panel(
            self.indicator[rows],
            self.unit[rows],
            self.year[rows],
            self.value[rows],
            self.source[rows],
            self.sources,
        )
        for column in (kept.indicator, kept.unit, kept.year, kept.value, kept.source):
            column.flags.writeable = False  # rows in order stay in order
        return kept

    @property
    def _keys(self) -> Whole:
        return _keys(self.indicator, self.unit, self.year)

    def redated(self, indicators: Sequence[int], year: int) -> Panel:
        """Put a year to all rows of some indicators, each of which has figures of one year alone."""
        moved = self.year.astype(np.int32)
        for place in indicators:
            moved[self.rows_of(place)] = year
        moved.flags.writeable = False
        return replace(self, year=moved)

    def plus(self, other: Panel) -> Panel:
        """Put the rows of two panels together (over the same units and indicators)."""
        return Panel.make(
            np.concatenate([self.indicator, other.indicator]),
            np.concatenate([self.unit, other.unit]),
            np.concatenate([self.year, other.year]),
            np.concatenate([self.value, other.value]),
            np.concatenate([self.source.astype(np.int32), other.source.astype(np.int32) + len(self.sources)]),
            self.sources + other.sources,
        )


def _keys(indicator: Whole, unit: Whole, year: Whole) -> Whole:
    """One number for each row, which ascends as the rows of a panel do."""
    key = indicator.astype(np.int64)
    for column in (unit, year):
        key <<= 20
        key += column
    return key


def _stay(places: Whole) -> bool:
    """Whether every place is where it was."""
    return np.array_equal(places, np.arange(len(places)))
