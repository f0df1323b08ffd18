"""Aggregations by places in each child: Borda count and rank product, and how likely chance does as well."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.inputs import ORDINAL, children, over_tables, weighted_mean
from mpindex.steps.columns import places
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools, Places

#: Steps of the grid on which chances are added up.
GRID = 1 << 18


@register(
    "aggregate",
    "borda",
    formula="sum(w b) / sum(w), b the units beaten in each child",
    keeps=ORDINAL,
)
def borda(x: ArrayLike, w: ArrayLike) -> Array:
    """Borda count: mean number of units beaten, over the children by weight.

    A tie counts one half for both sides. A child known for some units only gives the share of them that the unit
    beats, times ``units - 1``. A child known for one unit gives nothing to compare and is skipped; a unit of which
    no child counts is NaN. Leaving a unit out can reorder the others.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k).

    Returns
    -------
    array
        (..., units), from 0 to ``units - 1``.

    References
    ----------
    Borda (1784); OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> borda([[3.0, 3.0, 0.0], [2.0, 2.0, 5.0], [1.0, 1.0, 9.0]], [1, 1, 1]).round(3)
    array([1.333, 1.   , 0.667])
    """
    x, w, present = children(x, w)
    beaten, others = _beaten(x, present)
    share = np.where(present & (others > 0), beaten / np.maximum(others, 1), 0.0)
    return weighted_mean(share * (x.shape[-2] - 1), w, present & (others > 0))


@register(
    "aggregate",
    "rank_product",
    formula="1 - exp(sum(w ln p) / sum(w)), p the positions",
    keeps=(*ORDINAL, "bounds"),
    bounds=(0.0, 1.0),
)
def rank_product(x: ArrayLike, w: ArrayLike) -> Array:
    """One less the geometric mean of the positions, ``1 - exp(sum(w ln p) / sum(w))``: top places count most.

    ``p = (rank - 0.5) / N`` in each child, rank 1 being the highest value, ties taking their mean rank, N the units
    that have the child.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k).

    Returns
    -------
    array
        (..., units), between 0 and 1.

    References
    ----------
    Breitling et al. (2004), FEBS Letters 573.

    Examples
    --------
    >>> rank_product([[9.0, 9.0], [5.0, 5.0]], [1, 1])
    array([0.75, 0.25])
    """
    x, w, present = children(x, w)
    beaten, others = _beaten(x, present)
    place = np.where(present, (others - beaten + 0.5) / (others + 1), 1.0)
    return 1 - np.exp(weighted_mean(np.log(place), w, present))


def rank_product_p(x: ArrayLike, w: ArrayLike) -> Array:
    """Say how likely a unit would have so high a rank product by chance, its places being random and independent.

    Small is evidence that a unit is at the top by more than luck of the draw. With many units some are small by chance:
    of N units, N times p are expected to do as well. The distribution of ``-sum(w ln p)``, with p any of the N positions
    of each child, is added up on a grid of 262,144 steps; products that differ by less than about a thousandth count as
    equal. Children are hardly ever independent, so the number is a yardstick, not a test of a hypothesis about states.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), above 0 and at most 1; NaN where no child counts.

    References
    ----------
    Breitling et al. (2004), FEBS Letters 573; Eisinga, Breitling & Heskes (2013), FEBS Letters 587.

    Examples
    --------
    >>> rank_product_p([[3.0, 3.0], [2.0, 2.0], [1.0, 1.0]], [1, 1]).round(4)
    array([0.1111, 0.6667, 1.    ])
    """
    x, w, present = children(x, w)
    return over_tables(_chances, np.where(present, x, np.nan), w)


def _chances(table: Array, w: Array) -> Array:
    present = ~np.isnan(table)
    beaten, others = _beaten(table, present)
    place = (others - beaten + 0.5) / (others + 1)
    size = (others[0] + 1).astype(np.intp)
    result = np.full((len(w), len(table)), np.nan)
    for d, draw in enumerate(w):
        for pattern in np.unique(present & (draw > 0), axis=0):
            if pattern.any():
                units = ((present & (draw > 0)) == pattern).all(axis=1)
                result[d, units] = _tail(place[units][:, pattern], draw[pattern], size[pattern])
    return result


def _tail(place: Array, w: Array, size: Places) -> Array:
    """(units,): chance of at least so much of ``-sum(w ln place)``, over positions (rank - 0.5) / size at random."""
    step = max(float(w @ np.log(2.0 * size)) / GRID, np.finfo(np.float64).tiny)
    chance = np.ones(1)
    for weight, n in zip(w, size, strict=True):
        atoms = np.rint(-weight * np.log((np.arange(n) + 0.5) / n) / step).astype(np.intp)
        wider = np.zeros(len(chance) + int(atoms.max()))
        for atom, many in zip(*np.unique(atoms, return_counts=True), strict=True):
            wider[atom : atom + len(chance)] += chance * (many / n)
        chance = wider
    above = np.cumsum(chance[::-1])[::-1]
    reached = np.rint(-w * np.log(place) / step).astype(np.intp).sum(axis=1)
    reached = np.maximum(reached - len(w), 0)  # equal products are rounded apart by up to a step a child
    return np.asarray(np.minimum(above[reached], 1.0))


def _beaten(x: Array, present: Bools) -> tuple[Array, Array]:
    """Units below (ties count one half) and units to compare with, in each child: (..., units, k) twice."""
    below, equal = places(x)
    others = np.maximum(present.sum(axis=-2, keepdims=True) - 1.0, 0.0)
    return below + (equal - 1) / 2, np.broadcast_to(others, x.shape)
