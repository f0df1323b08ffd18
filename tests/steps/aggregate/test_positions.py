"""Places in each child: Borda on incomplete rankings, and the chance of a rank product."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import aggregate


def chance(places, n):
    """Share of all ways to draw places at random whose product is as small, counted one by one."""
    own = np.prod((np.array(places) - 0.5) / n)
    drawn = [np.prod((np.array(draw) + 0.5) / n) for draw in product(range(n), repeat=len(places))]
    return np.mean(np.array(drawn) <= own * (1 + 1e-9))


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_the_chance_of_a_rank_product_is_that_of_counting_all_draws(k):
    rng = np.random.default_rng(k)
    x = np.column_stack([rng.permutation(6).astype(float) for _ in range(k)])
    expected = [chance(6 - row, 6) for row in x]
    assert_allclose(aggregate.rank_product_p(x, np.ones(k)), expected, rtol=1e-12)


def test_the_best_in_everything_has_the_least_chance_and_the_worst_has_them_all():
    x = np.arange(20.0)[:, None] * [1, 1, 1]
    p = aggregate.rank_product_p(x, [1, 1, 1])
    assert_allclose(p[-1], 20.0**-3)
    assert_allclose(p[0], 1)
    assert (np.diff(p) < 0).all()


def test_chances_are_even_where_places_are_random():
    x = np.random.default_rng(5).random((2000, 4))
    p = aggregate.rank_product_p(x, [1, 2, 1, 0])
    assert_allclose(np.quantile(p, [0.1, 0.5, 0.9]), [0.1, 0.5, 0.9], atol=0.03)


def test_chances_are_of_the_children_that_a_unit_has():
    x = np.array([[3.0, np.nan], [2.0, 2.0], [1.0, 1.0], [np.nan, np.nan]])
    p = aggregate.rank_product_p(x, [1, 1])
    assert_allclose(p[0], 1 / 3)
    assert np.isnan(p[3])
    assert_array_equal(aggregate.rank_product_p(np.stack([x, x]), [[1, 1]])[1], p)


def test_borda_of_incomplete_rankings_takes_the_share_beaten_of_those_known():
    x = np.array([[9.0, 2.0], [5.0, np.nan], [1.0, 1.0]])
    assert_allclose(aggregate.borda(x, [1, 1]), [2, 1, 0])
