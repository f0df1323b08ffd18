"""Aggregate: many children into one score for each unit.

Every method takes values x (..., units, k), NaN where missing, and weights w (..., k), at least 0 and
relative inside the node, and gives scores (..., units). A missing child is skipped and the remaining
weights rescaled for each unit; a child of weight 0 counts nowhere; a unit of which no child counts is NaN.
Leading axes broadcast.

Some methods cannot take every number. `domains` maps their names to a function ``f(x, **options)`` that
masks the cells they refuse, so that a caller who knows names can say which; the methods themselves raise
DataError with positions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.inputs import Bools, Floats, children, divide, weighted_sum
from mpindex.steps.aggregate.means import (
    arithmetic,
    geometric,
    harmonic,
    negative,
    not_positive,
    power_mean,
    product,
)
from mpindex.steps.aggregate.ordered import median, minimum, owa

__all__ = [
    "arithmetic",
    "coverage",
    "domains",
    "geometric",
    "harmonic",
    "median",
    "minimum",
    "owa",
    "power_mean",
    "product",
]


def _power_domain(x: ArrayLike, *, p: float) -> Bools:
    return np.zeros(np.shape(x), dtype=bool) if p == 1 else negative(x) if p >= 0 else not_positive(x)


#: Cells that a method refuses (a child of weight 0 is never refused).
domains: dict[str, Callable[..., Bools]] = {
    "geometric": negative,
    "product": negative,
    "harmonic": not_positive,
    "power_mean": _power_domain,
}


def coverage(x: ArrayLike, w: ArrayLike | None = None) -> Floats:
    """Share of the children that are present, or of their weight where `w` is given.

    x : (..., units, k); w : (..., k). Returns (..., units), from 0 to 1. A rule such as "at least 60 % of
    the children" compares with it.

    >>> coverage([[1.0, np.nan], [2.0, 3.0]])
    array([0.5, 1. ])
    >>> coverage([[1.0, np.nan], [2.0, 3.0]], [3, 1])
    array([0.75, 1.  ])
    """
    x = np.asarray(x, dtype=np.float64)
    if w is None:
        return np.mean(~np.isnan(x), axis=-1)
    _, weights, present = children(x, w)
    return divide(weighted_sum(present, weights), weights.sum(axis=-1)[..., None])
