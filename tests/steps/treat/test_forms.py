"""Curves: every form keeps the order, and mends the tail that it is for."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import treat
from mpindex.steps.columns import BadValues
from mpindex.steps.moments import skewness


def low_outliers():
    return np.append(-np.random.default_rng(9).lognormal(0, 2, 60), [0.5, 0.6])[:, None]


def test_log_CT_harms_a_column_with_low_outliers_and_log_CT_plus_mends_it():
    x = low_outliers()
    before = abs(skewness(x)[0])
    assert abs(skewness(treat.winsorise(x, winmax=1))[0]) > before
    assert abs(skewness(treat.winsorise(x, winmax=1, then="log_CT_plus"))[0]) < before / 2


@pytest.mark.parametrize("form", treat.forms.FORMS)
def test_every_form_keeps_the_order_on_either_side_of_the_skew(form):
    for x in (np.exp(low_outliers()) * 10, -low_outliers() + 1, low_outliers() + 20):
        bent = treat.winsorise(x, winmax=0, then=form, skew=0, kurt=-9)
        assert_array_equal(np.argsort(bent[:, 0]), np.argsort(x[:, 0]))


def test_what_cannot_be_logged_is_refused_by_place():
    x = np.array([[1.0, 0.0], [2.0, 3.0]])
    for method in (treat.log, treat.boxcox):
        with pytest.raises(BadValues, match=r"row 0.*column 1"):
            method(x)
    with pytest.raises(BadValues, match="log_GII"):
        treat.log_GII(x / 10)


def test_box_and_cox_above_the_lowest_value_are_box_and_cox_of_the_values_so_shifted():
    x = np.array([[-3.0], [0.0], [1.0], [4.0], [60.0]])
    for lam in (None, 0.5, 0.0):
        assert_allclose(treat.boxcox(x, shift=True, lam=lam), treat.boxcox(x + 4.0, lam=lam))
