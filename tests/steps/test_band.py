"""Classes of scores: on the CINC of 2022 they are what was computed once by hand, and they keep what they promise."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import band
from mpindex.steps.rank import competition

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="module")
def cinc():
    table = pd.read_csv(REFERENCE / "cinc_2022.csv", comment="#", keep_default_na=False)
    return table.set_index("stateabb")


@pytest.fixture(scope="module")
def kazakhstan(cinc):
    return list(cinc.index).index("KZK")


@pytest.mark.parametrize("classes", [3, 4, 5])
def test_natural_breaks_put_kazakhstan_in_the_bottom_class_of_cinc(cinc, kazakhstan, classes):
    assert band.natural_breaks(cinc["cinc"], classes=classes)[kazakhstan] == classes


def test_of_five_natural_classes_the_last_but_one_ends_at_rank_37(cinc):
    classes = band.natural_breaks(cinc["cinc"], classes=5)
    assert competition(cinc["cinc"])[classes == 4].max() == 37


def test_natural_breaks_of_logarithms_have_74_states_on_top_kazakhstan_among_them(cinc, kazakhstan):
    classes = band.natural_breaks(cinc["cinc"], classes=3, log=True)
    assert (classes == 1).sum() == 74
    assert classes[kazakhstan] == 1


def test_the_heads_of_cinc_have_36_5_2_and_1_states_and_the_usual_limit_stops_at_5(cinc):
    sizes = [(cinc["cinc"].to_numpy() >= cut).sum() for cut in band.head_tail_cuts(cinc["cinc"], limit=1)]
    assert sizes == [1, 2, 5, 36]
    assert [(cinc["cinc"].to_numpy() >= cut).sum() for cut in band.head_tail_cuts(cinc["cinc"])] == [5, 36]


def test_ranks_6_to_36_hold_a_third_of_all_capabilities(cinc):
    window = band.rank_window(cinc["cinc"], window=(6, 36))
    scores = cinc["cinc"].to_numpy()
    assert round(scores[window == 2].sum() / scores.sum(), 2) == 0.33
    assert_array_equal([(window == i).sum() for i in (1, 2, 3)], [5, 31, 159])


def squares(values):
    return sum(((part - part.mean()) ** 2).sum() for part in values if len(part))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 40), min_size=4, max_size=9, unique=True), st.integers(1, 4))
def test_no_other_cuts_leave_less_variance_inside_natural_classes(values, classes):
    scores = np.array(values, dtype=float)
    found = band.natural_breaks(scores, classes=classes)
    own = squares([scores[found == c] for c in range(1, classes + 1)])
    ordered = np.sort(scores)
    best = min(squares(np.split(ordered, cut)) for cut in combinations(range(1, len(ordered)), classes - 1))
    assert_allclose(own, best, rtol=1e-9, atol=1e-9)


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


def test_the_largest_gap_is_looked_for_where_it_was_asked_for():
    scores = [1000.0, 900.0, 100.0, 90.0, 40.0, np.nan, 39.0]
    assert band.largest_gap(scores) == 900.0
    assert band.largest_gap(scores, first=3) == 90.0
    assert band.largest_gap(scores, log=False, first=3, last=3) == 100.0
    assert np.isnan(band.largest_gap([5.0, np.nan]))
    assert np.isnan(band.largest_gap([5.0]))


def test_quantile_cuts_are_those_of_numpy_and_may_come_from_another_set():
    scores = np.random.default_rng(2).random((5, 30))
    assert_allclose(band.quantile_cuts(scores, at=[0.25, 0.6]).T, np.quantile(scores, [0.6, 0.25], axis=-1))
    assert_array_equal(band.quantiles([1.0, 5.0, 9.0], at=[0.25], reference=[4.0, 6.0]), [2, 1, 1])


def test_the_fewest_states_that_hold_half_of_the_total_are_the_first_class():
    assert_array_equal(band.cumulative_share([30.0, 20.0, 20.0, 20.0, 10.0]), [1, 1, 1, 1, 3])


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: band.natural_breaks([1.0, 1.0, 2.0], classes=3), DataError, "only 2"),
        (lambda: band.natural_breaks([0.0, 1.0, 2.0], classes=2, log=True), DataError, "above 0"),
        (lambda: band.natural_breaks([1.0, np.inf], classes=2), DataError, "infinite"),
        (lambda: band.natural_breaks([1.0], classes=0), OptionError, "at least 1"),
        (lambda: band.largest_gap([-1.0, 2.0]), DataError, "log: false"),
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
