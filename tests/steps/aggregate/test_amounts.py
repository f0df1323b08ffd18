"""Amounts with the sign of their column: benefits positive, costs negative."""

import numpy as np
from numpy.testing import assert_array_equal

from mpindex.steps.aggregate import amounts

X = np.array([[4.0, -1.0, 0.0], [2.0, -2.0, 0.0], [np.nan, -4.0, 0.0]])


def test_ratios_are_to_the_largest_benefit_and_to_the_least_cost():
    ratio, _ = amounts.ratios(X, [1, 1, 1], "this")
    assert_array_equal(ratio, [[1, 1, np.nan], [0.5, 0.5, np.nan], [np.nan, 0.25, np.nan]])


def test_sizes_have_no_sign_and_columns_have():
    sizes, _, signs, present = amounts.amounts(X, [1, 1, 1], "this")
    assert_array_equal(signs, [[1, -1, 1]])
    assert_array_equal(sizes[:, 1], [1, 2, 4])
    assert not present[2, 0]


def test_masks_look_at_each_table_of_a_stack_by_itself():
    stack = np.array([[[1.0], [-1.0]], [[-1.0], [-1.0]], [[0.0], [-1.0]]])
    assert_array_equal(amounts.mixed_signs(stack)[..., 0], [[False, True], [False, False], [False, False]])
    assert_array_equal(amounts.unusable(stack)[..., 0], [[False, True], [False, False], [True, False]])


def test_a_column_without_values_has_no_least():
    assert_array_equal(amounts.column_least(np.array([[np.nan, 2.0]])), [[np.nan, 2]])
