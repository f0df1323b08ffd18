"""Distances to a point: maximum, targets, reference units."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.columns import BadValues

SAME = {"rtol": 1e-9, "atol": 1e-12}


def test_fraction_of_maximum_agrees_with_coinr_where_more_is_more_and_is_mended_where_less_is(asem):
    amounts = (asem.treated >= 0).all(axis=0)
    up = amounts & (asem.direction > 0)
    theirs = asem.result("normalised", "treated__n_fracmax")
    assert_allclose(normalise.fracmax(asem.treated[:, up]), theirs[:, up], **SAME)
    down = amounts & (asem.direction < 0)
    ours = normalise.fracmax(asem.treated[:, down], direction=asem.direction[down])
    assert_array_equal(np.argmax(ours, axis=0), np.argmin(asem.treated[:, down], axis=0))


def test_quotient_and_difference_turn_round_where_less_is_more():
    x = np.array([[1.0], [4.0]])
    assert_allclose(normalise.quotient(x, of="best", direction=[-1]).ravel(), [1, 0.25])
    assert_allclose(normalise.difference(x, to="best", direction=[-1]).ravel(), [0, -3])


def test_a_target_that_all_have_reached_is_met_by_all_when_capped_and_refused_otherwise():
    x = np.array([[3.0], [5.0], [np.nan]])
    assert_allclose(normalise.dist2targ(x, target=2, cap=True).ravel(), [1, 1, np.nan])
    with pytest.raises(OptionError, match="column 0"):
        normalise.dist2targ(x, target=2)


def test_a_reference_unit_can_be_given_by_row_or_by_value_but_must_have_one():
    x = np.array([[1.0], [3.0], [np.nan]])
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, value=[3.0]))
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, unit=-2))
    with pytest.raises(BadValues, match="row 2"):
        normalise.dist2ref(x, unit=2)
    for wrong in ({}, {"unit": 1, "value": 3}):
        with pytest.raises(OptionError):
            normalise.dist2ref(x, **wrong)
