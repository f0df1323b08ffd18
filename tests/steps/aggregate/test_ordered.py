"""Aggregations by order: Compind's numbers, and the ends that ordered averages run between."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import aggregate

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


def compind(name):
    return read(REFERENCE / "compind" / "results.csv")[name].to_numpy()


def test_ordered_averages_of_the_five_best_and_worst_and_the_product_are_compinds(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    assert_allclose(aggregate.owa(x, w, order=[1] * 5 + [0] * 44), compind("owa5_atleast"), rtol=1e-9)
    assert_allclose(aggregate.owa(x, w, order=[0] * 44 + [1] * 5), compind("owa5_more"), rtol=1e-9)
    assert_allclose(aggregate.product(x, w / 49), compind("geom_equal"), rtol=1e-9)


def test_a_weighted_median_of_equal_weights_is_the_plain_median():
    x = np.random.default_rng(9).random((20, 6))
    assert_allclose(aggregate.median(x, np.full(6, 0.1)), np.median(x, axis=1))
    assert_allclose(aggregate.median(x[:, :5], np.ones(5)), np.median(x[:, :5], axis=1))


def test_weights_that_leave_a_child_out_in_some_draws_are_heeded_by_the_minimum():
    assert_array_equal(aggregate.minimum([[1.0, 5.0]], [[1, 1], [0, 1]]), [[1], [5]])


def test_ordered_averages_run_from_the_maximum_to_the_minimum():
    x = np.random.default_rng(10).random((9, 4))
    assert_allclose(aggregate.owa(x, np.ones(4), order=[1, 0, 0, 0]), x.max(axis=1))
    assert_allclose(aggregate.owa(x, np.ones(4), order=[0, 0, 0, 1]), x.min(axis=1))
    assert_allclose(aggregate.owa(x, [1, 2, 3, 4], order=[1, 1, 1, 1]), aggregate.arithmetic(x, [1, 2, 3, 4]))


def test_at_least_m_of_n_is_goertzs_family_resemblance(cases):
    table = cases.read("fuzzy_m_of_n").set_index("state")
    x = table[["a", "b", "c", "d"]].to_numpy(float)
    for m in range(1, 5):
        assert_array_equal(aggregate.at_least(x, np.ones(4), m=m), table[f"{m}_of_4"])
    assert_array_equal(aggregate.minimum(x, np.ones(4)), table["4_of_4"])
    assert_array_equal(aggregate.maximum(x, np.ones(4)), table["1_of_4"])
    two = np.column_stack([aggregate.maximum(x[:, :2], [1, 1]), aggregate.maximum(x[:, 2:], [1, 1])])
    assert_array_equal(aggregate.minimum(two, [1, 1]), table["two_level"])
    family = np.column_stack([x[:, 0], aggregate.at_least(x[:, 1:], np.ones(3), m=2)])
    assert_array_equal(aggregate.minimum(family, [1, 1]), table["necessary_and_family"])


def test_a_unit_with_fewer_children_than_asked_for_has_no_membership():
    x = np.array([[0.9, np.nan, np.nan], [0.9, 0.4, np.nan]])
    assert_array_equal(aggregate.at_least(x, [1, 1, 1], m=2), [np.nan, 0.4])
    assert_array_equal(aggregate.at_least(x, [[1, 0, 1], [1, 1, 1]], m=2), [[np.nan, np.nan], [np.nan, 0.4]])


@pytest.mark.parametrize("m", [0, 4, 1.5, True])
def test_a_number_that_cannot_be_asked_for_is_refused(m):
    with pytest.raises(OptionError, match="whole number from 1 to 3"):
        aggregate.at_least(np.ones((2, 3)), [1, 1, 1], m=m)


def by_definition(values, weights):
    """Weighted median of one unit: half of the weight at or below, half at or above; the mean where both ends differ."""
    known = ~np.isnan(values) & (weights > 0)
    order = np.argsort(values[known])
    x, below = values[known][order], np.cumsum(weights[known][order])
    if not len(x):
        return np.nan
    half, slack = below[-1] / 2, 1e-12 * below[-1]
    return (x[below >= half - slack][0] + x[below > half + slack][0]) / 2


@pytest.mark.parametrize("tables", [1, 40], ids=["many weights for one table", "a table for each draw"])
@pytest.mark.parametrize("whole", [True, False], ids=["equal and zero weights", "any weights"])
def test_medians_of_many_draws_are_those_of_each_unit_alone(tables, whole):
    rng = np.random.default_rng(4)
    x = rng.integers(9, size=(tables, 12, 5)).astype(float)  # with ties
    x[rng.random(x.shape) < 0.3] = np.nan
    w = rng.integers(3, size=(40, 5)).astype(float) if whole else rng.random((40, 5))
    expected = [[by_definition(unit, w[i]) for unit in x[i % tables]] for i in range(40)]
    assert_allclose(aggregate.median(x if tables > 1 else x[0], w), expected)
    leading = aggregate.median(x[None], w[None])
    assert leading.shape == (1, 40, 12)
    assert_allclose(leading[0], expected)


def test_ordered_averages_of_many_draws_are_those_of_each_alone():
    rng = np.random.default_rng(5)
    x, w = rng.random((7, 6, 4)), rng.random((7, 4))
    x[rng.random(x.shape) < 0.2] = np.nan
    together = aggregate.owa(x, w, order=[3, 2, 1])
    assert_allclose(together, [aggregate.owa(x[i], w[i], order=[3, 2, 1]) for i in range(7)])
    one_table = aggregate.owa(x[0], w, order=[3, 2, 1])
    assert_allclose(one_table, [aggregate.owa(x[0], w[i], order=[3, 2, 1]) for i in range(7)])


def test_a_stack_may_have_fewer_units_than_children():
    assert_array_equal(aggregate.at_least([[[0.9, 0.8, 0.1]]], [1, 1, 1], m=3), [[0.1]])


def test_a_child_without_weight_in_any_draw_is_no_minimum():
    assert_array_equal(aggregate.minimum([[3.0, 1.0]], [[1, 0], [2, 0]]), [[3], [3]])


def test_where_nothing_of_weight_is_known_in_a_draw_there_is_no_score():
    x, w = [[np.nan, 5.0], [1.0, 2.0]], [[1, 0], [0, 1]]
    for method in (aggregate.median, partial(aggregate.owa, order=[1, 1])):
        assert_array_equal(method(x, w), [[np.nan, 1], [5, 2]])
