"""Correlations of columns pair by pair, each over the units that have both: Pearson, Spearman, Kendall's tau-b."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mpindex.steps.columns import deviation, mean, ratio
from mpindex.steps.normalise import rank
from mpindex.typing import Array, Bools, Places

_CELLS = 1 << 22  # cells of a working array at a time


def pearson(x: Array) -> Array:
    """Pearson's correlations, (units, k) to (k, k), NaN where nothing can be said.

    Over the units that have both; NaN for fewer than two such units or a column that is constant over them.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    array
        (k, k), NaN where nothing can be told.

    Examples
    --------
    >>> pearson(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 7.0]])).round(3)
    array([[1.   , 0.993],
           [0.993, 1.   ]])
    """
    centred = ratio(
        x - mean(x), np.where(deviation(x) == 0, 1.0, deviation(x))
    )  # near 0 and 1: nothing is lost
    present = ~np.isnan(centred)
    return _correlate(np.where(present, centred, 0.0), present)


def _correlate(value: Array, present: Bools) -> Array:
    counted = present.astype(np.float64)
    n = counted.T @ counted
    total = value.T @ counted  # of column i over the units that have i and j
    around = value.T @ value - ratio(total * total.T, n)
    square = (value**2).T @ counted - ratio(total**2, n)
    square = np.where(square <= 1e-13 * np.maximum(n, 1.0), np.nan, square)  # constant but for rounding
    r = np.clip(around / np.sqrt(square * square.T), -1.0, 1.0)
    np.fill_diagonal(r, np.where(np.isnan(np.diagonal(r)), np.nan, 1.0))
    return r


def spearman(x: Array) -> Array:
    """Spearman's: Pearson's of the ranks within each pair's common units, ties sharing their mean rank.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    array
        (k, k), NaN where nothing can be told.

    Examples
    --------
    >>> spearman(np.array([[1.0, 1.0], [2.0, 4.0], [3.0, 99.0]]))[0, 1]
    np.float64(1.0)
    """
    present = ~np.isnan(x)
    if present.all():
        return pearson(mean_ranks(x))
    k = x.shape[1]
    r = np.full((k, k), np.nan)
    ranked = [
        mean_ranks(np.where(present[:, [i]], x, np.nan)) for i in range(k)
    ]  # ranks of all where i is there
    for i in range(k):
        others = np.stack([ranked[j][:, i] for j in range(k)], axis=1)  # ranks of i where each other is there
        r[i] = _paired(others, ranked[i])
    return r


def _paired(x: Array, y: Array) -> Array:
    """(k,): correlation of each column of x with the same column of y, which have the same gaps."""
    a, b = x - mean(x), y - mean(y)
    scale = np.sqrt(np.nansum(a**2, axis=0) * np.nansum(b**2, axis=0))
    return np.clip(ratio(np.nansum(a * b, axis=0), scale), -1.0, 1.0)


def mean_ranks(x: Array) -> Array:
    """Ranks of each column, 1 the lowest, ties at their mean; NaN where missing.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    array
        Shaped like `x`.
    """
    return np.ascontiguousarray(rank(x, ties="average"))  # sums over them then add up in one order


def kendall(x: Array) -> Array:
    """Kendall's tau-b: pairs of units in the same order less those in opposite order, corrected for ties.

    Time grows with the square of the units; memory does not.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    array
        (k, k), NaN where nothing can be told.

    Examples
    --------
    >>> kendall(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]]))[0, 1].round(3)
    np.float64(0.333)
    """
    units, k = x.shape
    same, untied = (
        np.zeros((k, k)),
        np.zeros((k, k)),
    )  # untied[i, j]: of pairs that both know, those that i parts
    step = max(1, _CELLS // max(units * k, 1))
    for start in range(0, units, step):
        gap = x[start : start + step, None, :] - x
        present = (~np.isnan(gap)).reshape(-1, k).astype(np.float64)
        sign = np.sign(np.nan_to_num(gap)).reshape(-1, k)
        same += sign.T @ sign
        untied += np.abs(sign).T @ present
    return np.clip(ratio(same, np.sqrt(untied * untied.T)), -1.0, 1.0)


KINDS: dict[str, Callable[[Array], Array]] = {"pearson": pearson, "spearman": spearman, "kendall": kendall}


def common(x: Array) -> Places:
    """(k, k): how many units have both columns.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    int array
        (k, k).
    """
    present = (~np.isnan(x)).astype(np.float64)
    return (present.T @ present).astype(np.intp)


def p_values(r: Array, n: Places, kind: str) -> Array:
    """Two-sided p-values of correlations r over n units, if units were drawn at random.

    Pearson and Spearman: ``t = r sqrt((n - 2) / (1 - r^2))`` with n - 2 degrees of freedom; Kendall: the normal
    approximation without ties, ``r / sqrt(2 (2n + 5) / (9 n (n - 1)))``. States of the world are no sample: the
    numbers say how little few units can tell, no more.

    Parameters
    ----------
    r : array
        (k, k), correlations.
    n : int array
        (k, k), how many units each is over.
    kind : str
        One of pearson, spearman or kendall.

    Returns
    -------
    array
        (k, k).
    """
    from scipy import stats

    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "kendall":
            spread = np.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1.0)))
            p = 2 * stats.norm.sf(np.abs(r) / spread)
        else:
            t = np.abs(r) * np.sqrt((n - 2) / np.maximum(1 - r**2, 0.0))
            p = 2 * stats.t.sf(t, np.maximum(n - 2, 1))
    return np.where(np.isnan(r) | (n < 3), np.nan, p)
