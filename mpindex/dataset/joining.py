"""Puts the indicators of two Datasets side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np

from mpindex.dataset.observations import Observations
from mpindex.dataset.replacing import told
from mpindex.dataset.side_tables import KEYS
from mpindex.errors import DataError, OptionError, UnknownUnit
from mpindex.wording import counted

Data = TypeVar("Data", bound=Observations)

HOWS = ("left", "inner", "outer")
_CALLED = {"groups": "groupings", "dyads": "relations", "lists": "lists", "errors": "standard errors of"}


def join(left: Data, right: Data, *, how: str | None, replaces: bool | str) -> Data:
    """Add the indicators and side tables of `right` to `left`; see `Dataset.join`."""
    _check(left, right, how, replaces)
    units = _units(left, right, how or "left")
    cells = replaces == "cells"
    kept = tuple(entry for entry in left.entries if cells or entry.id not in set(right.indicators))
    added = tuple(entry for entry in right.entries if not cells or entry.id not in set(left.indicators))
    mine, theirs = left.reindexed(units, kept), right.reindexed(units, kept + added)
    joined = replace(
        mine,
        entries=kept + added,
        panel=(mine.panel.without(theirs.panel) if cells else mine.panel).plus(theirs.panel),
        labels={**right.labels, **left.labels},
        tables=left.tables.plus(right.tables, cells=cells),
    )
    notes = told(left, right, mine, theirs, joined) if cells else ()
    return replace(joined, notes=(*left.notes, *right.notes, *_stale(left, right), *notes))


def _units(left: Observations, right: Observations, how: str) -> tuple[str, ...]:
    if how == "left":
        return left.units
    if how == "inner":
        return tuple(unit for unit in left.units if unit in set(right.units))
    return left.units + tuple(unit for unit in right.units if unit not in set(left.units))


def _check(left: Observations, right: Observations, how: str | None, replaces: bool | str) -> None:
    if how is not None and how not in HOWS:
        raise OptionError(f"how must be one of {', '.join(HOWS)}, not {how!r}")
    if replaces not in (False, True, "indicators", "cells"):
        raise OptionError(f"replace must be 'cells', 'indicators', True or False, not {replaces!r}")
    if left.is_countries != right.is_countries:
        kinds = ["countries" if data.is_countries else "free units" for data in (left, right)]
        raise DataError(
            f"one dataset holds {kinds[0]}, the other {kinds[1]}: read() both with the same units="
        )
    if right.year is not None and right.year != left.year:
        ours = "the newest values" if left.year is None else f"the year {left.year}"
        raise DataError(
            f"one dataset stands as of {ours}, the other as of {right.year}: use .at(year) on one of them"
        )
    foreign = [unit for unit in right.units if unit not in set(left.units)]
    if foreign and how is None:
        raise UnknownUnit(
            f"{counted(len(foreign), 'unit')} not in the dataset that is joined to: {', '.join(foreign[:10])}. "
            "how='left' leaves them out, how='outer' adds them, how='inner' keeps the units of both"
        )
    if not replaces:
        _refuse_clashes(left, right)


def _refuse_clashes(left: Observations, right: Observations) -> None:
    same = {"indicators": set(left.indicators) & set(right.indicators)}
    for name in sorted(left.tables.added_by(right.tables)):
        keys = [set(data.tables.table(name, None)[KEYS[name]]) for data in (left, right)]
        same[_CALLED[name]] = keys[0] & keys[1]
    clashes = [f"{what} {', '.join(sorted(ids))}" for what, ids in same.items() if ids]
    if clashes:
        raise DataError(
            f"both datasets have the {'; '.join(clashes)}: rename them, or pass replace='cells' to put the "
            "new values over the old ones, replace='indicators' to take the new alone"
        )


def _stale(left: Observations, right: Observations) -> tuple[str, ...]:
    """Say which indicators of `right` lose every value because freshness counts from another year."""
    moved = replace(right, year=left.year, newest_year=left.newest_year)
    had, has = ((~np.isnan(data.newest.values)).sum(axis=0) for data in (right, moved))
    lost = [id for id, before, now in zip(right.indicators, had, has, strict=True) if before and not now]
    if not lost:
        return ()
    return (f"no value is fresh as of {left.reference_year}: {', '.join(lost)} (give them a wider window)",)
