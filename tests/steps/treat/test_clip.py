"""Clipping at quantiles, and leaving alone."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import treat


def test_values_beyond_two_quantiles_come_back_to_them_and_missing_ones_stay():
    x = np.array([[0.0], [1.0], [2.0], [3.0], [100.0], [np.nan]])
    assert_array_equal(treat.clip(x, quantiles=(0.25, 0.75)).ravel(), [1, 1, 2, 3, 3, np.nan])


def test_limits_come_from_the_reference():
    year = np.array([[0.0], [10.0]])
    assert_array_equal(
        treat.clip([[-5.0], [4.0], [99.0]], quantiles=(0, 1), reference=year).ravel(), [0, 4, 10]
    )


def test_a_column_that_clipping_would_make_constant_is_left_alone():
    x = np.zeros((50, 1))
    x[:2] = 1
    assert_array_equal(treat.clip(x, quantiles=(0.05, 0.95)), x)


@pytest.mark.parametrize("wrong", [(0.9, 0.1), (0.5, 0.5), (-0.1, 0.5), (0.5, 1.1)])
def test_quantiles_that_are_none_are_refused(wrong):
    with pytest.raises(OptionError, match="quantiles"):
        treat.clip(np.ones((5, 1)), quantiles=wrong)


def test_nothing_is_done_by_none():
    x = np.array([[1.0, np.nan]])
    assert_array_equal(treat.none(x), x)


def test_stated_bounds_hold_in_the_units_of_the_data_and_may_be_open():
    x = np.array([[-5.0, 1.0], [3.0, 50.0], [np.nan, np.nan]])
    assert_array_equal(treat.clip(x, bounds=[0, 18]), [[0, 1], [3, 18], [np.nan, np.nan]])
    assert_array_equal(treat.clip(x, bounds=[None, [2, 18]]), [[-5, 1], [2, 18], [np.nan, np.nan]])
    assert_array_equal(treat.clip(x, bounds=[3, 3])[:2], [[3, 3], [3, 3]])


@pytest.mark.parametrize(
    "options", [{}, {"quantiles": (0, 1), "bounds": (0, 1)}, {"bounds": (2, 1)}, {"bounds": 7}]
)
def test_bounds_or_quantiles_one_of_the_two_in_order(options):
    with pytest.raises(OptionError, match="bounds"):
        treat.clip(np.ones((5, 1)), **options)
