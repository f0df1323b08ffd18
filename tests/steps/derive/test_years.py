"""Verbs along years: calendar years count, not columns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from mpindex.steps import derive

NAN = np.nan


YEARS = np.arange(2015, 2025)


FIGURES = st.floats(-1e6, 1e6, allow_subnormal=False) | st.just(NAN)


def test_a_mean_is_over_calendar_years_and_skips_gaps():
    x = np.array([[9.0, 1.0, NAN, 3.0], [9.0, NAN, NAN, NAN]])
    assert_array_equal(derive.mean(x, np.array([2010, 2020, 2021, 2022]), years=3), [2, NAN])


def test_a_year_without_any_figure_still_counts_as_a_year():
    assert_array_equal(derive.mean(np.array([[9.0, 1.0, 3.0]]), np.array([2010, 2019, 2022]), years=3), [3])


@given(hnp.arrays(float, (3, 6), elements=FIGURES))
def test_a_slope_is_that_of_a_fitted_line(x: np.ndarray):
    calendar = np.array([2012, 2015, 2016, 2018, 2019, 2020])
    slopes, t = derive.slope(x, calendar, years=5), derive.slope_t(x, calendar, years=5)
    for row, slope, ratio in zip(x, slopes, t, strict=True):
        there = np.isfinite(row) & (calendar >= 2015)
        if there.sum() < 3:
            assert np.isnan(slope)
            assert np.isnan(ratio)
            continue
        y, when = row[there], calendar[there] - 2015.0
        assert slope == pytest.approx(np.polyfit(when, y, 1)[0], rel=1e-7, abs=1e-7 * (1 + np.abs(y).max()))
        line = stats.linregress(when, y)
        if line.stderr > 1e-9 * (1 + np.abs(y).max()):
            assert ratio == pytest.approx(line.slope / line.stderr, rel=1e-6, abs=1e-6)


def test_a_slope_smaller_than_its_publishers_error_is_none():
    x, year = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [NAN, 2.0, 3.0]]), np.array([2020, 2021, 2022])
    # slope 1; its standard error is sqrt(1 + 1) e / 2 for an error e at both ends
    error = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]])
    assert_array_equal(derive.slope(x, year, years=5, error=error), [1, 0, NAN])
    assert_allclose(derive.slope_t(x, year, years=5, error=error), [np.sqrt(2), np.sqrt(2) / 2, NAN])


def test_a_straight_line_leaves_no_residual_to_judge_it_by():
    x = np.array([[0.1, 0.2, 0.3, 0.4], [5.0, 5.0, 5.0, 5.0]])
    assert_array_equal(derive.slope_t(x, YEARS[:4], years=9), [NAN, NAN])


def test_the_slope_of_one_two_four_is_three_halves_and_its_error_the_twelfth_part_of_a_root():
    """Residuals 1/6, -1/3 and 1/6, so squares of 1/6 over one degree of freedom and 2 of spread: sqrt(1/12)."""
    x = np.array([[[1.0, 2.0, 4.0], [4.0, 2.0, 1.0]]])
    assert_allclose(derive.slope_t(x, YEARS[:3], years=9), [[1.5 * np.sqrt(12), -1.5 * np.sqrt(12)]])


def test_a_change_is_from_so_many_years_before_the_units_own_newest():
    x = np.array([[2.0, NAN, 3.0], [2.0, 5.0, NAN], [NAN, 5.0, 7.0], [NAN, NAN, NAN]])
    calendar = np.array([2020, 2021, 2022])
    assert_array_equal(derive.change(x, calendar, years=2), [1, NAN, NAN, NAN])
    assert_array_equal(derive.change(x, calendar, years=1), [NAN, 3, 2, NAN])
    assert_array_equal(derive.change(x, calendar, years=1, relative=True), [NAN, 1.5, 0.4, NAN])


def test_the_newest_figure_may_stand_in_any_year():
    x = np.array([[1.0, 2, 4, NAN], [1, 2, NAN, NAN], [1, NAN, NAN, NAN]])
    assert_array_equal(derive.change(x, YEARS[:4], years=1), [2, 1, NAN])


@pytest.mark.parametrize("verb", [derive.mean, derive.lowest, derive.slope, derive.slope_t, derive.change])
def test_a_stack_of_panels_gives_what_each_gives(verb):
    x = np.random.default_rng(2).random((2, 3, 4))
    assert_allclose(verb(x, YEARS[:4], years=3), [verb(panel, YEARS[:4], years=3) for panel in x])


def test_a_change_counts_calendar_years_and_not_columns():
    assert_array_equal(derive.change(np.array([[1.0, 4.0, 9.0]]), np.array([2010, 2020, 2022]), years=2), [5])


def test_a_relative_change_of_a_negative_figure_keeps_its_sign_and_from_zero_is_nothing():
    x = np.array([[-2.0, -1.0], [0.0, 1.0]])
    assert_array_equal(derive.change(x, np.array([2020, 2021]), years=1, relative=True), [0.5, NAN])
