"""Kemeny orders: those that agree most with all comparisons of two units, every one of them, exactly."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, warn
from mpindex.steps.aggregate.inputs import children, over_tables
from mpindex.steps.aggregate.kemeny_solvers import SMALL, Solved, by_programme, by_subsets
from mpindex.steps.aggregate.outranking import TOLERANCE, outranking
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.typing import Array, Places


@dataclass(frozen=True)
class KemenyOrders:
    """The best orders found, how good they are, and how good any order could be.

    Attributes
    ----------
    orders : tuple of tuple of int
        The best orders, each of unit numbers from the top; at most `limit` of them.
    value : float
        Support of these orders, the sum of ``o[i, j]`` over all i placed before j.
    bound : float
        No order has more support than this. Equal to `value` where the search was finished.
    count : int or None
        How many best orders there are; None where they were not all found.
    mean_ranks : array
        Mean rank of each unit over the best orders (all of them where `count` is known).
    """

    orders: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    count: int | None
    mean_ranks: Array = field(repr=False)

    @property
    def gap(self) -> float:
        """Support that a better order might still have: 0 where the orders are proven to be the best."""
        gap = self.bound - self.value
        return gap if gap > TOLERANCE * max(1.0, abs(self.value)) else 0.0


def kemeny_orders(outranked: ArrayLike, *, limit: int = 1000, seconds: float = 60.0) -> KemenyOrders:
    """Find the orders with the most support, ``max sum o[i, j] for i before j``, exactly.

    A set of units that beat all others pair by pair comes first in every best order, so the units fall apart into
    groups that are solved one by one: up to 14 units over all subsets, larger ones by an integer programme in which
    cycles are forbidden as they turn up (HiGHS).

    Parameters
    ----------
    outranked : array_like
        (units, units), support for i before j, from `outranking`; NaN counts as no support for either.
    limit : int, default 1000
        At most so many orders are listed.
    seconds : float, default 60.0
        After this time the best order so far is returned, and `KemenyOrders.gap` says how far from the best it may
        be.

    Returns
    -------
    KemenyOrders
        The best orders, and how good they are.

    References
    ----------
    Kemeny (1959), Daedalus 88; Young & Levenglick (1978); OECD/JRC Handbook (2008), ch. 6. Groups: Truchon (1998).

    Examples
    --------
    >>> best = kemeny_orders([[0, 0.5, 0.75], [0.5, 0, 0.75], [0.25, 0.25, 0]])
    >>> best.orders, best.value, best.count
    (((0, 1, 2), (1, 0, 2)), 2.0, 2)
    """
    support = np.nan_to_num(numbers(outranked, "an outranking matrix"), nan=0.0)
    if support.ndim != 2 or support.shape[0] != support.shape[1] or not np.isfinite(support).all():
        raise DataError(f"an outranking matrix must be square and finite; got shape {support.shape}")
    if not len(support):
        return KemenyOrders(((),), 0.0, 0.0, 1, np.empty(0))
    deadline = time.monotonic() + seconds
    groups = _groups(support)
    solved = [_solve(support[np.ix_(group, group)], limit, deadline) for group in groups]
    return _joined(support, groups, solved, limit)


@register(
    "aggregate",
    "kemeny",
    formula="N - mean rank over the orders with the most support",
    keeps=("permutation", "weight_scaling", "scale", "translation", "ties"),
)
def kemeny(x: ArrayLike, w: ArrayLike, *, limit: int = 1000, seconds: float = 60.0) -> Array:
    """Kemeny score: number of units less the mean rank over all best orders (see `kemeny_orders`).

    Pairs are compared on the children that both have.

    Only order within a child matters. Exact for dozens of units, and for hundreds where few comparisons form
    cycles; if `seconds` run out, or more than `limit` orders tie in a group too large to count them, a warning says
    what is not proven. Leaving a unit out can reorder the others.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    w : array_like
        (..., k).
    limit : int, default 1000
        At most so many best orders are listed where they cannot be counted.
    seconds : float, default 60.0
        After this time the best order so far is taken.

    Returns
    -------
    array
        (..., units), from 0 to ``units - 1``; NaN where no child counts.

    References
    ----------
    Kemeny (1959), Daedalus 88; Young & Levenglick (1978); OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> kemeny([[3.0, 3.0, 0.0], [2.0, 2.0, 5.0], [1.0, 1.0, 9.0]], [1, 1, 1])
    array([2., 1., 0.])
    """
    x, w, present = children(x, w)

    def scores(table: Array, draws: Array) -> Array:
        return np.stack([_scores(table, draw, limit, seconds) for draw in draws])

    return over_tables(scores, np.where(present, x, np.nan), w)


def _scores(table: Array, w: Array, limit: int, seconds: float) -> Array:
    counts = (~np.isnan(table) & (w > 0)).any(axis=1)
    scores = np.full(len(table), np.nan)
    if counts.any():
        best = kemeny_orders(outranking(table[counts], w), limit=limit, seconds=seconds)
        scores[counts] = counts.sum() - best.mean_ranks
        if best.count is None:
            scores[counts] = _alike(table[np.ix_(counts, w > 0)], scores[counts])
        if best.gap:
            warn(f"Kemeny order not proven best: support {best.value:g}, at most {best.bound:g}")
        elif best.count is None:
            warn(f"more than {limit} Kemeny orders tie; scores are the mean over those found")
    return scores


def _alike(table: Array, scores: Array) -> Array:
    """Give units with the same values the mean of their scores: over all best orders they have the same mean rank."""
    _, twins = np.unique(np.where(np.isnan(table), np.inf, table), axis=0, return_inverse=True)
    twins = twins.ravel()
    return (np.bincount(twins, scores) / np.bincount(twins))[twins]


def _groups(support: Array) -> list[Places]:
    """Cut the units into groups, each of which beats all later ones pair by pair; cycles stay together."""
    from scipy.sparse.csgraph import connected_components

    not_beaten = support >= support.T - TOLERANCE
    number, label = connected_components(not_beaten, directed=True, connection="strong")
    beaten = (support > support.T + TOLERANCE).sum(axis=1)
    groups = [np.flatnonzero(label == i) for i in range(number)]
    # a member of an earlier group beats everyone in the later ones, so its group's best member beats most
    return sorted(groups, key=lambda group: -float(_outside(support, group, beaten)))


def _outside(support: Array, group: Places, beaten: Places) -> int:
    """Units outside the group that each member of it beats (the same number for all members)."""
    member = group[0]
    inside = (support[member, group] > support[group, member] + TOLERANCE).sum()
    return int(beaten[member] - inside)


def _solve(support: Array, limit: int, deadline: float) -> Solved:
    if len(support) <= SMALL:
        return by_subsets(support, limit)
    return by_programme(support, limit, deadline)


def _joined(support: Array, groups: list[Places], solved: list[Solved], limit: int) -> KemenyOrders:
    units = np.concatenate(groups)
    label = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    ordered = support[np.ix_(units, units)]
    between = float(ordered[label[:, None] < label].sum())
    mean_ranks = np.empty(len(support))
    before = 0
    for group, part in zip(groups, solved, strict=True):
        mean_ranks[group] = before + part.mean_ranks
        before += len(group)
    choices = product(*(part.orders for part in solved))
    orders = tuple(
        tuple(int(group[i]) for group, order in zip(groups, choice, strict=True) for i in order)
        for choice in islice(choices, limit)
    )
    counts = [part.count for part in solved if part.count is not None]
    return KemenyOrders(
        orders,
        between + sum(part.value for part in solved),
        between + sum(part.bound for part in solved),
        prod(counts) if len(counts) == len(solved) else None,
        mean_ranks,
    )
