"""Imputation in a sample against COINr."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import impute

NONE = np.nan


@pytest.mark.parametrize("method", ["mean", "median"])
def test_agrees_with_coinr_over_all_units_and_by_group(asem, method):
    function = getattr(impute, method)
    assert_allclose(function(asem.denominated), asem.result("imputed", method), rtol=1e-9)
    grouped = function(asem.denominated, members=asem.members)
    assert_allclose(grouped, asem.result("imputed", f"{method}_grp"), rtol=1e-9)


def test_row_mean_agrees_with_coinr(asem):
    ours = impute.row_mean(asem.denominated, blocks=asem.meta["Parent"].to_numpy(), direction=asem.direction)
    assert_allclose(ours, asem.result("imputed", "row_mean_pillar"), rtol=1e-9)


def test_a_group_without_values_stays_missing():
    x = np.array([[1.0], [NONE], [NONE]])
    members = np.array([[True, False, False], [False, True, True], [False, True, True]])
    assert_array_equal(impute.mean(x, members=members), x)


def test_a_unit_with_nothing_in_its_dimension_stays_missing():
    x = np.array([[0.0, 0.0, 5.0], [1.0, 9.0, 7.0], [NONE, NONE, 6.0]])
    assert_array_equal(impute.row_mean(x, blocks=[0, 0, 1]), x)


def test_a_unit_at_the_bottom_of_its_dimension_is_put_at_the_bad_end_where_less_is_more():
    x = np.array([[0.0, 10.0], [4.0, 20.0], [0.0, NONE]])
    assert impute.row_mean(x, direction=[1, -1])[2, 1] == 20


def test_means_can_be_learned_from_another_year():
    assert impute.mean(np.array([[NONE], [3.0]]), reference=np.array([[10.0], [20.0]]))[0, 0] == 15
