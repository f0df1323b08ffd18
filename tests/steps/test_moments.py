"""Skewness and kurtosis against scipy, and on columns that have none."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from mpindex.steps.moments import kurtosis, skewness
from mpindex.steps.treat import log_CT_plus


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


@pytest.mark.parametrize("far", [0.0, 1e6])
def test_a_symmetric_column_has_no_skewness_in_whatever_order_and_unit(far):
    x = far + np.array([0, 0, 0, 2 / 3, 1, 1, 1 / 3, 1])[:, None] * 195
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(8)
        for factor in (1.0, 0.1, 3.0):
            assert skewness(x[order] * factor) == 0
    assert skewness(np.append(x, [[far + 195.01]], axis=0)) != 0


def test_the_treatment_of_a_symmetric_column_does_not_depend_on_the_order_of_the_units():
    x = np.array([0, 0, 0, 2 / 3, 1, 1, 1 / 3, 1])[:, None]
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(8)
        assert_allclose(log_CT_plus(x[order]), log_CT_plus(x)[order], atol=1e-12)
