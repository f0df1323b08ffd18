"""Aggregate: many children into one score for each unit.

Every method takes values x (..., units, k), NaN where missing, and weights w (..., k), at least 0 and
relative inside the node, and gives scores (..., units). A missing child is skipped and the remaining weights
are rescaled for each unit; a child of weight 0 counts nowhere; a unit of which no child counts is NaN.
Leading axes of x and w broadcast: one table under thousands of weights is one matrix product.

Some methods cannot take every number: what `Method.refuses` masks raises DataError with positions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.compared import aras, codas, marcos, waspas
from mpindex.steps.aggregate.compromise import vikor
from mpindex.steps.aggregate.counting import Poverty, alkire_foster, counting
from mpindex.steps.aggregate.distance import topsis, wroclaw
from mpindex.steps.aggregate.frontier import Favourable, benefit_of_doubt, favourable
from mpindex.steps.aggregate.inputs import children, divide, weighted_sum
from mpindex.steps.aggregate.kemeny import KemenyOrders, kemeny, kemeny_orders
from mpindex.steps.aggregate.means import (
    arithmetic,
    geometric,
    harmonic,
    power_mean,
    product,
    total,
)
from mpindex.steps.aggregate.ordered import at_least, maximum, median, minimum, owa
from mpindex.steps.aggregate.outranking import Dominance, copeland, dominance, outranking
from mpindex.steps.aggregate.penalised import ampi, mpi
from mpindex.steps.aggregate.positions import borda, rank_product, rank_product_p
from mpindex.steps.aggregate.preference import promethee
from mpindex.steps.aggregate.totals import copras, edas, moora
from mpindex.steps.columns import numbers
from mpindex.typing import Array

__all__ = [
    "Dominance",
    "Favourable",
    "KemenyOrders",
    "Poverty",
    "alkire_foster",
    "ampi",
    "aras",
    "arithmetic",
    "at_least",
    "benefit_of_doubt",
    "borda",
    "codas",
    "copeland",
    "copras",
    "counting",
    "coverage",
    "dominance",
    "edas",
    "favourable",
    "geometric",
    "harmonic",
    "kemeny",
    "kemeny_orders",
    "marcos",
    "maximum",
    "median",
    "minimum",
    "moora",
    "mpi",
    "outranking",
    "owa",
    "power_mean",
    "product",
    "promethee",
    "rank_product",
    "rank_product_p",
    "topsis",
    "total",
    "vikor",
    "waspas",
    "wroclaw",
]


def coverage(x: ArrayLike, w: ArrayLike | None = None) -> Array:
    """Share of the children that are present, or of their weight where `w` is given.

    A rule such as "at least 60 % of the children" compares with it.

    Parameters
    ----------
    x : array_like
        (..., units, k).
    w : array_like, optional
        (..., k).

    Returns
    -------
    array
        (..., units), from 0 to 1; NaN where all weights are 0.

    Examples
    --------
    >>> coverage([[1.0, np.nan], [2.0, 3.0]])
    array([0.5, 1. ])
    >>> coverage([[1.0, np.nan], [2.0, 3.0]], [3, 1])
    array([0.75, 1.  ])
    """
    x = numbers(x)
    if w is None:
        return np.asarray(np.mean(~np.isnan(x), axis=-1))
    _, weights, present = children(x, w)
    return divide(weighted_sum(present, weights), weights.sum(axis=-1)[..., None])
