"""What is counted over draws. Draws come and go; counts stay, so that memory does not grow with the number of draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpindex.analysis.standing import MIDDLE_THIRD
from mpindex.steps.rank import rank_counts

Array = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(eq=False)
class Tally:
    """Counts over draws; whole numbers only, so that the order of adding does not matter.

    ranks : (units, units), how often each unit has each rank.
    bands : (units, bands + 1), how often each unit has each band; the first column is no score.
    middle : (units,), how often each unit is in the middle third of those that are ranked.
    shifts : (units,), sum of the distances from the rank of reference.
    """

    ranks: Counts
    bands: Counts
    middle: Counts
    shifts: Counts

    @classmethod
    def empty(cls, units: int, bands: int) -> Tally:
        shapes = ((units, units), (units, bands + 1), (units,), (units,))
        return cls(*(np.zeros(shape, np.int64) for shape in shapes))

    def add(self, ranks: Array, codes: NDArray[np.intp], reference: Array) -> None:
        """Count draws one by one: ranks and codes of bands, (draws, units); reference ranks, (units,)."""
        units = ranks.shape[1]
        there = ~np.isnan(ranks)
        complete = bool(there.all())
        whole = (ranks if complete else np.where(there, ranks, 1)).astype(np.intp)
        place = whole + (np.arange(units) * units - 1)
        _count(self.ranks, place.ravel() if complete else place[there])
        _count(self.bands, (codes + (np.arange(units) * self.bands.shape[1] + 1)).ravel())
        self.middle += in_the_middle(ranks, there.sum(axis=1, keepdims=True)).sum(axis=0)
        whole -= np.nan_to_num(reference).astype(np.intp)
        np.abs(whole, out=whole)
        whole *= there & ~np.isnan(reference)
        self.shifts += whole.sum(axis=0)

    def add_by_rank(self, scores: Array, codes: NDArray[np.intp], reference: Array) -> None:
        """Count draws whose bands follow from the ranks alone: then counting the ranks is enough.

        scores : (draws, units), higher is better; a unit has one in all draws or in none.
        codes : (ranked units,), the band of each rank.
        """
        there = np.flatnonzero(~np.isnan(scores[0]))
        n = len(there)
        counts = rank_counts(scores[:, there] if n < scores.shape[1] else scores)
        rank = np.arange(1.0, n + 1)
        self.ranks[there, :n] += counts
        for code in np.unique(codes):
            self.bands[there, code + 1] += counts[:, codes == code].sum(axis=1)
        self.bands[:, 0] += len(scores)
        self.bands[there, 0] -= len(scores)
        self.middle[there] += counts[:, in_the_middle(rank, n)].sum(axis=1)
        far = np.nan_to_num(np.abs(rank - reference[there, None])).astype(np.int64)
        self.shifts[there] += (counts * far).sum(axis=1)

    def merge(self, other: Tally) -> None:
        """Add what another tally has counted."""
        for name in ("ranks", "bands", "middle", "shifts"):
            getattr(self, name).__iadd__(getattr(other, name))


def _count(table: Counts, places: NDArray[np.intp]) -> None:
    """Add one at each place of a table, counted along its rows; where there are fewer places than cells, in place."""
    if len(places) < table.size:
        np.add.at(table.reshape(-1), places, 1)
    else:
        table += np.bincount(places, minlength=table.size).reshape(table.shape)


def in_the_middle(ranks: Array, n: Array | int) -> NDArray[np.bool_]:
    """Whether a rank of n is in the middle third: its position is between 1/3 and 2/3, up to rounding; not if missing.

    >>> in_the_middle(np.array([1.0, 2.0, 3.0, np.nan]), 3)
    array([False,  True, False, False])
    """
    low, high = (end * np.asarray(n) + 0.5 for end in MIDDLE_THIRD)
    with np.errstate(invalid="ignore"):
        return np.asarray((ranks >= low - 1e-9) & (ranks <= high + 1e-9))


def share_error(share: Any, draws: int) -> Any:
    """Monte Carlo standard error of shares of draws, one or a table of them: ``sqrt(p (1 - p) / draws)``.

    >>> float(share_error(0.5, 100))
    0.05
    """
    return np.sqrt(
        np.maximum(share * (1 - share), 0.0) / draws
    )  # shares that sum to a little over 1 have none


def quantile(counts: Counts, q: float) -> Array:
    """Quantile (type 7) of whole numbers 1, 2, ... given how often each occurs, as if all were there; NaN where none is.

    counts : (rows, numbers). Returns (rows,).

    >>> quantile(np.array([[2, 0, 1], [0, 0, 0]]), 0.75)
    array([ 2., nan])
    """
    n = counts.sum(axis=1)
    place = np.maximum(n - 1, 0) * q
    cumulative = np.cumsum(counts, axis=1)
    low = (cumulative <= np.floor(place)[:, None]).sum(axis=1) + 1
    high = (cumulative <= np.ceil(place)[:, None]).sum(axis=1) + 1
    return np.where(n > 0, low + (high - low) * (place - np.floor(place)), np.nan)
