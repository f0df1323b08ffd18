"""Whom a screen leaves out, and why."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import screen
from mpindex.steps.registry import METHODS

RUNS = {
    "byNA_default": lambda x: screen.availability(x),
    "byNA_0.9": lambda x: screen.availability(x, at_least=0.9),
    "byNA_0.9_forced": lambda x: screen.availability(x, at_least=0.9, exclude=[0], include=[1]),
    "byzeros_0.95": lambda x: screen.zeros(x, nonzero=0.95),
    "byNAandzeros": lambda x: screen.both(x, at_least=0.9, nonzero=0.95),
}


@pytest.mark.parametrize("run", RUNS)
def test_keeps_whom_coinr_keeps(asem, run):
    assert_array_equal(RUNS[run](asem.all_raw).keep, asem.read("screened")[run])


def test_every_exclusion_has_a_reason_and_no_one_else():
    x = np.array(
        [[1.0, 1.0, 1.0], [np.nan, np.nan, 1.0], [0.0, 0.0, 0.0], [np.nan, np.nan, 0.0], [1.0, 2.0, 3.0]]
    )
    told = screen.both(x, exclude=[4])
    assert told.reason.tolist() == [
        "",
        "too few values",
        "too many zeros",
        "too few values, too many zeros",
        "forced out",
    ]
    assert_array_equal(told.keep, told.reason == "")


def test_a_unit_at_the_threshold_stays():
    assert screen.availability(np.array([[1.0, np.nan]]), at_least=0.5).keep.all()


def test_forcing_in_overrides_and_says_so():
    told = screen.availability(np.full((2, 3), np.nan), include=np.array([True, False]))
    assert_array_equal(told.keep, [True, False])
    assert told.reason.tolist() == ["forced in", "too few values"]


def test_a_unit_cannot_be_forced_both_ways():
    with pytest.raises(OptionError, match="both in and out"):
        screen.none(np.ones((2, 1)), include=[0], exclude=[0])


def test_years_of_a_panel_are_screened_one_by_one():
    x = np.where(np.random.default_rng(6).random((4, 7, 5)) < 0.4, np.nan, 1.0)
    assert_array_equal(screen.both(x).keep, np.stack([screen.both(year).keep for year in x]))


def kept(case: tuple[str, str], x: np.ndarray) -> np.ndarray:
    return METHODS[case[0]][case[1]].function(x).keep


def sparse() -> np.ndarray:
    """Sixty units with four gaps of ten and many zeros; the last thirty are the first thirty again."""
    rng = np.random.default_rng(7)
    x = np.where(
        rng.random((30, 10)) < 0.4, np.nan, rng.integers(0, 9, (30, 10)) * (rng.random((30, 1)) < 0.7)
    )
    return np.vstack([x, x])


@pytest.mark.promise("permutation", steps=["screen"])
def test_the_order_of_the_units_does_not_matter(case):
    order = np.random.default_rng(1).permutation(60)
    assert_array_equal(kept(case, sparse()[order]), kept(case, sparse())[order])


@pytest.mark.promise("scale", steps=["screen"])
def test_the_unit_of_measurement_does_not_matter(case):
    assert_array_equal(kept(case, sparse() * 1024.0), kept(case, sparse()))


@pytest.mark.promise("translation", steps=["screen"])
def test_the_zero_of_the_scale_does_not_matter(case):
    assert_array_equal(kept(case, sparse() - 3.0), kept(case, sparse()))


@pytest.mark.promise("ties", steps=["screen"])
def test_units_with_the_same_figures_stay_or_go_together(case):
    keep = kept(case, sparse())
    assert_array_equal(keep[:30], keep[30:])
