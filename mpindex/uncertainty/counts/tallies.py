"""What is counted over draws. Draws come and go; counts stay, so that memory does not grow with the number of draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import pandas as pd

from mpindex.steps.rank import in_the_middle
from mpindex.typing import Array, Codes
from mpindex.uncertainty.counts import rank_tallies
from mpindex.uncertainty.counts.rank_tallies import Counts, RankTable, RankTally


@dataclass(eq=False)
class Tally:
    """Counts over draws; whole numbers only, so that the order of adding does not matter.

    Attributes
    ----------
    ranks : RankTally
        How often each unit has each rank.
    bands : ndarray
        (units, bands + 1), how often each unit has each band; the first column is no score.
    middle : ndarray
        (units,), how often each unit is in the middle third of those that are ranked.
    """

    ranks: RankTally
    bands: Counts
    middle: Counts

    @classmethod
    def empty(cls, units: int, bands: int, draws: int) -> Tally:
        """Return a tally in which nothing is counted yet, in the form that is right for so many draws."""
        counts = np.zeros((units, bands + 1), np.int64), np.zeros(units, np.int64)
        return cls(rank_tallies.empty(units, draws), *counts)

    def add(self, ranks: Array, codes: Codes) -> None:
        """Count draws one by one: ranks, NaN where missing, and codes of bands, (draws, units)."""
        self.ranks.add(ranks)
        self.add_bands(codes)
        n = np.count_nonzero(~np.isnan(ranks), axis=1)
        self.middle += in_the_middle(ranks, n[:, None]).sum(axis=0)

    def add_counts(self, counts: Counts, n: int) -> None:
        """Add how often each unit has each rank, (units, ranks), over draws that rank the same `n` units; bands apart."""
        assert isinstance(self.ranks, RankTable)  # there are more draws than units
        self.ranks.table += counts
        self.middle += counts[:, in_the_middle(np.arange(1.0, counts.shape[1] + 1), n)].sum(axis=1)

    def add_bands(self, codes: Codes) -> None:
        """Count codes of bands, (draws, units), -1 without a score."""
        columns = self.bands.shape[1]
        kind = np.min_scalar_type(len(codes))  # narrow sums are several times faster
        in_bands = np.array([np.add.reduce(codes == code, axis=0, dtype=kind) for code in range(columns - 1)])
        self.bands[:, 1:] += in_bands.T
        self.bands[:, 0] += len(codes) - in_bands.sum(axis=0, dtype=np.int64)

    def add_bands_of_ranks(self, counts: Counts, codes: Codes, draws: int) -> None:
        """Count bands that follow from the ranks alone.

        Parameters
        ----------
        counts : ndarray
            (units, ranks), how often each unit has each rank.
        codes : ndarray
            (units, ranks), the band of each unit at each rank.
        draws : int
            How many were counted; in those that give a unit no rank it has no score.
        """
        self.bands[:, 0] += draws - counts.sum(axis=1)
        for code in range(self.bands.shape[1] - 1):
            self.bands[:, code + 1] += (counts * (codes == code)).sum(axis=1)

    def mean_shifts(self, reference: Array) -> Array:
        """Return (units,): mean distance from a rank of reference; NaN where a unit never has a rank."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.ranks.distances(reference) / self.ranks.drawn)

    def mean_shift(self, reference: Array) -> float:
        """Return the mean distance from a rank of reference over all draws and units."""
        return float(self.ranks.distances(reference).sum() / max(self.ranks.drawn.sum(), 1))

    def merge(self, other: Tally) -> None:
        """Add what another tally has counted."""
        self.ranks.merge(other.ranks)
        self.bands += other.bands
        self.middle += other.middle


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


def quantiles(ranks: RankTally, shares: Sequence[float]) -> list[Array]:
    """Return quantiles (type 7) of each unit's ranks.

    Parameters
    ----------
    ranks : RankTally
    shares : sequence of float
        From 0 to 1.

    Returns
    -------
    list of ndarray
        (units,) for each share; NaN for a unit that never has a rank.

    >>> from mpindex.uncertainty.counts.rank_tallies import RankTable
    >>> quantiles(RankTable(np.array([[2, 0, 1], [0, 0, 0]])), [0.75])
    [array([ 2., nan])]
    """
    n = ranks.drawn
    places = [np.maximum(n - 1, 0) * q for q in shares]
    ends = ranks.smallest(
        [np.floor(p).astype(np.int64) for p in places] + [np.ceil(p).astype(np.int64) for p in places]
    )
    result = []
    for place, low, high in zip(places, ends[: len(places)], ends[len(places) :], strict=True):
        result.append(np.where(n > 0, low + (high - low) * (place - np.floor(place)), np.nan))
    return result


def rank_statistics(ranks: RankTally) -> dict[str, Array]:
    """Return statistics of each unit's ranks by name.

    mean and error : over the draws, and its Monte Carlo error. median, low, high : 50, 5 and 95 % quantile (type 7).
    lowest, highest : of all draws. All (units,), NaN for a unit that never has a rank.
    """
    n = ranks.drawn
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = ranks.power_sums(1) / n
        variance = np.maximum(ranks.power_sums(2) / n - mean**2, 0) * n / np.maximum(n - 1, 1)
        error = np.sqrt(variance / n)
    ends = {"median": 0.5, "low": 0.05, "high": 0.95, "lowest": 0.0, "highest": 1.0}
    values = quantiles(ranks, list(ends.values()))
    return {"mean": mean, "error": error, **dict(zip(ends, values, strict=True))}
