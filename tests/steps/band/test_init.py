"""What every band method does alike."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import band

METHODS = [
    (band.natural_breaks, {"classes": 3}),
    (band.natural_breaks, {"classes": 4, "log": True}),
    (band.head_tail, {}),
    (band.head_tail, {"limit": 1}),
    (band.above_largest_gap, {"first": 2, "last": 20}),
    (band.quantiles, {"at": [0.2, 0.5]}),
    (band.cumulative_share, {}),
    (band.rank_window, {"window": (3, 10)}),
]


@pytest.mark.parametrize(("method", "options"), METHODS)
def test_rows_are_classed_as_each_alone_whatever_is_missing_and_in_whatever_order(method, options):
    rng = np.random.default_rng(8)
    scores = rng.lognormal(0, 2, (4, 3, 40)).round(2) + 0.01
    scores[rng.random(scores.shape) < 0.1] = np.nan
    classes = method(scores, **options)
    assert_array_equal(np.isnan(classes), np.isnan(scores))
    for place in np.ndindex(4, 3):
        row = scores[place]
        there = ~np.isnan(row)
        order = rng.permutation(40)
        alone = method(row[there], **options)
        # a row with fewer heads than the longest has no further classes above it
        assert_array_equal(classes[place][there] - np.nanmin(classes[place]), alone - alone.min())
        assert_array_equal(method(row[order], **options), method(row, **options)[order])


@pytest.mark.parametrize(("method", "options"), METHODS)
def test_more_is_never_a_lower_class_and_equals_share_theirs(method, options):
    scores = np.random.default_rng(9).lognormal(0, 2, 60).round(1) + 0.1
    classes = method(scores, **options)
    above = scores[:, None] > scores
    assert (classes[:, None] <= classes)[above].all()
    assert (classes[:, None] == classes)[scores[:, None] == scores].all()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: band.natural_breaks([1.0, 1.0, 2.0], classes=3), DataError, "only 2"),
        (lambda: band.natural_breaks([0.0, 1.0, 2.0], classes=2, log=True), DataError, "above 0"),
        (lambda: band.natural_breaks([1.0, np.inf], classes=2), DataError, "infinite"),
        (lambda: band.natural_breaks([1.0], classes=0), OptionError, "at least 1"),
        (lambda: band.largest_gap([-1.0, 2.0], log=True), DataError, "log: false"),
        (lambda: band.largest_gap([np.inf, 2.0]), DataError, "infinite"),
        (lambda: band.largest_gap([1.0, 2.0], first=3, last=2), OptionError, "first <= last"),
        (lambda: band.quantiles([1.0], at=[25]), OptionError, "between 0 and 1"),
        (lambda: band.cumulative_share([1.0], at=[0.0]), OptionError, "above 0"),
        (lambda: band.cumulative_share([-1.0]), DataError, "at least 0"),
        (lambda: band.rank_window([1.0], window=(5, 2)), OptionError, "first <= last"),
        (lambda: band.rank_window([1.0], window=3), OptionError, "first, last"),
    ],
)
def test_what_cannot_be_cut_is_refused_with_a_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()
