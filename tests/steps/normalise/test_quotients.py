"""Comparison with a point: fractions of the maximum, quotients and differences."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import normalise

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
