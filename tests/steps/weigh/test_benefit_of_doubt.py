"""The mean of the weights that favour each unit most."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import aggregate, weigh


def test_weights_are_the_mean_of_what_favours_each_unit_that_has_anything():
    x = np.array([[4.0, 1.0], [1.0, 4.0], [2.0, 0.5], [0.0, 0.0], [np.nan, np.nan]])
    favoured = aggregate.favourable(x, shares=[0.2, 0.8]).weights[:3]
    shares = favoured / favoured.sum(axis=1, keepdims=True)
    assert_allclose(weigh.benefit_of_doubt(x, shares=[0.2, 0.8]), shares.mean(axis=0))
    with pytest.raises(DataError, match="no unit has a value above 0"):
        weigh.benefit_of_doubt([[0.0, 0.0], [np.nan, 0.0]])


def test_of_equally_good_weights_the_same_favour_a_unit_in_any_order():
    x = np.full((8, 3), 0.125)
    x[0, 0], x[3:5, 1], x[4, 0] = 1.0, 4.125, 0.25  # the six others can be favoured in many ways
    order = np.random.default_rng(0).permutation(8)
    assert_allclose(weigh.benefit_of_doubt(x[order]), weigh.benefit_of_doubt(x))
