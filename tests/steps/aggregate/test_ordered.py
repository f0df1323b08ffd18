"""Aggregations by order: Compind's numbers, and the ends that ordered averages run between."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.testing import assert_allclose, assert_array_equal

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
