"""Says what becomes of the values of one Dataset when those of another are put over them, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mpindex.dataset.observations import Observations
from mpindex.dataset.snapshot import rows
from mpindex.typing import Bools, Ints
from mpindex.wording import first_few

#: So many units are named.
MANY = 8


def told(
    left: Observations, right: Observations, before: Observations, added: Observations, after: Observations
) -> tuple[str, ...]:
    """Return a sentence for each indicator that both have: what is replaced, what stays, what does not count.

    Parameters
    ----------
    left, right : Observations
        What is joined to, and what is put over it.
    before, added, after : Observations
        Both over the same units and indicators, and what comes of them.
    """
    old, new, now = (_rows(data, after) for data in (before, added, after))
    year, newest = _years(added, new), _years(after, now)
    taken = (new >= 0) & (year == newest)
    notes = []
    for place, entry in enumerate(after.entries):
        if entry.id not in left.indicators or entry.id not in right.indicators:
            continue
        replaced, filled = taken[:, place] & (old[:, place] >= 0), taken[:, place] & (old[:, place] < 0)
        stay = int(((old[:, place] >= 0) & ~taken[:, place]).sum())
        notes.append(_sentence(entry.id, _names(after.units, replaced), _names(after.units, filled), stay))
        older = _names(after.units, (new[:, place] >= 0) & ~taken[:, place])
        if older:
            notes.append(
                f"{entry.id}: newer bundled values count before those of your table: {first_few(older, MANY)}"
            )
        own = right.entries[right.indicators.index(entry.id)]
        if own.direction != entry.direction:
            notes.append(f"{entry.id}: the direction stays {entry.direction}, your table has {own.direction}")
    return tuple(notes)


def _rows(data: Observations, after: Observations) -> Ints:
    reference, latest = after.reference_year, after.latest
    return rows(data.panel, after.entries, units=len(after.units), reference=reference, latest=latest)


def _years(data: Observations, row: Ints) -> Ints:
    years = np.full(row.shape, -1)
    years[row >= 0] = data.panel.year[row[row >= 0]]
    return years


def _names(units: Sequence[str], chosen: Bools) -> list[str]:
    return [unit for unit, this in zip(units, chosen, strict=True) if this]


def _sentence(id: str, replaced: Sequence[str], filled: Sequence[str], stay: int) -> str:
    parts = [
        f"replaces {_values(len(replaced))} of {id}" + (f" ({first_few(replaced, MANY)})" if replaced else "")
    ]
    if filled:
        parts.append(f"adds {len(filled)} ({first_few(filled, MANY)})")
    verb = "stays" if stay == 1 else "stay"
    return f"your table {' and '.join(parts)}; {stay} bundled value{'' if stay == 1 else 's'} {verb}"


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"
