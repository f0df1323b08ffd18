"""Aggregations of amounts by totals and means of the columns: COPRAS, MOORA, EDAS."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.amounts import COMPARED, amounts, mixed_signs, unusable
from mpindex.steps.aggregate.inputs import children, counted, divide, refuse, weighted_mean, weighted_sum
from mpindex.steps.columns import highest, lowest
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "aggregate",
    "moora",
    formula="sum(w x / sqrt(sum(x**2))) / sum(w)",
    keeps=("permutation", "weight_scaling", "scale", "ties", "dominance", "monotonicity"),
    refuses=mixed_signs,
)
def moora(x: ArrayLike, w: ArrayLike) -> Array:
    """MOORA, the ratio system: each column over its Euclidean length, benefits added and costs taken away.

    Costs come as negative amounts. A column of zeros tells nothing and is skipped; missing children as in `arithmetic`.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), from -1 to 1.

    References
    ----------
    Brauers & Zavadskas (2006), Control and Cybernetics 35(2).

    Examples
    --------
    >>> moora([[3.0, -6.0], [4.0, -8.0]], [1, 1]).round(3)
    array([0., 0.])
    """
    values, weights, _ = children(x, w)
    refuse(
        counted(mixed_signs(values), weights), "have the sign of its column for MOORA", "use normalise: none"
    )
    largest = np.maximum(highest(np.abs(values)), 0.0)
    scaled = np.divide(values, largest, out=np.full(values.shape, np.nan), where=largest > 0)
    length = np.sqrt(np.nansum(scaled**2, axis=-2, keepdims=True))
    ratio = np.divide(scaled, length, out=np.full(values.shape, np.nan), where=length > 0)
    counts = ~np.isnan(ratio)
    return weighted_mean(ratio, weights, counts)


@register(
    "aggregate",
    "copras",
    formula="Q / max(Q), Q = S+ + sum(S-) / (S- sum(1 / S-)), S the weighted sums of x / sum(x) of benefits and of costs",
    keeps=("permutation", "weight_scaling", "scale", "ties", "bounds"),
    bounds=(0.0, 1.0),
    refuses=unusable,
)
def copras(x: ArrayLike, w: ArrayLike) -> Array:
    """COPRAS: shares of the column totals, of benefits in proportion and of costs in inverse proportion.

    Costs come as negative amounts; without costs the score is the weighted sum of shares over the largest. (pymcdm's
    formula reduces to ``S+ + S-``, which counts costs as benefits.) Weights are rescaled over the children present.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), from 0 to 1; the best unit has 1.

    References
    ----------
    Zavadskas, Kaklauskas & Sarka (1994); Zavadskas, Kaklauskas, Peldschus & Turskis (2007), Baltic Journal of Road and
    Bridge Engineering 2(4).

    Examples
    --------
    >>> copras([[3.0, -1.0], [1.0, -3.0]], [1, 1]).round(4)
    array([1.    , 0.3333])
    """
    sizes, weights, signs, present = amounts(x, w, "COPRAS")
    total = np.nansum(sizes, axis=-2, keepdims=True)
    counts = present & (total > 0)
    share = np.divide(sizes, total, out=np.zeros(sizes.shape), where=counts)
    by = weighted_sum(counts, weights)
    benefit = divide(weighted_sum(np.where(signs > 0, share, 0.0), weights), by)
    cost = divide(weighted_sum(np.where(signs < 0, share, 0.0), weights), by)
    has_cost = cost > 0
    inverse = np.divide(1.0, cost, out=np.zeros(cost.shape), where=has_cost)
    spread = np.where(has_cost, cost, 0.0).sum(axis=-1, keepdims=True)
    each = divide(spread, inverse.sum(axis=-1, keepdims=True))
    score = benefit + np.where(has_cost, inverse * np.where(np.isnan(each), 0.0, each), 0.0)
    best = np.fmax.reduce(score, axis=-1, keepdims=True, initial=np.nan)
    return np.asarray(np.divide(score, best, out=np.full(score.shape, np.nan), where=best > 0))


@register(
    "aggregate",
    "edas",
    formula="(SP / max(SP) + 1 - SN / max(SN)) / 2, SP and SN the weighted relative distances above and below the means",
    keeps=(*COMPARED, "bounds"),
    bounds=(0.0, 1.0),
    refuses=mixed_signs,
)
def edas(x: ArrayLike, w: ArrayLike) -> Array:
    """EDAS: distances above and below the average of each child, relative to it.

    ``(x - mean) / |mean|``; costs come as negative amounts. A column whose mean is 0 tells nothing and is skipped. Where
    nobody is above any mean, all units are equal and there is nothing to tell: NaN.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis (2015), Informatica 26(3).

    Examples
    --------
    >>> edas([[4.0], [2.0], [3.0]], [1])
    array([1. , 0. , 0.5])
    """
    values, weights, present = children(x, w)
    refuse(
        counted(mixed_signs(values), weights), "have the sign of its column for EDAS", "use normalise: none"
    )
    values = np.where(present, values, np.nan)
    mean = column_mean(values)
    constant = lowest(values) == highest(values)
    away = np.divide(values - mean, np.abs(mean), out=np.full(values.shape, np.nan), where=mean != 0)
    away = np.where(
        constant & ~np.isnan(away), 0.0, away
    )  # the rounded mean of equal numbers can differ from them
    counts = ~np.isnan(away)
    above = _over_largest(weighted_mean(np.maximum(np.where(counts, away, 0.0), 0.0), weights, counts))
    below = _over_largest(weighted_mean(np.maximum(np.where(counts, -away, 0.0), 0.0), weights, counts))
    return (above + 1 - below) / 2


def _over_largest(sums: Array) -> Array:
    largest = np.fmax.reduce(sums, axis=-1, keepdims=True, initial=np.nan)
    return np.asarray(np.divide(sums, largest, out=np.full(sums.shape, np.nan), where=largest > 0))
