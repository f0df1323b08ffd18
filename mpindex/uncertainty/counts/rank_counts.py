"""Counting ranks without putting each back at its unit, which takes as long as sorting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mpindex.steps.rank import ordered
from mpindex.typing import Array

#: Cells that are ranked at a time: the working array stays in the processor's cache, and serves all draws.
CELLS = 1 << 15


class RankCounts:
    """How often each unit has each rank: ranks as in `mpindex.steps.rank.competition`, a missing score counted nowhere.

    Parameters
    ----------
    units : int
        How many there are, at least 1.

    Examples
    --------
    >>> counts = RankCounts(3)
    >>> counts.add(np.array([[10.0, 30.0, 20.0], [10.0, 30.0, 30.0]]))
    >>> counts.table
    array([[0, 0, 2],
           [2, 0, 0],
           [1, 1, 0]])
    """

    def __init__(self, units: int) -> None:
        self._bits = (units - 1).bit_length()
        # [rank, unit], each row as long as the next power of two; a last row for what is counted nowhere
        self._cells = np.zeros((units + 1, 1 << self._bits), dtype=np.int64)
        self._order = np.empty((max(1, CELLS // units), units), dtype=np.int64)

    def add(self, scores: Array) -> None:
        """Rank the units of each draw, (draws, units), and count."""
        step, units = self._order.shape
        for start in range(0, len(scores), step):
            rows = scores[start : start + step]
            order, ranks = ordered(rows, self._order[: len(rows)])
            missing = np.isnan(rows)[np.arange(len(rows))[:, None], order] if np.isnan(rows.max()) else None
            order |= (ranks - 1) << self._bits
            if missing is not None:
                order[missing] = units << self._bits
            np.add.at(self._cells.reshape(-1), order.reshape(-1), 1)

    @property
    def table(self) -> NDArray[np.int64]:
        """(units, ranks): the counts, the first column being rank 1."""
        units = self._order.shape[1]
        return np.ascontiguousarray(self._cells[:units, :units].T)
