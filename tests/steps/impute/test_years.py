"""Imputation in a panel against series worked out by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import impute

NONE = np.nan


@pytest.mark.parametrize(
    ("method", "options", "filled"),
    [
        ("latest", {}, [NONE, 1, 1, 1, 7, 7]),
        ("latest", {"max_age": 1}, [NONE, 1, 1, NONE, 7, 7]),
        ("linear", {}, [1, 1, 2, 4, 7, 7]),
        ("linear_constant", {}, [1, 1, 2, 4, 7, 7]),
        ("step", {}, [1, 1, 1, 1, 7, 7]),
    ],
)
def test_a_series_with_gaps_is_filled(method, options, filled):
    years = [2000, 2001, 2002, 2004, 2007, 2008]
    x = np.array([NONE, 1, NONE, NONE, 7, NONE])[:, None, None]
    assert_allclose(getattr(impute, method)(x, years, **options).ravel(), filled)


@pytest.mark.parametrize(
    ("method", "filled"),
    [
        ("latest", [NONE, 4, 4]),
        ("linear", [NONE, 4, NONE]),
        ("linear_constant", [4, 4, 4]),
        ("step", [NONE, 4, NONE]),
    ],
)
def test_a_series_with_one_value(method, filled):
    assert_allclose(getattr(impute, method)(np.array([NONE, 4, NONE])[:, None, None]).ravel(), filled)


def test_series_of_units_and_indicators_do_not_mix():
    rng = np.random.default_rng(3)
    x = np.where(rng.random((6, 5, 4)) < 0.5, NONE, rng.normal(size=(6, 5, 4)))
    for method in (impute.latest, impute.linear, impute.linear_constant, impute.step):
        together = method(x)
        for unit, indicator in np.ndindex(5, 4):
            assert_array_equal(together[:, unit, indicator], method(x[:, [unit]][:, :, [indicator]]).ravel())


def test_interpolation_agrees_with_numpy():
    rng = np.random.default_rng(4)
    years = np.array([1990.0, 1991, 1995, 1996, 2003, 2010])
    y = np.where(rng.random(6) < 0.5, NONE, rng.normal(size=6))
    y[[1, 4]] = 2.0, 3.0
    known = ~np.isnan(y)
    assert_allclose(impute.linear(y[:, None, None], years).ravel(), np.interp(years, years[known], y[known]))


def test_the_latest_value_never_comes_from_the_future():
    x = np.random.default_rng(5).normal(size=(6, 3, 2))
    x[2:4] = NONE
    changed = x.copy()
    changed[4:] = 99.0
    assert_array_equal(impute.latest(x)[:4], impute.latest(changed)[:4])


def test_a_panel_needs_years_that_ascend():
    with pytest.raises(OptionError, match="ascending"):
        impute.linear(np.ones((2, 1, 1)), [2001, 2000])
    with pytest.raises(DataError, match="panel"):
        impute.latest(np.ones((2, 1)))
