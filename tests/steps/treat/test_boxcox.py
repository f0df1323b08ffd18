"""Box-Cox against scipy, and its limit at zero."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from mpindex.steps import treat
from mpindex.steps.moments import skewness


def test_box_cox_finds_the_lambda_that_scipy_finds():
    x = np.random.default_rng(10).gamma(2.0, size=(80, 3)) * [1, 1e6, 1e-6]
    ours = treat.boxcox(x)
    for column in range(3):
        theirs, _ = stats.boxcox(x[:, column] / stats.gmean(x[:, column]))
        assert abs(skewness(ours)[column] - stats.skew(theirs, bias=False)) < 1e-5


def test_box_cox_near_zero_is_the_logarithm():
    x = np.array([[1.0], [2.0], [5.0]])
    assert_allclose(treat.boxcox(x, lam=1e-12), np.log(x), rtol=1e-9)
    assert_array_equal(treat.boxcox(x, lam=0), treat.log(x))
    assert_allclose(treat.boxcox(x, lam=0, shift=True), treat.log_CT_orig(x))
