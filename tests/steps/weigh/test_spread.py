"""Standard deviations and angles: what does not vary has no weight."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError
from mpindex.steps import weigh


@pytest.mark.parametrize("method", [weigh.standard_deviation, weigh.angle])
def test_a_constant_child_has_no_weight_and_constant_children_alone_are_refused(method):
    x = np.random.default_rng(2).random((9, 2))
    assert_allclose(method(np.column_stack([x, np.full(9, 0.1)])), [*method(x), 0])
    with pytest.raises(DataError, match="tell none from another"):
        method(np.full((4, 2), 0.1))


def test_costs_are_as_uneven_as_their_amounts():
    x = np.column_stack([np.random.default_rng(3).random((9, 2)), np.full(9, 0.1)])
    assert_allclose(weigh.angle(x * [1, -1, -1]), weigh.angle(x))


def test_the_same_figure_but_for_rounding_is_even():
    summed = [0.1 + 0.2, 0.3, 0.3]
    assert_array_equal(weigh.angle(np.column_stack([summed, [1.0, 2.0, 3.0]])), [0, 1])


def test_a_gap_is_no_zero():
    x = np.array([[1.0, 3.0], [2.0, np.nan], [5.0, 4.0]])
    cosines = [8 / np.sqrt(3 * 30), 7 / np.sqrt(2 * 25)]
    assert_allclose(weigh.angle(x), np.arccos(cosines) / np.arccos(cosines).sum())


@pytest.mark.parametrize("method", [weigh.standard_deviation, weigh.angle, weigh.entropy, weigh.merec])
def test_of_many_tables_one_that_tells_nothing_is_refused(method):
    table = np.random.default_rng(4).random((5, 2)) + 0.1
    with pytest.raises(DataError, match="every column"):
        method(np.stack([table, np.ones((5, 2))]))


def test_a_child_known_for_one_unit_has_no_deviation():
    assert_array_equal(weigh.standard_deviation([[1.0, 1.0], [np.nan, 2.0], [np.nan, 5.0]]), [0, 1])


def test_one_who_has_all_is_at_the_widest_angle():
    weights = weigh.angle([[1.0, 3.0], [0.0, 3.1], [0.0, 2.9]])
    assert weights[0] > 0.9
    gap = np.array([[1.0, np.nan], [2.0, 1.0], [4.0, 2.0], [8.0, 4.0]])
    assert_allclose(weigh.angle(gap)[1], weigh.angle(np.column_stack([gap[:, 0], [1, 1, 2, 4]]))[1], atol=0.2)
