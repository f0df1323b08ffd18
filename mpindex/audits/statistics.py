"""Statistics of columns with flags, and how much of the data is there, by unit and by dimension."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.steps.columns import count, deviation, highest, lowest, mean, quantile, ratio
from mpindex.steps.moments import moments
from mpindex.steps.treat.outliers import KURT, SKEW
from mpindex.typing import Array, Bools, Places

#: Least shares of all units: with a value, with one that is not zero, of distinct values. Source: COINr's defaults.
LEAST_AVAILABLE, LEAST_NONZERO, LEAST_DISTINCT = 0.65, 0.5, 0.5


@dataclass(frozen=True)
class Statistics:
    """Statistics of k columns, (k,) each. `same` is the number of units that share the commonest value."""

    units: int
    minimum: Array
    maximum: Array
    mean: Array
    median: Array
    sd: Array
    skewness: Array
    kurtosis: Array
    available: Places
    nonzero: Places
    distinct: Places
    same: Places

    @property
    def outliers(self) -> Bools:
        """(k,): skewed and peaked beyond the thresholds of treatment at once (which treats at them already)."""
        return (np.abs(self.skewness) > SKEW) & (self.kurtosis > KURT)

    @property
    def flags(self) -> list[tuple[str, ...]]:
        """For each column what is odd about it; shares are of all units."""
        tests = {
            "constant": (self.available > 0) & (self.distinct == 1),
            "few values": self.available < LEAST_AVAILABLE * self.units,
            "many zeros": self.nonzero < LEAST_NONZERO * self.units,
            "few distinct values": self.distinct < LEAST_DISTINCT * self.units,
            "outliers": self.outliers,
        }
        return [tuple(name for name, odd in tests.items() if odd[j]) for j in range(len(self.mean))]


def statistics(x: Array) -> Statistics:
    """Describe the columns of x (units, k), NaN where missing and left out.

    The standard deviation has divisor n - 1; skewness and kurtosis as in `mpindex.steps.moments`. What cannot be
    told (of an empty column; the skewness of a constant one) is NaN.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    Statistics
        (k,) each.

    Examples
    --------
    >>> told = statistics(np.array([[1.0], [1.0], [0.0], [np.nan]]))
    >>> int(told.available[0]), int(told.nonzero[0]), int(told.distinct[0]), int(told.same[0])
    (3, 2, 2, 2)
    """
    skew, kurt = moments(x)
    distinct, same = _runs(x)
    return Statistics(
        x.shape[0],
        lowest(x)[0],
        highest(x)[0],
        mean(x)[0],
        quantile(x, 0.5)[0],
        deviation(x)[0],
        skew,
        kurt,
        count(x)[0].astype(np.intp),
        np.count_nonzero(~np.isnan(x) & (x != 0), axis=0),
        distinct,
        same,
    )


def _runs(x: Array) -> tuple[Places, Places]:
    """(k,), (k,): how many distinct values, and how many units share the commonest."""
    ordered = np.sort(x, axis=0)
    present = ~np.isnan(ordered)
    new = present.copy()
    new[1:] &= ordered[1:] != ordered[:-1]
    run = np.cumsum(new, axis=0)
    length = np.zeros(x.shape[1], dtype=np.intp)
    for j in range(x.shape[1]):
        length[j] = np.bincount(run[present[:, j], j]).max(initial=0)
    return new.sum(axis=0), length


def available(x: Array, under: Bools) -> Array:
    """Share of the indicators under each node that each unit has a value of.

    Parameters
    ----------
    x : array
        (units, leaves), NaN where missing.
    under : bool array
        Bool (nodes, leaves), which leaves are under each node.

    Returns
    -------
    array
        (units, nodes).

    Examples
    --------
    >>> available(np.array([[1.0, np.nan]]), np.array([[True, True], [True, False]]))
    array([[0.5, 1. ]])
    """
    return ratio((~np.isnan(x)).astype(float) @ under.T, under.sum(axis=1))
