"""Skewness and kurtosis against scipy, and on columns that have none."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from mpindex.steps.moments import kurtosis, skewness


@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e200])
def test_agrees_with_scipy_at_any_scale(scale):
    x = np.random.default_rng(7).lognormal(size=(30, 4))
    assert_allclose(skewness(x * scale), stats.skew(x, bias=False), rtol=1e-10)
    assert_allclose(kurtosis(x * scale), stats.kurtosis(x, bias=False), rtol=1e-10)


def test_missing_values_do_not_count():
    x = np.random.default_rng(8).normal(size=(20, 3, 2))
    holed = np.concatenate([x, np.full((20, 2, 2), np.nan)], axis=-2)
    assert_allclose(skewness(holed), skewness(x))


def test_constant_and_short_columns_have_none():
    assert np.isnan(skewness(np.full((9, 1), 0.1))).all()
    assert np.isnan(kurtosis(np.full((9, 1), 0.1))).all()
    assert np.isnan(skewness(np.array([[1.0], [2.0]]))).all()
    assert np.isnan(kurtosis(np.array([[1.0], [2.0], [4.0]]))).all()
