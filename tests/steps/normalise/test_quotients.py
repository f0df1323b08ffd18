"""Comparison with a point: fractions of the maximum, quotients and differences."""

import numpy as np
import pytest
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


@pytest.mark.each(
    "case",
    [("mean", 6, 6), ("median", 4, 4), ("best", 12, 2), ("worst", 2, 12)],
)
def test_each_point_of_comparison_is_that_of_the_column(case):
    point, up, down = case
    x = np.array([[2.0, 1.0], [4.0, np.nan], [12.0, 1.0], [np.nan, 1.0]])
    column = x[:, 0]
    assert_allclose(normalise.quotient(x, of=point)[:, 0], column / up)
    assert_allclose(normalise.quotient(x, of=point, direction=[-1, 1])[:, 0], down / column)
    assert_allclose(normalise.difference(x, to=point)[:, 0], (column - up) / up)
    assert_allclose(normalise.difference(x, to=point, direction=[-1, 1])[:, 0], (down - column) / down)


def test_quotient_and_difference_turn_round_where_less_is_more():
    x = np.array([[1.0], [4.0]])
    assert_allclose(normalise.quotient(x, of="best", direction=[-1]).ravel(), [1, 0.25])
    assert_allclose(normalise.difference(x, to="best", direction=[-1]).ravel(), [0, -3])
