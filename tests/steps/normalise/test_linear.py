"""Straight lines: fixed ranges, goalposts and AMPI."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.columns import BadValues

SAME = {"rtol": 1e-9, "atol": 1e-12}


def test_a_fixed_range_is_in_the_units_of_the_data_where_coinr_wants_it_in_turned_units(asem):
    turned = np.where(asem.direction < 0, -100, 0), np.where(asem.direction < 0, 0, 100)
    ours = normalise.scaled(asem.treated, range=turned, direction=asem.direction)
    assert_allclose(ours, asem.result("normalised", "treated__n_scaled_0_100"), **SAME)


def test_hdi_income_is_measured_between_logged_goalposts():
    ours = normalise.goalposts(
        np.array([[100.0], [75000.0], [20.0], [90000.0], [np.sqrt(100 * 75000)]]),
        bounds=(100, 75000),
        scale="log",
    )
    assert_allclose(ours[:, 0], [0, 1, 0, 1, 0.5])


def test_a_zero_enters_at_the_lower_logged_goalpost_when_capped_and_is_refused_otherwise():
    x = np.array([[0.0], [10.0]])
    assert_allclose(normalise.goalposts(x, bounds=(1, 100), scale="log").ravel(), [0, 0.5])
    with pytest.raises(BadValues, match=r"row 0.*column 0"):
        normalise.goalposts(x, bounds=(1, 100), scale="log", cap=False)


def test_an_open_goalpost_is_the_extreme_of_the_sample():
    x = np.array([[2.0], [4.0], [8.0]])
    assert_allclose(normalise.goalposts(x, bounds=(0, None), to=(0, 1000)).ravel(), [250, 500, 1000])


def test_goalposts_that_are_equal_or_reversed_are_refused():
    for bounds in ((5, 5), (9, 1), 7):
        with pytest.raises(OptionError):
            normalise.goalposts(np.ones((2, 1)), bounds=bounds)


def test_ampi_puts_the_reference_value_at_100_and_the_range_over_60_points():
    x = np.array([[2.0], [4.0], [12.0]])
    assert_allclose(normalise.ampi(x, around=4).ravel(), [88, 100, 148])
    assert_allclose(normalise.ampi(x, around=4, direction=[-1]).ravel(), [112, 100, 52])
