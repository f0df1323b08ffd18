"""How often each unit has each rank: a table of counts, or, while there are fewer draws than units, the ranks themselves.

Both answer the same questions, and the same to the last digit; what they keep grows with the smaller of the two numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mpindex.typing import Array, Ints

Counts: TypeAlias = NDArray[np.int64]

#: Ranks that are sorted at a time.
CELLS = 1 << 20


@dataclass(eq=False)
class RankTable:
    """Ranks as counts; right where there are at least as many draws as units.

    Attributes
    ----------
    table : ndarray
        (units, ranks), whole numbers only, so that the order of adding does not matter.
    """

    table: Counts

    @classmethod
    def empty(cls, units: int) -> RankTable:
        """Return a table in which nothing is counted yet."""
        return cls(np.zeros((units, units), np.int64))

    def add(self, ranks: Array) -> None:
        """Count ranks (draws, units), NaN where missing."""
        units = ranks.shape[1]
        missing = np.isnan(ranks)
        gaps = bool(missing.any())
        places = np.where(missing, 1, ranks).astype(np.intp) if gaps else ranks.astype(np.intp)
        places += np.arange(units) * units - 1
        add_counts(self.table, places[~missing] if gaps else places.ravel())

    def merge(self, other: RankTally) -> None:
        """Add what another tally has counted."""
        self.table += other.table

    @property
    def drawn(self) -> Counts:
        """(units,): in how many draws each unit has a rank."""
        return np.asarray(self.table.sum(axis=1))

    def power_sums(self, power: int) -> Counts:
        """Return (units,): the sum of each unit's ranks, each to a power."""
        return np.asarray(self.table @ self._ranks**power)

    def distances(self, reference: Array) -> Counts:
        """Return (units,): the sum of the distances of each unit's ranks from a reference, 0 where that is missing."""
        known = ~np.isnan(reference)
        far = np.abs(self._ranks - np.where(known, reference, 0).astype(np.int64)[:, None])
        return np.asarray((self.table * far).sum(axis=1) * known)

    def smallest(self, places: Sequence[Ints]) -> list[Ints]:
        """Return for each of some places (units,), counted from 0, the rank that stands there among the unit's own."""
        cumulative = np.cumsum(self.table, axis=1)
        return [(cumulative <= place[:, None]).sum(axis=1) + 1 for place in places]

    @property
    def _ranks(self) -> Counts:
        return np.arange(1, self.table.shape[1] + 1)


@dataclass(eq=False)
class RankList:
    """Ranks as they were drawn; right where a table of units by units would be larger.

    Attributes
    ----------
    units : int
    parts : list of ndarray
        (draws, units) each, whole numbers; 0 where a unit has no rank.
    """

    units: int
    parts: list[NDArray[np.unsignedinteger]] = field(default_factory=list)

    def add(self, ranks: Array) -> None:
        """Keep ranks (draws, units), NaN where missing."""
        self.parts.append(np.nan_to_num(ranks).astype(np.min_scalar_type(self.units)))

    def merge(self, other: RankTally) -> None:
        """Add what another list has kept."""
        assert isinstance(other, RankList)  # which form it is depends on the task alone
        self.parts += other.parts

    @property
    def table(self) -> Counts:
        """(units, ranks): how often each unit has each rank; as large as the number of units squared."""
        table = RankTable.empty(self.units)
        for part in self.parts:
            table.add(np.where(part > 0, part, np.nan))
        return table.table

    @property
    def drawn(self) -> Counts:
        """(units,): in how many draws each unit has a rank."""
        return self._sum(lambda part: part > 0)

    def power_sums(self, power: int) -> Counts:
        """Return (units,): the sum of each unit's ranks, each to a power."""
        return self._sum(lambda part: part**power)

    def distances(self, reference: Array) -> Counts:
        """Return (units,): the sum of the distances of each unit's ranks from a reference, 0 where that is missing."""
        known, ranks = ~np.isnan(reference), np.nan_to_num(reference).astype(np.int64)
        return self._sum(lambda part: np.abs(part - ranks) * ((part > 0) & known))

    def smallest(self, places: Sequence[Ints]) -> list[Ints]:
        """Return for each of some places (units,), counted from 0, the rank that stands there among the unit's own."""
        result = [np.empty(self.units, np.int64) for _ in places]
        step = max(1, CELLS // max(sum(map(len, self.parts)), 1))
        for start in range(0, self.units, step):
            some = slice(start, start + step)
            ranks = np.sort(np.concatenate([part[:, some] for part in self.parts]).T)
            missing = (ranks == 0).sum(axis=1)
            for array, place in zip(result, places, strict=True):
                at = np.minimum(place[some] + missing, ranks.shape[1] - 1)
                array[some] = ranks[np.arange(len(ranks)), at]
        return result

    def _sum(self, values: Callable[[Ints], NDArray[Any]]) -> Counts:
        """(units,): the sum of something over all draws."""
        total = np.zeros(self.units, np.int64)
        for part in self.parts:
            total += values(part.astype(np.int64)).sum(axis=0)
        return total


RankTally: TypeAlias = RankTable | RankList


def empty(units: int, draws: int) -> RankTally:
    """Return the form that takes less memory, with nothing in it yet."""
    return RankList(units) if draws < units else RankTable.empty(units)


def add_counts(table: Counts, places: NDArray[np.intp]) -> None:
    """Add one at each place of a table, counted along its rows; where there are fewer places than cells, in place."""
    if len(places) < table.size:
        np.add.at(table.reshape(-1), places, 1)
    else:
        table += np.bincount(places, minlength=table.size).reshape(table.shape)
