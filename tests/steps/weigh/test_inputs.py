"""What the weighing methods share: checks that name the fault, correlations that skip gaps."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError
from mpindex.steps.weigh import inputs


def test_correlations_are_numpys_of_the_units_that_have_both():
    x = np.random.default_rng(3).normal(size=(30, 3))
    assert_allclose(inputs.correlation(x), np.corrcoef(x, rowvar=False))
    x[:5, 0] = np.nan
    assert_allclose(inputs.correlation(x)[0, 1], np.corrcoef(x[5:, :2], rowvar=False)[0, 1])


def test_columns_that_share_one_unit_do_not_correlate():
    x = np.array([[1.0, 5.0], [2.0, np.nan], [np.nan, 7.0]])
    assert_allclose(inputs.correlation(x), [[1, 0], [0, 1]])


def test_numbers_whose_squares_cannot_be_held_are_refused_each_way():
    for size in (1e151, 1e-151):
        with pytest.raises(DataError, match="between 1e-150 and 1e\\+150"):
            inputs.tables(np.array([[1.0, size], [2.0, -size]]))
    for size in (1e150, 1e-150, 0.0):
        assert inputs.tables(np.array([[1.0, size], [2.0, -size]]))[1, 1] == -size


def test_stated_weights_may_hold_zeros_but_not_only():
    assert_array_equal(inputs.checked([[0, 0.5], [2, 0]], 2, "w"), [[0, 0.5], [2, 0]])
    for weights in ([[0, 0], [1, 0]], [1, np.nan], [1, np.inf]):
        with pytest.raises(DataError, match="w must be finite"):
            inputs.checked(weights, 2, "w")


def test_a_constant_column_correlates_with_nothing():
    assert_allclose(inputs.correlation(np.array([[1.0, 5.0], [2.0, 5.0]])), [[1, 0], [0, 0]])


def test_a_function_of_one_table_is_applied_over_all_leading_axes():
    x = np.arange(24.0).reshape(2, 2, 3, 2)
    assert_array_equal(inputs.by_table(lambda table: table[0], x), x[:, :, 0])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: inputs.tables([1.0]), "values \\(..., units, k\\)"),
        (lambda: inputs.tables([[np.inf]]), "1 infinite value"),
        (lambda: inputs.informative(np.array([[1.0, 2.0], [1.0, 3.0]])), r"columns \[0\]"),
        (lambda: inputs.checked([1, 2], 3, "targets"), "targets must be one for each of 3"),
        (lambda: inputs.checked([1, -2], 2, "targets"), "at least 0"),
        (lambda: inputs.checked([0, 0], 2, "targets"), "not all 0"),
    ],
)
def test_what_cannot_be_weighed_is_refused(call, says):
    with pytest.raises(DataError, match=says):
        call()
