"""The largest gap is looked for where it was asked for."""

import numpy as np

from mpindex.steps import band


def test_the_largest_gap_is_looked_for_where_it_was_asked_for():
    scores = [1000.0, 900.0, 100.0, 90.0, 40.0, np.nan, 39.0]
    assert band.largest_gap(scores) == 900.0
    assert band.largest_gap(scores, first=3) == 90.0
    assert band.largest_gap(scores, log=False, first=3, last=3) == 100.0
    assert np.isnan(band.largest_gap([5.0, np.nan]))
    assert np.isnan(band.largest_gap([5.0]))
