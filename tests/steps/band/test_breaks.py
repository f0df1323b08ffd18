"""Natural breaks on the CINC of 2022, and against every other cut."""

import tracemalloc
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from mpindex.steps import band
from mpindex.steps.band import breaks
from mpindex.steps.rank import competition

REFERENCE = Path(__file__).parents[2] / "reference"


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


@settings(max_examples=60, deadline=None)
@given(st.integers(6, 80), st.integers(1, 3), st.integers(2, 6), st.integers(0, 10_000))
def test_many_scores_are_cut_where_trying_every_place_cuts_them(units, rows, classes, seed):
    rng = np.random.default_rng(seed)
    scores = rng.lognormal(size=(rows, units))
    scores[rng.random(scores.shape) < 0.1] = np.nan
    assume((np.count_nonzero(~np.isnan(scores), axis=1) >= classes).all())
    every = breaks.natural_breaks_cuts(scores, classes=classes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaks, "_FEW", 0)
        np.testing.assert_array_equal(breaks.natural_breaks_cuts(scores, classes=classes), every)


def test_thousands_of_scores_are_cut_in_memory_that_grows_with_them():
    scores = np.random.default_rng(1).lognormal(size=6000)
    tracemalloc.start()
    try:
        cuts = breaks.natural_breaks_cuts(scores, classes=5)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (np.diff(cuts) < 0).all()
    assert peak < 60 * scores.nbytes


def test_breaks_are_of_the_values_as_they_are_unless_their_logarithms_are_asked_for():
    """Squares within {1, 20, 30} and {60}: 434, within {1} and the others: 867; of logarithms 7.1 and 0.6."""
    values = [1.0, 20.0, 30.0, 60.0]
    assert breaks.natural_breaks_cuts(values, classes=2) == 60
    assert breaks.natural_breaks_cuts(values, classes=2, log=True) == 20


def test_scores_too_small_or_too_large_to_be_squared_are_cut_alike():
    scores = np.array([1.0, 2.0, 10.0, 11.0, 50.0])
    for size in (1e-200, 1e200):
        assert_allclose(band.natural_breaks(scores * size, classes=3), [3, 3, 2, 2, 1])
