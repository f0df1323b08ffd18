"""Pools of rankings: how often each ranking and domain counts in each pool, and whom a claim holds for there.

Counts are arrays (pools, rankings + domains) in the order of the plan's elements; the root has none.
"""

from __future__ import annotations

import numpy as np

from mpindex.audits.correlations import common, kendall
from mpindex.engine.levels import Levels
from mpindex.engine.plan import Plan
from mpindex.typing import Array, Bools, Ints

#: Rankings whose orders agree more than this (Kendall's tau-b) say the same thing twice.
TAU = 0.8
#: Pools that are run at a time.
BLOCK = 256


def alike(plan: Plan, rankings: Array | Ints) -> Array:
    """Return counts in which every domain that still has a ranking counts once; `rankings` is (pools, rankings)."""
    domains = [(rankings[:, inside] > 0).any(axis=1) for inside in plan.children[:-1]]
    return np.column_stack([rankings, *domains]).astype(float)


def by_ranking(rng: np.random.Generator, plan: Plan, draws: int) -> Array:
    """Return counts of pools of as many rankings as there are, drawn with replacement."""
    k = len(plan.leaves)
    return alike(plan, rng.multinomial(k, np.full(k, 1 / k), size=draws))


def by_domain(rng: np.random.Generator, plan: Plan, draws: int) -> Array:
    """Return counts of pools of domains drawn with replacement, each bringing all its rankings.

    A domain drawn twice counts twice in the median.
    """
    many = len(plan.nodes) - 1
    drawn = rng.multinomial(many, np.full(many, 1 / many), size=draws)
    rankings = (drawn[:, plan.dimension] > 0).astype(float)
    return np.column_stack([rankings, drawn]).astype(float)


def without_domains(plan: Plan) -> tuple[Array, list[str]]:
    """Return counts with each domain left out in turn, and the domains' ids."""
    domains = np.arange(len(plan.nodes) - 1)
    counts = alike(plan, (plan.dimension != domains[:, None]).astype(np.float64))
    return counts, [plan.nodes[d].id for d in domains]


def without_rankings(plan: Plan) -> tuple[Array, list[str]]:
    """Return counts with each ranking left out in turn, and the rankings' ids."""
    return alike(plan, 1 - np.eye(len(plan.leaves))), [leaf.id for leaf in plan.leaves]


def duplicates_once(plan: Plan) -> Array:
    """Return counts with the first ranking alone of each cluster of near-duplicates."""
    kept = {group[0] for group in clusters(plan, TAU)}
    return alike(plan, np.array([[float(leaf.id in kept) for leaf in plan.leaves]]))


def clusters(plan: Plan, tau: float) -> list[list[str]]:
    """Group rankings linked by a tau above the threshold (single linkage), in the order of the file."""
    x = plan.stage("normalised")
    linked = (kendall(x) > tau) & (common(x) > 2)
    k = x.shape[1]
    group = list(range(k))
    for i in range(k):
        for j in range(i):
            if group[i] != group[j] and linked[i, j]:
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if number == old else number for number in group]
    members: dict[int, list[str]] = {}
    for leaf, number in zip(plan.leaves, group, strict=True):
        members.setdefault(number, []).append(leaf.id)
    return list(members.values())


def holds(plan: Plan, counts: Array, code: int) -> Bools:
    """Say for each pool and unit whether the unit is in a band of the definition, (pools, units).

    A count is a weight in its median; the bands' share of leaves counts a ranking as often as it and its domain do
    together.
    """
    x = plan.stage("normalised")
    k = len(plan.leaves)
    weights = np.broadcast_to(plan.weights, (len(counts), len(plan.weights))).copy()
    weights[:, :-1] *= counts
    banding = plan.banding
    result = np.empty((len(counts), len(x)), dtype=bool)
    times = counts[:, :k] * counts[:, k + plan.dimension]
    most = int(times.max())
    for start in range(0, len(counts), BLOCK):
        part = slice(start, start + BLOCK)
        levels = plan.levels(x, weights[part])
        copies = np.concatenate(
            [np.where((times[part] > i)[:, None, :], x, np.nan) for i in range(most)], axis=-1
        )
        result[part] = banding.assign(Levels(copies, levels.nodes)) == code
    return result
