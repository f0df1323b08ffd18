"""Aggregations by order: the minimum, the weighted median and the ordered weighted average."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import MEAN, children, divide, in_blocks, over_tables
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools, Places

_Scalar = TypeVar("_Scalar", np.float64, np.intp)

_CELLS = 1 << 18  # cells of a working array at a time: they stay in the processor's cache
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
    return _in_order(_median, np.where(present, x, np.nan), w)


def _median(x: Array, order: Places, below: Array) -> Array:
    total = below[-1]
    half, slack = total / 2, _TOLERANCE * total
    low = (below[:-1] < half - slack).sum(axis=0, dtype=np.int16)
    high = (below[:-1] <= half + slack).sum(axis=0, dtype=np.int16)
    values = (_at(x, _at(order, low)) + _at(x, _at(order, high))) / 2
    return np.where(total > 0, values, np.nan)


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
    return -_in_order(partial(_owa, shares=shares), -np.where(present, x, np.nan), w)


def _owa(x: Array, order: Places, cumulated: Array, shares: Array) -> Array:
    steps = np.linspace(0.0, 1.0, len(shares))
    cumulated = np.ascontiguousarray(np.moveaxis(cumulated, 0, -1))
    total = cumulated[..., -1:]
    spread = np.interp(divide(cumulated, total), steps, shares)
    weight = np.diff(spread, axis=-1, prepend=0.0)
    values = np.nan_to_num(
        np.take_along_axis(x, order, axis=-1)
    )  # who is missing has no weight; where nobody has any, it is NaN
    return np.asarray((weight * values).sum(axis=-1))


def _in_order(function: Callable[[Array, Places, Array], Array], x: Array, w: Array) -> Array:
    """Apply a function to each unit's children in ascending order, draws many at a time: (..., units).

    Parameters
    ----------
    function : callable
        Takes values and the order of each unit's children, missing ones last, (draws or 1, units, k) both, and the
        weights of the children up to each place of that order, those of missing ones 0, (k, draws, units); returns
        (draws, units).
    x : array
        (..., units, k), NaN where missing.
    w : array
        (..., k).
    """
    lead = np.broadcast_shapes(x.shape[:-2], w.shape[:-1])
    if not lead:
        return np.asarray(_in_order(function, x, w[None])[0])
    x = x.reshape((1,) * (len(lead) + 2 - x.ndim) + x.shape)
    w = np.broadcast_to(w, (*lead, w.shape[-1]))
    if len(lead) > 1:
        parts = (x[0 if len(x) == 1 else i] for i in range(lead[0]))
        return np.stack([_in_order(function, part, w[i]) for i, part in enumerate(parts)])
    result = np.empty((lead[0], x.shape[-2]))
    step = max(1, _CELLS // x[0].size)
    for start in range(0, lead[0], step):
        some = slice(start, start + step)
        tables = x if len(x) == 1 else x[some]
        result[some] = function(tables, *_cumulated(tables, w[some]))
    return result


def _cumulated(tables: Array, w: Array) -> tuple[Places, Array]:
    """The ascending order of each unit's children, shaped like the tables, and the weights up to each place of it.

    Tables are (draws or 1, units, k), weights (draws, k); the weights up to each place are (k, draws, units), so that a
    place is one stretch of memory.
    """
    _, units, k = tables.shape
    order, present = np.argsort(tables, axis=-1), ~np.isnan(tables)
    if len(tables) == 1 and len(w) > 1 and units * k * k <= _CELLS:  # many weights for one table: one product
        counts = (np.argsort(order[0]) <= np.arange(k)[:, None, None]) & present[0]
        below = w @ counts.transpose(2, 0, 1).reshape(k, k * units).astype(np.float64)
        return order, below.reshape(len(w), k, units).transpose(1, 0, 2)
    many = present.sum(axis=-1)
    below = np.empty((k, len(w), units))
    for place in range(k):
        weights = np.where(place < many, _at(w[:, None], order[..., place]), 0.0)
        np.add(below[place - 1] if place else 0.0, weights, out=below[place])
    return order, below


def _at(values: NDArray[_Scalar], places: Places) -> NDArray[_Scalar]:
    """The value at one place of each row: of (draws or 1, units or 1, k) at (draws, units)."""
    rows = np.arange(0, values.size, values.shape[-1]).reshape(values.shape[:-1])
    return np.ascontiguousarray(values).reshape(-1).take(rows + places)
