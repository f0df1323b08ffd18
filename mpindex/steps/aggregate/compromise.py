"""VIKOR: a compromise between the good of the group of children and the regret of the worst of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import children, over_tables, weighted_mean
from mpindex.steps.columns import highest, lowest, ratio
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "aggregate",
    "vikor",
    formula="1 - v (S - min S) / (max S - min S) - (1 - v) (R - min R) / (max R - min R)",
    main="v",
    keeps=("permutation", "weight_scaling", "scale", "translation", "ties", "dominance", "bounds"),
    bounds=(0.0, 1.0),
)
def vikor(x: ArrayLike, w: ArrayLike, *, v: float = 0.5) -> Array:
    """VIKOR: one less the published index Q, so that more is better.

    S is the weighted mean of the shortfalls from the best of each column, R the largest weighted shortfall (the regret),
    both rescaled over the units. Shortfalls are ``(max - x) / (max - min)``, so neither the unit nor the zero of a child
    matters. A constant child tells nothing and is skipped; where S, or R, is the same for all units it counts 0 for all.
    Of a missing child the weight goes to the others. NaN where no child counts.

    Parameters
    ----------
    x : array_like
        (..., units, k), more is better, NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    v : float, default 0.5
        Weight of the group S against the regret R, from 0 to 1.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Opricovic & Tzeng (2004), European Journal of Operational Research 156(2).

    Examples
    --------
    >>> vikor([[3.0, 1.0], [2.0, 2.0], [1.0, 3.0]], [1, 1])
    array([0.5, 1. , 0.5])
    """
    if not 0 <= v <= 1:
        raise OptionError(f"the weight v of the group must lie between 0 and 1, not {v!r}")
    values, weights, present = children(x, w)
    values = np.where(present, values, np.nan)
    low, high = lowest(values), highest(values)
    short = ratio(high - values, high - low)
    counts = ~np.isnan(short)
    group = weighted_mean(short, weights, counts)
    regret = over_tables(_regret, short, weights)
    return 1 - v * _rescaled(group) - (1 - v) * _rescaled(regret)


def _regret(table: Array, w: Array) -> Array:
    counts = ~np.isnan(table)
    filled = np.where(counts, table, 0.0)
    worst = np.stack([(draw * filled).max(axis=-1, initial=0.0) for draw in w])
    total = w @ counts.T
    return np.asarray(np.divide(worst, total, out=np.full(worst.shape, np.nan), where=total > 0))


def _rescaled(values: Array) -> Array:
    low = np.fmin.reduce(values, axis=-1, keepdims=True, initial=np.nan)
    span = np.fmax.reduce(values, axis=-1, keepdims=True, initial=np.nan) - low
    scaled = np.divide(values - low, span, out=np.zeros(values.shape), where=span > 1e-12)
    return np.where(np.isnan(values), np.nan, scaled)
