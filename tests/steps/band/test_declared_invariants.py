"""Every band method keeps what it declares to keep, over the registry."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

import mpindex.steps
from mpindex.errors import DataError
from mpindex.steps.registry import METHODS

assert mpindex.steps.__all__  # importing the package fills the registry


def band_declaring(invariant: str) -> Any:
    return pytest.mark.promise(invariant, steps=["band"])


def classed(case: tuple[str, str], scores: np.ndarray) -> np.ndarray:
    try:
        return METHODS["band"][case[1]].function(scores, **METHODS["band"][case[1]].example)
    except DataError:
        reject()


#: Whole numbers whose squares and sums are exact, some missing.
SCORES = hnp.arrays(
    np.float64, st.integers(3, 14), elements=st.one_of(st.integers(1, 60).map(float), st.just(np.nan))
)


@band_declaring("permutation")
@settings(max_examples=30, deadline=None)
@given(scores=SCORES, seed=st.integers(0, 99))
def test_classes_do_not_depend_on_the_order_of_units(case, scores, seed):
    order = np.random.default_rng(seed).permutation(len(scores))
    assert_allclose(classed(case, scores[order]), classed(case, scores)[order])


@band_declaring("ties")
@settings(max_examples=30, deadline=None)
@given(scores=SCORES)
def test_equal_scores_share_a_class_and_missing_ones_have_none(case, scores):
    classes = classed(case, scores)
    assert (np.isnan(classes) == np.isnan(scores)).all()
    for value in np.unique(scores[~np.isnan(scores)]):
        assert len(np.unique(classes[scores == value])) == 1


@band_declaring("scale")
@settings(max_examples=30, deadline=None)
@given(scores=SCORES, factor=st.sampled_from([0.25, 2.0, 1024.0]))
@example(scores=np.array([0, 1 / 3, 2 / 3, 1, 1]), factor=0.1)  # two cuts are equally good
@example(scores=np.array([0.5, 0.25, 0.375, 0.25]), factor=0.1)  # two gaps are equally large
@example(scores=np.array([78, 195, 39, 0, 6, 148, 172, 15, 49]) / 195, factor=3.0)  # a score is the mean
def test_classes_do_not_depend_on_the_unit_of_the_scores(case, scores, factor):
    assert_allclose(classed(case, scores * factor), classed(case, scores))


@band_declaring("translation")
@settings(max_examples=30, deadline=None)
@given(scores=SCORES, shift=st.sampled_from([1.0, 64.0]))
def test_classes_do_not_depend_on_the_zero_of_the_scores(case, scores, shift):
    if (
        case[1] == "quantiles"
    ):  # type 7 interpolation of shifted scores is exact at these numbers only to rounding
        scores = np.sort(scores)
    assert_allclose(classed(case, scores + shift), classed(case, scores))
