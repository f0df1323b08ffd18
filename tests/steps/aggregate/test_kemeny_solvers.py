"""Two exact solvers against every order tried by hand."""

import time
from itertools import permutations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.steps import aggregate
from mpindex.steps.aggregate import kemeny_solvers as solvers


def support(share, order):
    return sum(share[a, b] for i, a in enumerate(order) for b in order[i + 1 :])


def test_no_more_orders_are_listed_than_asked_for():
    tied = np.full((4, 4), 0.5)
    for solved in (solvers.by_subsets(tied, 3), solvers.by_programme(tied, 3, time.monotonic() + 60)):
        assert len(set(solved.orders)) == len(solved.orders) == 3
    assert solved.count is None  # the programme did not see the end of them


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("solve", ["groups", "subsets", "programme"])
def test_no_order_tried_by_hand_has_more_support_and_all_that_tie_are_found(seed, solve):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 4, (6, 5)).astype(float)
    x[rng.random(x.shape) < 0.1] = np.nan
    share = aggregate.outranking(x, rng.integers(1, 4, 5))
    share = np.nan_to_num(share)
    values = {order: support(share, order) for order in permutations(range(6))}
    top = max(values.values())
    tied = {order for order, value in values.items() if value > top - 1e-9}
    best = {
        "groups": lambda: aggregate.kemeny_orders(share),
        "subsets": lambda: solvers.by_subsets(share, 1000),
        "programme": lambda: solvers.by_programme(share, 1000, time.monotonic() + 60),
    }[solve]()
    assert_allclose(best.value, top)
    assert best.count == len(tied)
    assert set(best.orders) == tied
    assert_allclose(best.mean_ranks, np.mean([np.argsort(order) + 1.0 for order in tied], axis=0))
