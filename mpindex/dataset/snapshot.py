"""The newest fresh value of each unit and indicator, with its year and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator
from mpindex.dataset.panel import ALWAYS, Panel, Whole
from mpindex.typing import Array, Bools, Ints


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Values, their years and their sources, each (units, indicators).

    Attributes
    ----------
    values : array
        NaN where there is none.
    years : array of int
        0 where there is none.
    source : array of int
        Place in `sources`, -1 where there is none.
    sources : tuple of str
        Names of the sources.
    stand_ins : array of bool
        Whether a value comes from another source than its indicator's own.
    """

    values: Array
    years: Whole
    source: Whole
    sources: tuple[str, ...]
    stand_ins: Bools


def rows(panel: Panel, entries: Sequence[Indicator], *, units: int, reference: int, latest: int) -> Ints:
    """Return the panel's row of each newest fresh value, (units, indicators), -1 where there is none."""
    windows = np.array([ALWAYS if entry.window is None else entry.window for entry in entries], dtype=int)
    return panel.newest(windows, reference=reference, latest=latest, units=units)


def snapshot(
    panel: Panel,
    entries: Sequence[Indicator],
    *,
    units: int,
    reference: int,
    latest: int,
    since: Whole | None = None,
) -> Snapshot:
    """Take the newest value in each indicator's window.

    Where the absence of an indicator means zero, units without a value get 0, with the newest year that any
    unit has and the indicator's own source; an indicator without any value in the window stays missing.

    Parameters
    ----------
    panel : Panel
        Every value of every year.
    entries : sequence of Indicator
        In the order of the panel's indicators.
    units : int
        How many units there are.
    reference : int
        The year from which the windows count back.
    latest : int
        The last year that may be used.
    since : array of int, (units,), optional
        The year in which each unit began; before it, absence is not zero.
    """
    row = rows(panel, entries, units=units, reference=reference, latest=latest)
    present = row >= 0
    sources = tuple(dict.fromkeys((*panel.sources, *(entry.source for entry in entries))))
    own = np.array([sources.index(entry.source) for entry in entries], dtype=int)
    moved = np.array([sources.index(name) for name in panel.sources], dtype=int)
    values = np.full(row.shape, np.nan)
    years, source = np.zeros(row.shape, dtype=int), np.full(row.shape, -1)
    values[present], years[present] = panel.value[row[present]], panel.year[row[present]]
    source[present] = moved[panel.source[row[present]]]
    zero = np.array([entry.absence == "zero" for entry in entries], dtype=bool) & present.any(axis=0)
    for j in np.flatnonzero(zero):
        none = ~present[:, j] if since is None else ~present[:, j] & (since <= reference)
        values[none, j], years[none, j], source[none, j] = 0.0, years[:, j].max(), own[j]
    declared = np.array([bool(entry.source) for entry in entries], dtype=bool)
    publisher = publishers(sources)
    stand_ins = (source >= 0) & (publisher[source] != publisher[own]) & declared
    for array in (values, years, source, stand_ins):
        array.flags.writeable = False
    return Snapshot(values, years, source, sources, stand_ins)


def publishers(sources: Sequence[str]) -> Ints:
    """Return the place of each source's publisher: itself, or what stands before its colon if that is a source too.

    Figures fetched today are of "world-bank-wdi: https://..., retrieved ...": of the same publisher, and no stand-ins.

    Examples
    --------
    >>> publishers(("wb", "cia", "wb: https://example.org, retrieved 2026-11-25", "me: x"))
    array([0, 1, 0, 3])
    """
    places = {name: i for i, name in enumerate(sources)}
    return np.array([places.get(name.partition(": ")[0], i) for i, name in enumerate(sources)], dtype=int)


class Frames(dict[str, pd.DataFrame]):
    """The snapshot as frames of units x indicators, each made when it is first asked for."""

    def __init__(self, newest: Snapshot, units: Sequence[str], indicators: Sequence[str]):
        super().__init__()
        self._newest = newest
        self._axes: dict[str, Any] = {
            "index": pd.Index(units, name="unit"),
            "columns": pd.Index(indicators, name="indicator"),
        }

    def __missing__(self, name: str) -> pd.DataFrame:
        made: pd.DataFrame = getattr(self, f"_{name}")()
        self[name] = made
        return made

    def _values(self) -> pd.DataFrame:
        return pd.DataFrame(self._newest.values, **self._axes)

    def _stand_ins(self) -> pd.DataFrame:
        return pd.DataFrame(self._newest.stand_ins, **self._axes)

    def _years(self) -> pd.DataFrame:
        years = self._newest.years
        return pd.DataFrame(np.where(years == 0, np.nan, years), **self._axes).astype("Int64")

    def _sources(self) -> pd.DataFrame:
        names = np.array([*self._newest.sources, None], dtype=object)
        return pd.DataFrame(names[self._newest.source], **self._axes)
