"""Verbs along indicators: arrays are (..., units); what lacks a part is missing."""

from __future__ import annotations

from functools import reduce

import numpy as np

from mpindex.steps.derive.inputs import on_columns
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "derive",
    "ratio",
    formula="factor a / b",
    keeps={"permutation", "ties"},
)
@on_columns
def ratio(above: Array, below: Array, *, factor: float = 1.0) -> Array:
    """Divide one indicator by another, times a factor; a zero below gives missing.

    Parameters
    ----------
    above : array
        (..., units).
    below : array
        (..., units); where it is 0 the result is missing.
    factor : float, default 1.0
        What the quotient is multiplied by.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> ratio(np.array([6.0, 1.0]), np.array([2.0, 0.0]))
    array([ 3., nan])
    """
    empty: Array = np.full(np.broadcast(above, below).shape, np.nan)
    return factor * np.divide(above, below, out=empty, where=below != 0)


@register(
    "derive",
    "sum",
    formula="a + b + ...",
    keeps={"permutation", "ties"},
)
@on_columns
def total(*columns: Array) -> Array:
    """Add indicators; missing where any is missing.

    Parameters
    ----------
    *columns : array
        (..., units) each.

    Returns
    -------
    array
        (..., units).
    """
    return reduce(np.add, columns)


@register(
    "derive",
    "product",
    formula="a b ...",
    keeps={"permutation", "ties"},
)
@on_columns
def product(*columns: Array) -> Array:
    """Multiply indicators; missing where any is missing.

    Parameters
    ----------
    *columns : array
        (..., units) each.

    Returns
    -------
    array
        (..., units).
    """
    return reduce(np.multiply, columns)


@register(
    "derive",
    "difference",
    formula="a - b",
    keeps={"permutation", "ties"},
)
@on_columns
def difference(first: Array, second: Array) -> Array:
    """Subtract the second indicator from the first.

    Parameters
    ----------
    first : array
        (..., units).
    second : array
        (..., units).

    Returns
    -------
    array
        (..., units).
    """
    return first - second


@register(
    "derive",
    "evenness_of",
    formula="(1 - sum(s**2)) / (1 - 1 / k), s the shares of the k indicators that are known",
    keeps={"permutation", "scale", "ties", "bounds"},
    bounds=(0, 1),
)
@on_columns
def evenness_of(columns: Array) -> Array:
    """Evenness of indicators among themselves: 1 where all are alike, 0 where one has all.

    An indicator that is missing does not count, so a state that is itself one of the partners is scored over the others;
    with fewer than two there is nothing to be even about, and where all are zero there is nothing to share: missing.

    Parameters
    ----------
    columns : array
        (..., units, indicators), at least 0.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    Simpson (1949), Nature 163, scaled to reach 1.

    Examples
    --------
    >>> evenness_of(np.array([[2.0, 2.0, np.nan], [4.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    array([ 1.,  0., nan])
    """
    known = ~np.isnan(columns)
    values, k = np.where(known, columns, 0.0), known.sum(axis=-1)
    total = values.sum(axis=-1, keepdims=True)
    shares = np.divide(values, total, out=np.full(values.shape, np.nan), where=total > 0)
    return np.where(k > 1, (1 - (shares**2).sum(axis=-1)) / (1 - 1 / np.maximum(k, 2)), np.nan)
