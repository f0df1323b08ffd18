"""Every aggregation keeps what it declares to keep.

The tests run over the registry: a new method is tested by being registered.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

import mpindex.steps
from mpindex.errors import DataError, OptionError
from mpindex.steps.rank import competition
from mpindex.steps.registry import METHODS

assert mpindex.steps.__all__  # importing the package fills the registry

CLOSE = {"rtol": 1e-7, "atol": 1e-7}  # linear programmes are solved to 1e-7


def declaring(invariant: str) -> Any:
    return pytest.mark.promise(invariant, steps=["aggregate"])


#: Eighths: shifts and doublings are exact, so that an invariant is not broken by rounding.
AMOUNTS = st.integers(1, 200).map(lambda n: n / 8)
WEIGHTS = st.sampled_from([0.0, 0.25, 1.0, 1.0, 2.0, 3.0])


@st.composite
def problems(draw: st.DrawFn, *, missing: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """A table of positive amounts with ties and missing values, and weights, of which the first is not 0."""
    units, k = draw(st.tuples(st.integers(2, 7), st.integers(1, 4)))
    cells = [AMOUNTS, st.sampled_from([1.0, 2.0, np.nan] if missing else [1.0, 2.0])]
    x = draw(hnp.arrays(np.float64, (units, k), elements=st.one_of(*cells)))
    w = draw(hnp.arrays(np.float64, k, elements=WEIGHTS))
    w[0] = max(w[0], 0.25)
    return x, w


def call(case: tuple[str, str], x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Aggregate; a table outside the method's domain (rescaled values below 0, too few children) is no example."""
    method = METHODS["aggregate"][case[1]]
    if method.refuses is not None and method.refuses(np.array([[2.0]]), **method.example).any():
        x = np.clip((x - 2.0) / 10.0, 0.0, 1.0)  # shares are asked for, not amounts
    try:
        return method.function(x, w, **method.example)
    except (DataError, OptionError):
        reject()


def settle(share: float = 0.3) -> Any:
    """So many of the examples that are asked for."""
    return settings(max_examples=round(settings().max_examples * share), deadline=None)


@declaring("permutation")
@settle()
@given(problem=problems(), seed=st.integers(0, 99))
def test_the_order_of_units_and_of_children_does_not_matter(case, problem, seed):
    x, w = problem
    rng = np.random.default_rng(seed)
    units, children = rng.permutation(len(x)), rng.permutation(len(w))
    scores = call(case, x, w)
    assert_allclose(call(case, x[units], w), scores[units], **CLOSE)
    assert_allclose(call(case, x[:, children], w[children]), scores, **CLOSE)


@declaring("weight_scaling")
@settle()
@given(problem=problems(), factor=st.sampled_from([0.01, 2.0, 300.0]))
def test_multiplying_every_weight_changes_nothing(case, problem, factor):
    x, w = problem
    assert_allclose(call(case, x, w * factor), call(case, x, w), **CLOSE)


@declaring("scale")
@settle()
@given(problem=problems(), factor=st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_unit_of_measurement_of_a_child_does_not_matter(case, problem, factor):
    x, w = problem
    other = x.copy()
    other[:, 0] *= factor
    assert_allclose(call(case, other, w), call(case, x, w), **CLOSE)


@declaring("translation")
@settle()
@given(problem=problems(), shift=st.sampled_from([0.125, 50.0, 1000.0]))
def test_the_zero_of_a_childs_scale_does_not_matter(case, problem, shift):
    x, w = problem
    other = x.copy()
    other[:, 0] += shift
    assert_allclose(call(case, other, w), call(case, x, w), **CLOSE)


@declaring("monotonicity")
@settle(0.6)
@given(problem=problems(), rise=AMOUNTS, data=st.data())
def test_a_unit_that_improves_in_a_child_never_loses_score(case, problem, rise, data):
    x, w = problem
    unit = data.draw(st.integers(0, len(x) - 1))
    child = data.draw(st.integers(0, len(w) - 1))
    better = x.copy()
    better[unit, child] += rise
    before, after = call(case, x, w)[unit], call(case, better, w)[unit]
    assert not after < before - 1e-7


@declaring("dominance")
@settle(0.6)
@given(problem=problems(missing=False))
def test_a_unit_at_least_as_good_everywhere_scores_at_least_as_high(case, problem):
    x, w = problem
    scores = call(case, x, w)
    above = (x[:, None] >= x).all(axis=-1)
    assert not (above & (scores[:, None] < scores - 1e-7)).any()


@declaring("ties")
@settle()
@given(problem=problems())
def test_equal_units_get_equal_results(case, problem):
    x, w = problem
    scores = call(case, np.vstack([x, x]), w)
    assert_allclose(scores[: len(x)], scores[len(x) :], **CLOSE)


@declaring("idempotence")
@settle()
@given(problem=problems())
def test_the_mean_of_equal_numbers_is_that_number(case, problem):
    x, w = problem
    same = np.where(np.isnan(x), np.nan, np.nanmax(np.nan_to_num(x), axis=1, keepdims=True))
    scores = call(case, same, w)
    known = (~np.isnan(x) & (w > 0)).any(axis=1)
    assert_allclose(scores[known], np.nanmax(np.nan_to_num(x), axis=1)[known], rtol=1e-9)
    assert np.isnan(scores[~known]).all()


@declaring("irrelevant_units")
@settle()
@given(problem=problems(), data=st.data())
def test_leaving_a_unit_out_does_not_reorder_the_others(case, problem, data):
    x, w = problem
    rest = np.delete(np.arange(len(x)), data.draw(st.integers(0, len(x) - 1)))
    assert_allclose(
        competition(call(case, x[rest], w).round(9)), competition(call(case, x, w)[rest].round(9))
    )


@declaring("bounds")
@settle()
@given(problem=problems())
def test_scores_stay_within_the_stated_bounds(case, problem):
    low, high = METHODS["aggregate"][case[1]].bounds
    scores = call(case, *problem)
    known = scores[~np.isnan(scores)]
    assert ((known >= low) & (known <= high)).all()
