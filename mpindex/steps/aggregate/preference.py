"""PROMETHEE II: net preference flows between all pairs of units."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import children, over_tables, weighted_mean
from mpindex.steps.columns import highest, lowest
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "aggregate",
    "promethee",
    formula="mean over k of sum(w (P(x_i - x_k) - P(x_k - x_i))) / sum(w), P(d) = min(max((d - q) / (p - q), 0), 1)",
    main="preference",
    keeps=("permutation", "weight_scaling", "scale", "translation", "ties", "dominance", "bounds"),
    bounds=(-1.0, 1.0),
)
def promethee(x: ArrayLike, w: ArrayLike, *, preference: float = 0.0, indifference: float = 0.0) -> Array:
    """PROMETHEE II: how much a unit is preferred to the others, less how much they are preferred to it.

    A difference counts in full from `preference` times the range of the child on, not at all up to `indifference` times
    it, and in proportion between. With both at 0, the default, any difference counts in full (the usual criterion) and
    only order matters. Pairs are compared on the children that both have; NaN where there is nobody to compare with.
    Leaving a unit out can reorder the others. Time grows with the square of the units.

    Parameters
    ----------
    x : array_like
        (..., units, k), more is better, NaN where missing.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    preference, indifference : float, default 0.0
        Shares of the range of each child, ``0 <= indifference <= preference``. 1 and 0 are the linear criterion over
        the whole range.

    Returns
    -------
    array
        (..., units), from -1 to 1; where nothing is missing, of sum 0.

    References
    ----------
    Brans & Vincke (1985), Management Science 31(6).

    Examples
    --------
    >>> promethee([[4.0, 3.0, 2.0], [3.0, 2.0, 4.0], [5.0, 1.0, 3.0]], [5, 3, 2])
    array([ 0.1, -0.3,  0.2])
    """
    if not 0 <= indifference <= preference:
        raise OptionError(
            f"shares of the range must be 0 <= indifference <= preference; got {indifference!r} and {preference!r}"
        )
    values, weights, present = children(x, w)
    if present.all() and values.shape[-2] > 1:  # then the flow is the weighted mean of each child's own
        return weighted_mean(_by_child(values, preference, indifference), weights, present)

    def flows(table: Array, draws: Array) -> Array:
        return _flows(table, draws, preference, indifference)

    return over_tables(flows, np.where(present, values, np.nan), weights)


def _by_child(values: Array, preference: float, indifference: float) -> Array:
    """(..., units, k): net flow of each unit in each child by itself."""
    scaled = _scaled(values)
    flow = np.zeros(values.shape)
    for k in range(values.shape[-2]):
        gap = scaled - scaled[..., k : k + 1, :]
        flow += _preference(gap, preference, indifference) - _preference(-gap, preference, indifference)
    return np.asarray(flow / (values.shape[-2] - 1))


def _scaled(values: Array) -> Array:
    """From 0 to 1 in each child; 0 throughout a constant one."""
    span = highest(values) - lowest(values)
    return np.where(span > 0, (values - lowest(values)) / np.where(span > 0, span, 1.0), values * 0.0)


def _flows(table: Array, w: Array, preference: float, indifference: float) -> Array:
    units = len(table)
    scaled = _scaled(table)
    present = ~np.isnan(table)
    flow, others = np.zeros((len(w), units)), np.zeros((len(w), units))
    for k in range(units):
        gap = np.where(present & present[k], scaled - scaled[k], 0.0)
        preferred = _preference(gap, preference, indifference) - _preference(-gap, preference, indifference)
        both = w @ (present & present[k]).T
        both[:, k] = 0.0
        flow += np.divide(w @ preferred.T, both, out=np.zeros(both.shape), where=both > 0)
        others += both > 0
    return np.asarray(np.divide(flow, others, out=np.full(flow.shape, np.nan), where=others > 0))


def _preference(gap: Array, preference: float, indifference: float) -> Array:
    """From 0 to 1; differences next to 0 are rounding."""
    gap = np.where(gap > 1e-12, gap, 0.0)
    if preference == indifference:
        return np.asarray(gap > indifference, dtype=np.float64)
    return np.clip((gap - indifference) / (preference - indifference), 0.0, 1.0)
