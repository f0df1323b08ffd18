"""CRITIC weights: a child counts the more, the more it varies and the less it repeats the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import is_constant
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import by_table, correlation, tables
from mpindex.typing import Array


@register(
    "weigh",
    "critic",
    formula="s_j sum over l of (1 - r_jl), over its sum",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def critic(x: ArrayLike) -> Array:
    """CRITIC weights: ``s_j * sum_l (1 - r_jl)``, made to sum to 1.

    A constant column has weight 0 and does not enter the sums of the others. DataError if all are constant, or if
    all that vary repeat each other perfectly (a single varying column included): nothing tells them apart.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped; s is the standard deviation (divisor n) of the column
        rescaled to 0 to 1, r the correlation over the units that have both.

    Returns
    -------
    array
        (..., k).

    References
    ----------
    Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22.

    Examples
    --------
    >>> critic([[0.0, 0.0, 9.0], [1.0, 2.0, 0.0], [2.0, 4.0, 0.0]]).round(3)
    array([0.232, 0.232, 0.536])
    """
    return by_table(_critic, tables(x))


def _critic(table: Array) -> Array:
    varies = ~is_constant(table)
    weights = np.zeros(table.shape[1])
    part = table[:, varies]
    if part.size:
        weights[varies] = _spread(part) * (1 - correlation(part)).sum(axis=1)
    if weights.sum() <= 1e-12:
        raise DataError("CRITIC needs at least two columns that vary and do not repeat each other perfectly")
    return np.asarray(weights / weights.sum())


def _spread(table: Array) -> Array:
    low, high = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
    return np.asarray(np.nanstd((table - low) / (high - low), axis=0))
