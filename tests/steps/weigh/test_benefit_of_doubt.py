"""The mean of the weights that favour each unit most."""

import numpy as np
from numpy.testing import assert_allclose

from mpindex.steps import weigh


def test_of_equally_good_weights_the_same_favour_a_unit_in_any_order():
    x = np.full((8, 3), 0.125)
    x[0, 0], x[3:5, 1], x[4, 0] = 1.0, 4.125, 0.25  # the six others can be favoured in many ways
    order = np.random.default_rng(0).permutation(8)
    assert_allclose(weigh.benefit_of_doubt(x[order]), weigh.benefit_of_doubt(x))
