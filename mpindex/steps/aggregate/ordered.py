"""Aggregations by order: the minimum, the weighted median and the ordered weighted average."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import MEAN, children, in_blocks, over_tables
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

_TOLERANCE = 1e-12  # relative: cumulated shares of weight that differ by less are equal


@register(
    "aggregate",
    "minimum",
    formula="min(x)",
    keeps=MEAN,
    traits={"nests", "between"},
)
def minimum(x: ArrayLike, w: ArrayLike) -> Array:
    """Lowest child: no value is made good by another.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), of which only "0 or not" matters.

    Returns
    -------
    array
        (..., units), NaN where no child counts.

    Examples
    --------
    >>> minimum([[3.0, 1.0], [np.nan, 2.0]], [1, 1])
    array([1., 2.])
    """
    x, w, present = children(x, w)
    counts = (w > 0).reshape(-1, w.shape[-1])
    if (counts == counts[:1]).all():  # as nearly always: the same children count in every draw
        low = np.where(present & counts[:1].any(axis=0), x, np.inf).min(axis=-1)
        scores = np.broadcast_to(low, np.broadcast_shapes(low.shape, (*w.shape[:-1], 1))).copy()
    else:
        scores = over_tables(_minimum, np.where(present, x, np.inf), w)
    scores[np.isinf(scores)] = np.nan
    return scores


def _minimum(table: Array, w: Array) -> Array:
    return in_blocks(lambda draws: np.where(draws[:, None, :] > 0, table, np.inf).min(axis=-1), w, table.size)


@register(
    "aggregate",
    "maximum",
    formula="max(x)",
    keeps=MEAN,
    traits={"nests", "between"},
)
def maximum(x: ArrayLike, w: ArrayLike) -> Array:
    """Highest child: one is enough. Of fuzzy memberships, the union (one *or* another).

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), of which only "0 or not" matters.

    Returns
    -------
    array
        (..., units), NaN where no child counts.

    References
    ----------
    Zadeh (1965), Information and Control 8(3).

    Examples
    --------
    >>> maximum([[3.0, 1.0], [np.nan, 2.0]], [1, 1])
    array([3., 2.])
    """
    return -minimum(-numbers(x), w)


@register(
    "aggregate",
    "at_least",
    formula="x_(m), the m-th largest",
    main="m",
    keeps=set(MEAN) - {"idempotence"},
    traits={"between"},
    example={"m": 2},
)
def at_least(x: ArrayLike, w: ArrayLike, *, m: int) -> Array:
    """The m-th largest child: family resemblance, the membership in "at least m of these".

    It is the largest, over all sets of m children, of the smallest membership in the set. ``m = 1`` is the maximum; with
    as many as there are children it is the minimum.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), of which only "0 or not" matters.
    m : int
        How many must be present at least.

    Returns
    -------
    array
        (..., units), NaN for a unit that has fewer than m children.

    Raises
    ------
    OptionError
        `m` is no whole number from 1 to the number of children.

    References
    ----------
    Goertz (2006), Social Science Concepts, ch. 2.

    Examples
    --------
    >>> at_least([[0.9, 0.8, 0.1, 0.6]], [1, 1, 1, 1], m=3)
    array([0.6])
    """
    x, w, present = children(x, w)
    if isinstance(m, bool) or int(m) != m or not 1 <= m <= x.shape[-1]:
        raise OptionError(
            f"at_least needs a whole number from 1 to {x.shape[-1]}, the number of children; got {m!r}"
        )

    def scores(table: Array, draws: Array) -> Array:
        patterns, which = np.unique(draws > 0, axis=0, return_inverse=True)
        ranked = np.stack([_largest(table, pattern, int(m)) for pattern in patterns])
        return np.asarray(ranked[which.reshape(-1)])

    return over_tables(scores, np.where(present, x, np.nan), w)


def _largest(table: Array, counts: Bools, m: int) -> Array:
    """The m-th largest of the children that count; NaN where there are fewer."""
    chosen = np.sort(np.where(counts & ~np.isnan(table), -table, np.inf), axis=-1)[:, m - 1]
    return np.where(np.isinf(chosen), np.nan, -chosen)


@register(
    "aggregate",
    "median",
    formula="half of the weight at or below, half at or above",
    keeps=MEAN,
    traits={"between"},
)
def median(x: ArrayLike, w: ArrayLike) -> Array:
    """Weighted median: half of the weight lies at or below it, half at or above.

    Where the weights below and above two neighbours are equal, the mean of the two; so equal weights give the plain
    median.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k).

    Returns
    -------
    array
        (..., units), NaN where no child counts.

    Examples
    --------
    >>> median([[1.0, 2.0, 4.0, 9.0], [1.0, np.nan, 4.0, 9.0]], [1, 1, 1, 1])
    array([3., 4.])
    >>> median([[1.0, 2.0, 4.0, 9.0]], [5, 1, 1, 1])
    array([1.])
    """
    x, w, present = children(x, w)
    return over_tables(_median, np.where(present, x, np.nan), w)


def _median(table: Array, w: Array) -> Array:
    values, order, present = _sorted(table)

    def block(draws: Array) -> Array:
        below = np.cumsum(draws[:, order] * present, axis=-1)
        total = below[..., -1:]
        half = total / 2
        low = np.argmax(below >= half - _TOLERANCE * total, axis=-1)
        low = np.maximum(low, np.argmax(below > 0, axis=-1))
        high = np.argmax(below > half + _TOLERANCE * total, axis=-1)
        units = np.arange(len(values))
        return np.where(total[..., 0] > 0, (values[units, low] + values[units, high]) / 2, np.nan)

    return in_blocks(block, w, 4 * table.size)


@register(
    "aggregate",
    "owa",
    formula="sum of order_i x_(i), x_(1) the largest",
    main="order",
    keeps=MEAN,
    traits={"between"},
    example={"order": [4, 2, 1]},
)
def owa(x: ArrayLike, w: ArrayLike, *, order: Sequence[float]) -> Array:
    """Ordered weighted average: the weight goes to a place in the unit's own order, best value first.

    With k entries in `order`, equal weights and nothing missing this is Yager's average. Otherwise `order` is read
    as how the weight is spread over the unit's own values, sorted: its entries are equal steps along the share of
    importance, so that it serves any number of children, ``[1, 0]`` being the mean of the better half.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), importances.
    order : sequence of float
        Weights of the places from best to worst, at least 0, of any sum. ``[1, ..., 1]`` is the mean, ``[0, ..., 0,
        1]`` the minimum, ``[0, 1, ..., 1, 0]`` leaves out the best and the worst.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    Yager (1988), IEEE Trans. SMC 18(1); with importances as in Torra (1997), Int. J. Intelligent Systems 12.

    Examples
    --------
    >>> owa([[1.0, 2.0, 6.0]], [1, 1, 1], order=[0.5, 0.5, 0.0])
    array([4.])
    """
    places = numbers(order, "order")
    if places.ndim != 1 or not np.isfinite(places).all() or (places < 0).any() or not places.any():
        raise OptionError(f"order must be a list of numbers of at least 0, not all 0; got {order}")
    x, w, present = children(x, w)
    shares = np.concatenate([[0.0], np.cumsum(places) / places.sum()])
    return over_tables(lambda table, draws: _owa(table, draws, shares), np.where(present, x, np.nan), w)


def _owa(table: Array, w: Array, shares: Array) -> Array:
    values, order, present = _sorted(-table)
    steps = np.linspace(0.0, 1.0, len(shares))

    def block(draws: Array) -> Array:
        cumulated = np.cumsum(draws[:, order] * present, axis=-1)
        total = cumulated[..., -1:]
        spread = np.interp(cumulated / np.where(total > 0, total, 1.0), steps, shares)
        weight = np.diff(spread, axis=-1, prepend=0.0)
        return np.where(total[..., 0] > 0, (weight * -values).sum(axis=-1), np.nan)

    return in_blocks(block, w, 5 * table.size)


def _sorted(table: Array) -> tuple[Array, np.ndarray, Array]:
    """Each unit's values in ascending order (missing last, as 0), whose they are, and which are there."""
    order = np.argsort(table, axis=-1, kind="stable")
    values = np.take_along_axis(table, order, axis=-1)
    present = ~np.isnan(values)
    return np.where(present, values, 0.0), order, present.astype(np.float64)
