"""Verbs along indicators, worked by hand."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from mpindex.steps import derive

NAN = np.nan


def test_a_ratio_has_a_factor_and_nothing_over_zero():
    above, below = np.array([6.0, 1.0, NAN, 2.0]), np.array([2.0, 0.0, 1.0, NAN])
    assert_array_equal(derive.ratio(above, below, factor=100), [300, NAN, NAN, NAN])


def test_what_lacks_a_part_lacks_the_sum_product_and_difference():
    a, b, c = np.array([1.0, NAN]), np.array([2.0, 2.0]), np.array([4.0, 4.0])
    assert_array_equal(derive.total(a, b, c), [7, NAN])
    assert_array_equal(derive.product(a, b, c), [8, NAN])
    assert_array_equal(derive.difference(a, b), [-1, NAN])


def test_evenness_of_indicators_counts_those_that_are_known():
    x = np.array(
        [
            [1.0, 1, 1, 1],
            [1, NAN, 1, NAN],
            [3, 1, NAN, NAN],
            [0.5, 0.5, NAN, NAN],
            [5, NAN, NAN, NAN],
            [0, 0, 0, 0],
        ]
    )
    assert_array_equal(derive.evenness_of(x), [1, 1, 0.75, 1, NAN, NAN])
