"""Counting draws that share a plan: by their ranks alone where that is enough, else one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mpindex.engine.banding import Banding
from mpindex.engine.levels import Levels
from mpindex.typing import Array, Bools, Codes
from mpindex.uncertainty.counts.rank_counts import RankCounts
from mpindex.uncertainty.counts.tallies import Tally

#: Gives the codes of bands (draws, units) from ranks, or from None where no band needs them.
Coder = Callable[[Array | None], Codes]


@dataclass(eq=False)
class Counting:
    """Adds draws that share a plan to a tally.

    To count ranks they need not be put back at their units, which takes as long as sorting; that works while every draw
    ranks the same units. Where a unit's band follows from its rank, the counts of the ranks have those of the bands in
    them.

    Attributes
    ----------
    tally : Tally
    bandings : list of Banding
        The bands of the draws; with more than one, `codes` knows which draw has which.
    by_rank : callable or None
        Returns the band (units, ranks) of each unit at each rank, where that is all that decides it, from the units ranked.
    """

    tally: Tally
    bandings: list[Banding]
    by_rank: Callable[[Bools], Codes] | None
    _present: Bools | None = None
    _counts: RankCounts | None = None
    _draws: int = 0

    def add(self, levels: Levels, codes: Coder) -> None:
        """Count some draws.

        Parameters
        ----------
        levels : Levels
            Their scores, (draws, units).
        codes : callable
            Asked for their bands, where these do not follow from the ranks alone.
        """
        scores = levels.score
        if self._needs_ranks or len(scores) < scores.shape[1] or not self._ranks_the_same(scores):
            ranks = self.bandings[0].rank(scores)
            self.tally.add(ranks, codes(ranks))
            return
        if self._counts is None:
            self._counts = RankCounts(scores.shape[1])
        self._counts.add(self.bandings[0].quantities.directed(scores))
        self._draws += len(scores)
        if self.by_rank is None:
            self.tally.add_bands(codes(None))

    def close(self) -> None:
        """Add what was counted by rank."""
        if self._counts is None or self._present is None:
            return
        counts = self._counts.table
        self.tally.add_counts(counts, int(np.count_nonzero(self._present)))
        if self.by_rank is not None:
            self.tally.add_bands_of_ranks(counts, self.by_rank(self._present), self._draws)

    @property
    def _needs_ranks(self) -> bool:
        return self.by_rank is None and any(banding.needs_ranks for banding in self.bandings)

    def _ranks_the_same(self, scores: Array) -> bool:
        """Whether all these draws, and those before, rank the same units."""
        present = ~np.isnan(scores[0])
        if self._present is None:
            self._present = present
        elif (present != self._present).any():
            return False
        if present.all():
            return not np.isnan(scores.max())
        return bool((np.isnan(scores) == ~present).all())
