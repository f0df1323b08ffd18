"""Compares the user's figures with the bundled ones: another unit shows as the same power of ten for most states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError, suggest
from mpindex.ingest.layout import Cells

#: A ratio is a power of ten if its logarithm is so near to a whole number; and so many states must agree.
NEAR, MOST = 0.3, 0.6
#: What is so many times more than every share of 1 in a column is of another scale.
APART = 10
_PERCENTAGE = re.compile(r"%|percent|per cent|pct|share|proportion|ratio", re.IGNORECASE)


def other_units(data: Dataset) -> list[str]:
    """Say which indicators of the catalogue seem to be in another unit than the bundled figures, and how to scale them."""
    shared = [entry for entry in data.entries if entry.id in catalogue() and catalogue()[entry.id].bundled]
    if not data.is_countries or not shared:
        return []
    world = load()
    notes = []
    for entry in shared:
        if entry.id not in world.indicators:
            continue
        difference = _difference(data, world, entry.id)
        if difference is not None:
            notes.append(_note(entry, *difference))
    return notes


def _difference(data: Dataset, world: Dataset, id: str) -> tuple[int, int] | None:
    """The power of ten by which most states differ, and how many do; None if they do not."""
    place = {unit: i for i, unit in enumerate(world.units)}
    bundled, own = world.column(id), data.column(id)
    pairs = [(own[i], bundled[place[unit]]) for i, unit in enumerate(data.units) if unit in place]
    ratios = np.array([mine / other for mine, other in pairs if mine > 0 and other > 0])
    if not len(ratios):
        return None
    logs = np.log10(ratios)
    power = int(np.rint(np.median(logs)))
    agreeing = int((np.abs(logs - power) < NEAR).sum())
    enough = agreeing >= 2 or abs(power) >= 3
    return (power, agreeing) if power and enough and agreeing >= MOST * len(logs) else None


def _note(entry: Indicator, power: int, count: int) -> str:
    unit = f" ({entry.unit})" if entry.unit else ""
    states = "1 state is" if count == 1 else f"{count} states are"
    factor = f"1e{-power}" if abs(power) > 3 else f"{10.0**-power:g}"
    size = f"{10 ** abs(power):,} times {'smaller' if power < 0 else 'larger'}"
    share = "; a share of 1, where the catalogue has percent?" if power == -2 and "%" in entry.unit else ""
    return (
        f"{entry.id}: the values of {states} about {size} than the bundled ones{unit}{share}: "
        f"another unit? scale={{{entry.id!r}: {factor}}} brings them to it"
    )


def mixed(cells: Cells, entries: Sequence[Indicator]) -> list[str]:
    """Say which percentages hold shares of 1 too: some figures at most 1, the others as large as those times 100.

    Looked for where the name or the unit of an indicator speaks of a percentage or a share.
    """
    notes = []
    for code, entry in enumerate(entries):
        if not _PERCENTAGE.search(f"{entry.id} {entry.label} {entry.unit or ''}"):
            continue
        values = cells.value[cells.numbers & (cells.indicator == code)]
        small, large = values[(values > 0) & (values <= 1)], values[values > 1]
        if not len(small) or not len(large) or values.min() < 0 or large.max() > 100:
            continue
        if (
            large.min() > APART * small.max()
            and large.min() <= 100 * small.max()
            and 100 * small.min() <= large.max()
        ):
            notes.append(
                f"{entry.id}: {len(small)} of {len(values)} values are at most 1 ({small.min():g} to {small.max():g}),"
                f" the others {large.min():g} to {large.max():g}: shares of 1 among percentages?"
            )
    return notes


def factors(scale: Mapping[str, float] | None, ids: Sequence[str]) -> np.ndarray:
    """The factor of each indicator, 1 where none is asked for.

    Raises
    ------
    OptionError
        A factor is no number above 0, or of an indicator that the table does not have.
    """
    given = dict(scale or {})
    for id, factor in given.items():
        if id not in ids:
            raise OptionError(f"scale= names {id!r}, which the table does not have.{suggest(id, ids)}")
        if (
            isinstance(factor, bool)
            or not isinstance(factor, (int, float))
            or not (np.isfinite(factor) and factor > 0)
        ):
            raise OptionError(f"scale= takes a factor above 0 for {id!r}, not {factor!r}")
    return np.array([float(given.get(id, 1.0)) for id in ids])
