"""Aggregate: many children into one score for each unit.

Every method takes values x (..., units, k), NaN where missing, and weights w (..., k), at least 0 and
relative inside the node, and gives scores (..., units). A missing child is skipped and the remaining weights
are rescaled for each unit; a child of weight 0 counts nowhere; a unit of which no child counts is NaN.
Leading axes of x and w broadcast: one table under thousands of weights is one matrix product.

Some methods cannot take every number. `domains` maps their names to a function ``f(x, **options)`` that masks
the cells they refuse, so that a caller who knows names can say which; the methods themselves raise DataError
with positions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.distance import topsis, wroclaw
from mpindex.steps.aggregate.frontier import benefit_of_doubt
from mpindex.steps.aggregate.inputs import Bools, Floats, children, divide, weighted_sum
from mpindex.steps.aggregate.kemeny import KemenyOrders, kemeny, kemeny_orders
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
from mpindex.steps.aggregate.outranking import (
    Dominance,
    borda,
    copeland,
    dominance,
    outranking,
    rank_product,
)
from mpindex.steps.aggregate.penalised import ampi, mpi

__all__ = [
    "Dominance",
    "KemenyOrders",
    "ampi",
    "arithmetic",
    "benefit_of_doubt",
    "borda",
    "copeland",
    "coverage",
    "domains",
    "dominance",
    "geometric",
    "harmonic",
    "kemeny",
    "kemeny_orders",
    "median",
    "minimum",
    "mpi",
    "outranking",
    "owa",
    "power_mean",
    "product",
    "rank_product",
    "topsis",
    "wroclaw",
]


def _power_domain(x: ArrayLike, *, p: float, **_: Any) -> Bools:
    if p == 1:
        return np.zeros(np.shape(x), dtype=bool)
    return negative(x) if p >= 0 else not_positive(x)


def _any_options(mask: Callable[[ArrayLike], Bools]) -> Callable[..., Bools]:
    return lambda x, **_: mask(x)


#: Cells that a method refuses, by the method's name and options (a child of weight 0 is never refused).
domains: dict[str, Callable[..., Bools]] = {
    "geometric": _any_options(negative),
    "product": _any_options(negative),
    "mpi": _any_options(negative),
    "benefit_of_doubt": _any_options(negative),
    "harmonic": _any_options(not_positive),
    "power_mean": _power_domain,
}


def coverage(x: ArrayLike, w: ArrayLike | None = None) -> Floats:
    """Share of the children that are present, or of their weight where `w` is given.

    x : (..., units, k); w : (..., k). Returns (..., units), from 0 to 1; NaN where all weights are 0. A
    rule such as "at least 60 % of the children" compares with it.

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
