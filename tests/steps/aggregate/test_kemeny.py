"""Kemeny orders: the Handbook's examples, the paradoxes, ties and time."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, MpindexWarning
from mpindex.steps import aggregate
from mpindex.steps.aggregate.kemeny import KemenyOrders
from mpindex.steps.aggregate.outranking import TOLERANCE

HANDBOOK = Path(__file__).parents[2] / "reference" / "handbook"


def read(name):
    return pd.read_csv(HANDBOOK / f"{name}.csv", comment="#")


def profile(name):
    """Units by rankings, the higher the better, and how many indicators give each ranking."""
    table = read("tables28_31_34_profiles")
    table = table[table["profile"] == name]
    orders = [order.split(">") for order in table["order"]]
    units = sorted(orders[0])
    return (
        units,
        -np.array([[order.index(u) for order in orders] for u in units], float),
        table["n_indicators"],
    )


def named(orders, units):
    return {"".join(units[i] for i in order) for order in orders}


def support(share, order):
    return sum(share[a, b] for i, a in enumerate(order) for b in order[i + 1 :])


def test_the_handbooks_five_countries_have_three_kemeny_orders_that_tie():
    printed = read("table36_outranking").set_index("iso3")
    best = aggregate.kemeny_orders(printed)
    assert best.value == best.bound == 6.375
    assert best.gap == 0 and best.count == 3
    assert {tuple(printed.index[i] for i in order) for order in best.orders} == {
        ("USA", "SWE", "FIN", "JPN", "KOR"),
        ("SWE", "FIN", "USA", "JPN", "KOR"),
        ("SWE", "USA", "FIN", "JPN", "KOR"),
    }
    assert_allclose(best.mean_ranks, [8 / 3, 2, 4 / 3, 4, 5])


def test_condorcets_sixty_voters_prefer_b_by_borda_and_go_round_in_a_cycle():
    units, x, w = profile("condorcet60")
    assert_allclose(aggregate.borda(x, w) * 60, [58, 69, 53])
    assert_array_equal(aggregate.copeland(x, w), [0, 0, 0])
    share = aggregate.outranking(x, w) * 60
    assert_allclose([share[0, 1], share[1, 2], share[0, 2]], [33, 42, 25])
    kemeny = {"".join(units[i] for i in p): support(share, p) for p in permutations(range(3))}
    assert {name: round(value) for name, value in kemeny.items()} == {
        "bca": 104, "abc": 100, "bac": 94, "cab": 86, "cba": 80, "acb": 76,
    }  # fmt: skip
    best = aggregate.kemeny_orders(share)
    assert named(best.orders, units) == {"bca"} and round(best.value) == 104


def test_the_paradox_of_three_voters_has_three_best_orders_and_no_best_unit():
    units, x, w = profile("paradox3")
    assert_allclose(aggregate.borda(x, w) * 3, [3, 3, 3])
    best = aggregate.kemeny_orders(aggregate.outranking(x, w))
    assert named(best.orders, units) == {"abc", "bca", "cab"}
    assert_allclose(aggregate.kemeny(x, w), [1, 1, 1])


def test_ties_too_many_to_list_are_still_counted_and_averaged():
    best = aggregate.kemeny_orders(np.full((9, 9), 0.5), limit=10)
    assert best.count == 362_880 and len(best.orders) == 10
    assert_allclose(best.mean_ranks, 5)


def test_thirty_units_in_cycles_are_solved_by_the_integer_programme_and_proven():
    rng = np.random.default_rng(1)
    x = 0.8 * rng.random((30, 1)) + rng.random((30, 7))
    best = aggregate.kemeny_orders(aggregate.outranking(x, rng.random(7)))
    assert best.gap == 0 and best.count == 1
    share = aggregate.outranking(x, np.ones(7))
    order = best.orders[0]
    assert sorted(order) == list(range(30))
    assert share.shape == (30, 30)


def test_out_of_time_the_order_is_returned_with_how_far_from_the_best_it_may_be():
    x = np.random.default_rng(2).random((20, 5))
    share = aggregate.outranking(x, np.ones(5))
    hurried = aggregate.kemeny_orders(share, seconds=0)
    proven = aggregate.kemeny_orders(share, limit=1)
    assert hurried.gap > 0 and hurried.count is None
    assert hurried.value <= proven.value <= hurried.bound + 1e-9
    with pytest.warns(MpindexWarning, match="not proven"):
        aggregate.kemeny(x, np.ones(5), seconds=0)


def test_kemeny_scores_skip_units_without_data_and_compare_pairs_on_what_both_have():
    x = np.array([[3.0, 1.0], [np.nan, 2.0], [1.0, np.nan], [np.nan, np.nan]])
    assert_array_equal(aggregate.kemeny(x, [2, 1]), [1, 2, 0, np.nan])


def test_units_with_nothing_in_common_support_neither_order():
    share = aggregate.outranking([[1.0, np.nan], [np.nan, 1.0]], [1, 1])
    assert np.isnan(share[0, 1]) and share[0, 0] == 0
    assert aggregate.kemeny_orders(share).count == 2
    assert aggregate.kemeny_orders(np.empty((0, 0))).orders == ((),)


def test_no_units_have_one_order():
    best = aggregate.kemeny_orders(np.zeros((0, 0)))
    assert (best.orders, best.count, best.value) == (((),), 1, 0)


def test_a_matrix_that_is_not_square_is_refused():
    with pytest.raises(DataError, match="square"):
        aggregate.kemeny_orders(np.ones((2, 3)))


def test_a_gap_within_rounding_of_the_support_is_none():
    """Rounding grows with the support, and under a support of 1 it is that of 1."""
    for value, size in ((1e6, 1e6), (0.25, 1.0)):
        orders = [
            KemenyOrders((), value, value + share * TOLERANCE * size, None, np.ones(2)) for share in (0.5, 2)
        ]
        assert [best.gap > 0 for best in orders] == [False, True]


@pytest.mark.filterwarnings("ignore:more than 3 Kemeny orders tie")
def test_equal_units_share_a_score_where_the_orders_are_too_many_to_count():
    x = np.where(np.arange(16)[:, None] < [16, 6], 0.5, np.nan)
    scores = aggregate.kemeny(x, [1, 1], limit=3)
    assert len(np.unique(scores[:6])) == len(np.unique(scores[6:])) == 1
