"""What is counted over draws. Draws come and go; counts stay, so that memory does not grow with the number of draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.steps.rank import in_the_middle, rank_counts
from mpindex.typing import Array

Counts: TypeAlias = NDArray[np.int64]


@dataclass(eq=False)
class Tally:
    """Counts over draws; whole numbers only, so that the order of adding does not matter.

    Attributes
    ----------
    ranks : ndarray
        (units, units), how often each unit has each rank.
    bands : ndarray
        (units, bands + 1), how often each unit has each band; the first column is no score.
    middle : ndarray
        (units,), how often each unit is in the middle third of those that are ranked.
    shifts : ndarray
        (units,), sum of the distances from the rank of reference.
    """

    ranks: Counts
    bands: Counts
    middle: Counts
    shifts: Counts

    @classmethod
    def empty(cls, units: int, bands: int) -> Tally:
        """Return a tally in which nothing is counted yet."""
        shapes = ((units, units), (units, bands + 1), (units,), (units,))
        return cls(*(np.zeros(shape, np.int64) for shape in shapes))

    def add(self, ranks: Array, codes: NDArray[np.intp], reference: Array) -> None:
        """Count draws one by one: ranks and codes of bands, (draws, units); reference ranks, (units,)."""
        units = ranks.shape[1]
        present = ~np.isnan(ranks)
        complete = bool(present.all())
        distance = (ranks if complete else np.where(present, ranks, 1)).astype(np.intp)
        place = distance + (np.arange(units) * units - 1)
        _count(self.ranks, place.ravel() if complete else place[present])
        _count(self.bands, (codes + (np.arange(units) * self.bands.shape[1] + 1)).ravel())
        self.middle += in_the_middle(ranks, present.sum(axis=1, keepdims=True)).sum(axis=0)
        distance -= np.nan_to_num(reference).astype(np.intp)
        np.abs(distance, out=distance)
        distance *= present & ~np.isnan(reference)
        self.shifts += distance.sum(axis=0)

    def add_by_rank(self, scores: Array, codes: NDArray[np.intp], reference: Array) -> None:
        """Count draws whose bands follow from the ranks alone: then counting the ranks is enough.

        Parameters
        ----------
        scores : ndarray
            (draws, units), higher is better; a unit has one in all draws or in none.
        codes : ndarray
            (units, ranks), the band of each unit at each rank.
        reference : ndarray
            (units,), the ranks of reference.
        """
        present = np.flatnonzero(~np.isnan(scores[0]))
        n = len(present)
        self.bands[:, 0] += len(scores)
        if not n:
            return
        counts = rank_counts(scores[:, present] if n < scores.shape[1] else scores)
        rank = np.arange(1.0, n + 1)
        self.ranks[present, :n] += counts
        own = codes[present]
        for code in np.unique(own):
            self.bands[present, code + 1] += (counts * (own == code)).sum(axis=1)
        self.bands[present, 0] -= len(scores)
        self.middle[present] += counts[:, in_the_middle(rank, n)].sum(axis=1)
        far = np.nan_to_num(np.abs(rank - reference[present, None])).astype(np.int64)
        self.shifts[present] += (counts * far).sum(axis=1)

    @property
    def mean_shifts(self) -> Array:
        """(units,): mean distance from the rank of reference; NaN where a unit never has a rank."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.shifts / self.ranks.sum(axis=1))

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


@overload
def share_error(share: float, draws: int) -> float: ...
@overload
def share_error(share: pd.DataFrame, draws: int) -> pd.DataFrame: ...
def share_error(share: float | pd.DataFrame, draws: int) -> float | pd.DataFrame:
    """Return the Monte Carlo standard error of shares of draws, one or a table of them: ``sqrt(p (1 - p) / draws)``.

    Shares that sum, by rounding, to a little over 1 have none.

    >>> float(share_error(0.5, 100))
    0.05
    """
    variance: Any = share * (1 - share)
    error: float | pd.DataFrame = np.sqrt(np.maximum(variance, 0.0) / draws)
    return error


def quantile(counts: Counts, q: float) -> Array:
    """Return a quantile (type 7) of whole numbers 1, 2, ... of which only counts are kept.

    Parameters
    ----------
    counts : ndarray
        (rows, numbers), how often each number occurs in each row.
    q : float
        From 0 to 1.

    Returns
    -------
    ndarray
        (rows,); NaN where a row has no number.

    >>> quantile(np.array([[2, 0, 1], [0, 0, 0]]), 0.75)
    array([ 2., nan])
    """
    n = counts.sum(axis=1)
    place = np.maximum(n - 1, 0) * q
    cumulative = np.cumsum(counts, axis=1)
    low = (cumulative <= np.floor(place)[:, None]).sum(axis=1) + 1
    high = (cumulative <= np.ceil(place)[:, None]).sum(axis=1) + 1
    return np.where(n > 0, low + (high - low) * (place - np.floor(place)), np.nan)


def rank_statistics(counts: Counts) -> dict[str, Array]:
    """Return statistics of each unit's ranks by name, from how often it has each rank, (units, ranks).

    mean and error : over the draws, and its Monte Carlo error. median, low, high : 50, 5 and 95 % quantile (type 7).
    lowest, highest : of all draws. All (units,), NaN for a unit that never has a rank.
    """
    n = counts.sum(axis=1)
    rank = np.arange(1, counts.shape[1] + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = counts @ rank / n
        variance = np.maximum(counts @ rank**2 / n - mean**2, 0) * n / np.maximum(n - 1, 1)
        error = np.sqrt(variance / n)
    ends = {"median": 0.5, "low": 0.05, "high": 0.95, "lowest": 0.0, "highest": 1.0}
    return {"mean": mean, "error": error, **{name: quantile(counts, q) for name, q in ends.items()}}
