"""The largest gap is looked for where it was asked for."""

import numpy as np

from mpindex.steps import band


def test_the_largest_gap_is_looked_for_where_it_was_asked_for():
    scores = [1000.0, 900.0, 100.0, 90.0, 40.0, np.nan, 39.0]
    assert band.largest_gap(scores) == 900.0
    assert band.largest_gap(scores, first=3) == 90.0
    assert band.largest_gap(scores, first=3, last=3) == 100.0


def test_gaps_are_of_the_scores_as_they_are_unless_logarithms_are_asked_for():
    """50 is 20 more than 30 and 1.7 times as much; 10 is 7 more than 3 and 3.3 times as much."""
    scores = [50.0, 30.0, 10.0, 3.0]
    assert band.largest_gap(scores) == 50.0
    assert band.largest_gap(scores, log=True) == 10.0


def test_a_row_without_two_scores_has_no_gap():
    assert np.isnan(band.largest_gap([5.0, np.nan]))
    assert np.isnan(band.largest_gap([5.0]))
