"""Verbs along indicators: arrays are (..., units); what lacks a part is missing."""

from __future__ import annotations

from functools import reduce

import numpy as np

from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "derive",
    "ratio",
    formula="factor a / b",
    keeps={"permutation", "ties"},
)
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
