"""Two exact solvers for one group of units: all subsets when there are few, an integer programme if not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from mpindex.typing import Array, Bools, Places

SMALL = 14  # units; 2**14 subsets take a few milliseconds
_EQUAL = 1e-9  # orders whose support differs by less are tied
_CUTS = 5000  # forbidden cycles added at a time

Order = tuple[int, ...]


@dataclass(frozen=True)
class Solved:
    """Best orders of one group; `count` is None if there may be more, `bound` above `value` if unproven."""

    orders: tuple[Order, ...]
    value: float
    bound: float
    count: int | None
    mean_ranks: Array


def by_subsets(support: Array, limit: int) -> Solved:
    """Solve exactly by dynamic programming over the sets that can stand on top, counting all best orders.

    The best support of a set placed first is built up one unit at a time (Held-Karp); paths through sets on
    which the best is reached are the best orders, and can be counted, and ranks averaged, without listing
    them.
    """
    n = len(support)
    sets = np.arange(1 << n)
    member = (sets[:, None] >> np.arange(n)) & 1 == 1
    gain = member @ support  # (sets, units): support gained by placing the unit right after the set
    levels = [np.flatnonzero(member.sum(axis=1) == size) for size in range(n + 1)]
    first, last = np.full(1 << n, -np.inf), np.full(1 << n, -np.inf)
    first[0] = last[-1] = 0.0
    for level in levels[:-1]:
        for unit in range(n):
            from_ = level[~member[level, unit]]
            to = from_ | 1 << unit
            first[to] = np.maximum(first[to], first[from_] + gain[from_, unit])
    for level in levels[-2::-1]:
        for unit in range(n):
            from_ = level[~member[level, unit]]
            last[from_] = np.maximum(last[from_], last[from_ | 1 << unit] + gain[from_, unit])
    value = float(first[-1])
    into = np.where(member, 0, sets[:, None] | 1 << np.arange(n))
    best = ~member & (first[:, None] + gain + last[into] >= value - _EQUAL * max(1.0, abs(value)))
    count, mean_ranks = _paths(best, levels)
    orders = tuple(islice(_walk(best, 0, ()), limit))
    return Solved(orders, value, value, count, mean_ranks)


def _paths(best: Bools, levels: list[Places]) -> tuple[int, Array]:
    """Count the paths along best steps, and average the place at which each unit is added."""
    n = best.shape[1]
    down, up = np.zeros(1 << n), np.zeros(1 << n)
    down[0] = up[-1] = 1
    for level in levels[:-1]:
        for unit in range(n):
            from_ = level[best[level, unit]]
            down[from_ | 1 << unit] += down[from_]
    for level in levels[-2::-1]:
        for unit in range(n):
            from_ = level[best[level, unit]]
            up[from_] += up[from_ | 1 << unit]
    ranks = np.zeros(n)
    for place, level in enumerate(levels[:-1], start=1):
        for unit in range(n):
            from_ = level[best[level, unit]]
            ranks[unit] += place * float(down[from_] @ up[from_ | 1 << unit])
    return int(down[-1]), ranks / down[-1]


def _walk(best: Bools, subset: int, order: Order) -> Any:
    if len(order) == best.shape[1]:
        yield order
    for unit in np.flatnonzero(best[subset]):
        yield from _walk(best, subset | 1 << int(unit), (*order, int(unit)))


def by_programme(support: Array, limit: int, deadline: float) -> Solved:
    """Solve an integer programme over pairs, ``y_ij = 1`` if i is before j, cycles forbidden as they appear.

    Further best orders are found by forbidding those known, until support falls or `limit` or `deadline` is
    reached.
    """
    programme = _Programme(support)
    order, bound = programme.solve(deadline)
    proven = order is not None
    if order is None:
        order = _improved(support)
    value = _value(support, order)
    orders = [order]
    exhausted = False
    while proven and not exhausted and len(orders) < limit and time.monotonic() < deadline:
        programme.forbid(orders[-1])
        other, _ = programme.solve(deadline)
        if other is None:
            exhausted = programme.infeasible
            break
        exhausted = _value(support, other) < value - _EQUAL * max(1.0, abs(value))
        if not exhausted:
            orders.append(other)
    places = np.mean([np.argsort(best) + 1.0 for best in orders], axis=0)
    return Solved(
        tuple(orders),
        value,
        value if proven else max(bound, value),
        len(orders) if exhausted else None,
        places,
    )


class _Programme:
    """The integer programme of one group, with the cycles and orders forbidden so far."""

    def __init__(self, support: Array):
        self.n = len(support)
        self.left, self.right = np.triu_indices(self.n, 1)
        self.number = np.zeros((self.n, self.n), dtype=np.intp)
        self.number[self.left, self.right] = np.arange(len(self.left))
        backwards = support[self.right, self.left]
        self.cost = backwards - support[self.left, self.right]  # HiGHS minimises
        self.constant = float(backwards.sum())
        self.rows: list[tuple[list[int], list[float], float]] = []  # pairs, signs, upper limit
        self.infeasible = False

    def solve(self, deadline: float) -> tuple[Order | None, float]:
        """Return the best order not forbidden, or None, and an upper bound of its support."""
        from scipy.optimize import milp

        bound = self.constant - float(np.minimum(self.cost, 0).sum())
        while (left := deadline - time.monotonic()) > 0:
            solution = milp(
                self.cost,
                integrality=np.ones(len(self.cost)),
                bounds=(0, 1),
                constraints=self._constraints(),
                options={"time_limit": left, "mip_rel_gap": 0.0},
            )
            self.infeasible = solution.status == 2
            if getattr(solution, "mip_dual_bound", None) is not None and np.isfinite(solution.mip_dual_bound):
                bound = min(bound, self.constant - solution.mip_dual_bound)
            if solution.status != 0:
                return None, bound
            before = np.zeros((self.n, self.n), dtype=bool)
            before[self.left, self.right] = solution.x > 0.5
            before[self.right, self.left] = ~before[self.left, self.right]
            if not self._forbid_cycles(before):
                return tuple(int(i) for i in np.argsort(-before.sum(axis=1))), bound
        return None, bound

    def forbid(self, order: Order) -> None:
        """Leave `order` out of what `solve` may return."""
        place = np.argsort(order)
        ahead = place[self.left] < place[self.right]
        signs = np.where(ahead, 1.0, -1.0)
        self.rows.append((list(range(len(signs))), list(signs), float(ahead.sum()) - 1))

    def _forbid_cycles(self, before: Bools) -> bool:
        cycles = 0
        for a in range(self.n):
            for b, c in np.argwhere(before[a][:, None] & before & before[:, a]):
                if a < b and a < c:
                    pairs, signs, limit = [], [], 2.0
                    for i, j in ((a, b), (b, c), (c, a)):
                        pairs.append(int(self.number[min(i, j), max(i, j)]))
                        signs.append(1.0 if i < j else -1.0)
                        limit -= i > j
                    self.rows.append((pairs, signs, limit))
                    cycles += 1
            if cycles > _CUTS:
                break
        return cycles > 0

    def _constraints(self) -> Any:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        if not self.rows:
            return ()
        # HiGHS counts in 32 bits, and SciPy before 1.15 hands it the table's indices as they are
        pairs = np.concatenate([row[0] for row in self.rows]).astype(np.int32)
        signs = np.concatenate([row[1] for row in self.rows])
        starts = np.cumsum([0, *(len(row[0]) for row in self.rows)], dtype=np.int32)
        table = csr_array((signs, pairs, starts), shape=(len(self.rows), len(self.cost)))
        return LinearConstraint(table, -np.inf, [row[2] for row in self.rows])


def _value(support: Array, order: Order) -> float:
    return float(np.triu(support[np.ix_(order, order)], 1).sum())


def _improved(support: Array) -> Order:
    """A good order, unproven: by mean support, then each unit moved to its best place until none gains."""
    order = list(np.argsort(-(support - support.T).sum(axis=1), kind="stable"))
    moved = True
    while moved:
        moved = False
        for unit in list(order):
            rest = [other for other in order if other != unit]
            ahead = np.concatenate([[0.0], np.cumsum(support[rest, unit])])
            behind = np.concatenate([np.cumsum(support[unit, rest][::-1])[::-1], [0.0]])
            place = int(np.argmax(ahead + behind))
            now = order.index(unit)
            if (ahead + behind)[place] > (ahead + behind)[now] + _EQUAL:
                order = [*rest[:place], unit, *rest[place:]]
                moved = True
    return tuple(int(i) for i in order)
