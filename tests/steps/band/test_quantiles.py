"""Quantiles are numpy's, of the scores or of another set."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import band


def test_quantile_cuts_are_those_of_numpy_and_may_come_from_another_set():
    scores = np.random.default_rng(2).random((5, 30))
    assert_allclose(band.quantile_cuts(scores, at=[0.25, 0.6]).T, np.quantile(scores, [0.6, 0.25], axis=-1))
    assert_array_equal(band.quantiles([1.0, 5.0, 9.0], at=[0.25], reference=[4.0, 6.0]), [2, 1, 1])
