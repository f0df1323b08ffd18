"""MEREC: what changes nothing when it is taken out has no weight."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import weigh


def test_weights_are_those_of_the_formula_with_a_cost():
    x = np.random.default_rng(4).random((6, 3)) + 0.1
    r = np.column_stack([x[:, 0].min() / x[:, 0], x[:, 1] / x[:, 1].max(), x[:, 2].min() / x[:, 2]])
    logs = np.abs(np.log(r))
    whole = np.log(1 + logs.mean(axis=1))
    effect = [np.abs(np.log(1 + np.delete(logs, j, axis=1).sum(axis=1) / 3) - whole).sum() for j in range(3)]
    assert_allclose(weigh.merec(x * [1, -1, 1]), np.array(effect) / np.sum(effect))


def test_a_constant_child_has_no_weight():
    x = np.random.default_rng(5).random((6, 2)) + 0.1
    assert weigh.merec(np.column_stack([x, np.full(6, 0.3)]))[2] == 0


def test_what_a_unit_lacks_is_not_counted():
    x = np.array([[1.0, 2.0, 4.0], [2.0, 1.0, np.nan], [np.nan, 3.0, np.nan]])
    logs = [np.log([1, 2, 1]), np.log([2, 1]), np.log([3])]  # of a value over the least of its column
    effects = np.zeros(3)
    for known, r in zip(([0, 1, 2], [0, 1], [1]), logs, strict=True):
        effects[known] += np.log1p(r.sum() / len(r)) - np.log1p((r.sum() - r) / len(r))
    assert_allclose(weigh.merec(x), effects / effects.sum())


@pytest.mark.parametrize("x", [[[0.0, 1.0], [2.0, 3.0]], [[-1.0, 1.0], [0.5, 3.0]]])
def test_zeros_and_columns_of_both_signs_are_refused(x):
    with pytest.raises(DataError, match="0 or not of the sign"):
        weigh.merec(x)


def test_constant_children_alone_are_refused():
    with pytest.raises(DataError, match="every column is constant"):
        weigh.merec(np.ones((3, 2)))
