"""Aggregations by pairs and places: Copeland, Borda, rank product; and the outranking matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.inputs import ORDINAL, children, over_tables
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

#: Shares of weight closer than this are equal: sums in another order differ by far less, opinions by more.
TOLERANCE = 1e-9
_CELLS = 1 << 19  # of a working array: small enough for the processor's cache


@register(
    "aggregate",
    "copeland",
    formula="units beaten - units lost to",
    keeps=ORDINAL,
)
def copeland(x: ArrayLike, w: ArrayLike) -> Array:
    """Copeland score: units beaten less units lost to, a pair being won by the side with more weight.

    Only order within a child matters, so no value is made good by another and no normalisation changes the result.
    A pair is compared on the children that both have; with none in common it is no contest. Won and lost weight
    that differ by less than 1e-9 of what is compared are a draw, which counts 0. (COINr compares with one half
    exactly in floating point, so that rounding decides draws there, and takes missing values from one side of the
    table only: its scores can differ in such cases, and then depend on the order of its rows.)

    Time grows with the square of the units, memory does not: pairs are taken in blocks.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    w : array_like
        (..., k).

    Returns
    -------
    array
        (..., units), whole numbers from ``-(units - 1)`` to ``units - 1``; NaN where no child counts.

    References
    ----------
    Copeland (1951); Munda & Nardo (2009), Applied Economics 41; OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> copeland([[3.0, 3.0, 0.0], [2.0, 2.0, 5.0], [1.0, 1.0, 9.0]], [1, 1, 1])
    array([ 2.,  0., -2.])
    """
    x, w, present = children(x, w)
    return over_tables(_copeland, np.where(present, x, np.nan), w)


def _copeland(table: Array, w: Array) -> Array:
    units, k = table.shape
    present = ~np.isnan(table)
    complete = bool(present.all())
    draws = max(1, min(len(w), 256))
    step = max(1, _CELLS // (units * max(k, draws)))
    number = np.min_scalar_type(units)  # the smallest whole number that a count of units fits in
    scores = np.zeros((units, len(w)))
    for first in range(0, len(w), draws):
        part, tally = w[first : first + draws], scores[:, first : first + draws]
        total = part.sum(axis=1)
        for start in range(0, units, step):
            # what is above is below from the other side
            rows, later = slice(start, start + step), slice(start, None)
            margin = _pairs(_signs(table, rows, later), part)
            line = TOLERANCE * (total if complete else _pairs(_both(present, rows, later), part))
            won, lost = (margin > line).view(np.uint8), (margin < -line).view(np.uint8)
            tally[rows] += won.sum(axis=1, dtype=number)
            tally[rows] -= lost.sum(axis=1, dtype=number)
            tally[start + step :] += lost[:, step:].sum(axis=0, dtype=number)
            tally[start + step :] -= won[:, step:].sum(axis=0, dtype=number)
    counts = present @ (w > 0).T.astype(np.float64) > 0
    return np.where(counts, scores, np.nan).T


def _signs(table: Array, rows: slice, others: slice = slice(None)) -> Array:
    """+1, 0 or -1 by pair and child: is the row above, equal to or below the other; 0 if unknown."""
    left = table[rows, None, :]
    right = table[others]
    return np.subtract(left > right, left < right, dtype=np.float64)


def _both(present: Bools, rows: slice, others: slice = slice(None)) -> Array:
    return (present[rows, None, :] & present[others]).astype(np.float64)


def _pairs(values: Array, w: Array) -> Array:
    """Weighted sums over the children: (rows, units, k) and (draws, k) to (rows, units, draws).

    Draws stand last, so that counting over either of the units adds whole rows of them at a time.
    """
    rows, units, k = values.shape
    return (values.reshape(rows * units, k) @ w.T).reshape(rows, units, len(w))


@dataclass(frozen=True)
class Dominance:
    """Pairs in which one unit is better on every child compared: how many, and what share of all pairs."""

    pairs: int
    share: float


def outranking(x: ArrayLike, w: ArrayLike) -> Array:
    """Outranking matrix: share of weight with which unit i is ahead of unit j, ties counting half for both.

    Pairs are compared on the children that both have; NaN where they have none in common.

    Parameters
    ----------
    x : array_like
        (units, k), NaN where missing.
    w : array_like
        (k,).

    Returns
    -------
    array
        (units, units); ``o[i, j] + o[j, i] == 1`` off the diagonal, which is 0.

    Examples
    --------
    >>> outranking([[3.0, 1.0], [2.0, 1.0]], [1, 1])
    array([[0.  , 0.75],
           [0.25, 0.  ]])
    """
    x, w, present = children(x, w)
    every = slice(None)
    margin = _pairs(_signs(np.where(present, x, np.nan), every), w[None])[..., 0]
    both = _pairs(_both(present, every), w[None])[..., 0]
    share = np.where(both > 0, (1 + margin / np.where(both > 0, both, 1.0)) / 2, np.nan)
    np.fill_diagonal(share, 0.0)
    return share


def dominance(outranked: ArrayLike) -> Dominance:
    """Count the pairs in which one unit is strictly ahead on everything.

    Parameters
    ----------
    outranked : array_like
        (units, units), from `outranking`.

    Returns
    -------
    Dominance
        How many pairs, and what share of all.

    Examples
    --------
    >>> dominance(outranking([[3.0, 2.0], [2.0, 1.0], [1.0, 5.0]], [1, 1]))
    Dominance(pairs=1, share=0.333...)
    """
    share = np.asarray(outranked, dtype=np.float64)
    pairs = int((share > 1 - TOLERANCE).sum())
    units = len(share)
    return Dominance(pairs, pairs / max(1, units * (units - 1) / 2))
