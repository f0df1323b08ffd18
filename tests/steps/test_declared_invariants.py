"""Every method of denominate, impute, treat and normalise keeps what it declares to keep.

The tests run over the registry: a new method is tested by being registered.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

import mpindex.steps
from mpindex.steps.columns import BadValues
from mpindex.steps.registry import METHODS

assert mpindex.steps.__all__  # importing the package fills the registry

#: Declared for the case that the point of comparison moves with the data, as a unit of the table does.
MOVING: dict[tuple[str, str], dict[str, Any]] = {("normalise", "dist2ref"): {"unit": 0}}

CASES = [(step, name) for step in ("impute", "treat", "normalise") for name in METHODS[step]]


def declaring(*invariants: str, steps: tuple[str, ...] = ("impute", "treat", "normalise")) -> Any:
    return pytest.mark.promise(*invariants, steps=steps)


#: Eighths: shifts and doublings are exact, so that an invariant is not broken by rounding.
AMOUNTS = st.integers(1, 800).map(lambda n: n / 8)
CELLS = st.one_of(AMOUNTS, st.sampled_from([1.0, 2.0, np.nan]))


@st.composite
def tables(draw: st.DrawFn, *, cells: st.SearchStrategy[float] = CELLS) -> np.ndarray:
    """Positive amounts with ties and missing values; sometimes one gross outlier, high or low."""
    shape = draw(st.tuples(st.integers(2, 12), st.integers(1, 3)))
    x = draw(hnp.arrays(np.float64, shape, elements=cells))
    x[0] = np.where(np.isnan(x[0]), 3.0, x[0])  # the reference unit of dist2ref has values
    if draw(st.booleans()):
        x[-1, 0] = draw(st.sampled_from([4096.0, 0.125]))
    return x


DIRECTIONS = st.sampled_from([1.0, -1.0])


def some(percent: int) -> Any:
    """So many of the examples that are asked for."""
    return settings(max_examples=max(5, settings().max_examples * percent // 100), deadline=None)


def call(case: tuple[str, str], x: np.ndarray, direction: float = 1.0, **context: Any) -> np.ndarray:
    method = METHODS[case[0]][case[1]]
    options = dict(method.example) | context
    for goal in {"target", "value"} & set(options) if case[1].startswith("dist2") else ():
        options[goal] = options[goal] and direction * options[goal]
    if "direction" in method.context:
        options["direction"] = np.full(x.shape[-1], direction)
    if along_years(case):
        return method.function(x[:, :, None], **options)[:, :, 0]
    return method.function(x, **options)


def answer(case: tuple[str, str], x: np.ndarray, direction: float = 1.0, **context: Any) -> np.ndarray:
    """Call a method on a table of positive amounts; a table outside its domain is no example."""
    try:
        return call(case, x, direction, **context)
    except BadValues:
        reject()


def along_years(case: tuple[str, str]) -> bool:
    return "along_years" in METHODS[case[0]][case[1]].traits


def moving(case: tuple[str, str]) -> dict[str, Any]:
    return {"value": None} | MOVING[case] if case in MOVING else {}


def directed(case: tuple[str, str], direction: float) -> float:
    return direction if "direction" in METHODS[case[0]][case[1]].context else 1.0


@declaring("permutation")
@some(20)
@given(x=tables(), seed=st.integers(0, 99), direction=DIRECTIONS)
def test_the_order_of_the_units_does_not_matter(case, x, seed, direction):
    if along_years(case):  # axis 0 is time there, and the units are on axis 1
        order = np.random.default_rng(seed).permutation(x.shape[1])
        assert_array_equal(answer(case, x[:, order]), answer(case, x)[:, order])
        return
    order = np.random.default_rng(seed).permutation(len(x))
    assert_allclose(
        answer(case, x[order], direction), answer(case, x, direction)[order], rtol=1e-9, atol=1e-9
    )


@declaring("scale")
@some(20)
@given(x=tables(), factor=st.sampled_from([0.25, 2.0, 1024.0]), direction=DIRECTIONS)
def test_the_unit_of_measurement_does_not_matter(case, x, factor, direction):
    context = moving(case)
    first, second = answer(case, x, direction, **context), answer(case, x * factor, direction, **context)
    assert_allclose(second, first, rtol=1e-9, atol=1e-9)


@declaring("translation")
@some(20)
@given(x=tables(), shift=st.sampled_from([-50.0, 0.125, 1000.0]), direction=DIRECTIONS)
def test_the_zero_of_the_scale_does_not_matter(case, x, shift, direction):
    context = moving(case)
    first, second = answer(case, x, direction, **context), answer(case, x + shift, direction, **context)
    assert_allclose(second, first, rtol=1e-9, atol=1e-9)


@declaring("monotonicity", "strict_monotonicity")
@some(30)
@given(x=tables(), direction=DIRECTIONS)
def test_a_unit_with_more_is_never_behind_one_with_less(case, x, direction):
    result = answer(case, x, direction)
    strict = "strict_monotonicity" in METHODS[case[0]][case[1]].keeps
    for column, scores in zip(x.T * directed(case, direction), result.T, strict=True):
        more = column[:, None] > column
        gap = scores[:, None] - scores
        assert not (more & (gap < -1e-12)).any()
        if strict and not np.isnan(scores[~np.isnan(column)]).any():
            assert (gap[more] > 0).all()


@declaring("monotonicity", steps=("normalise",))
@some(30)
@given(x=tables(), rise=AMOUNTS, direction=DIRECTIONS)
def test_a_unit_that_improves_never_falls(case, x, rise, direction):
    better = x.copy()
    better[1] += rise if directed(case, direction) > 0 else -np.minimum(rise, x[1] - 0.125)
    before, after = answer(case, x, direction)[1], answer(case, better, direction)[1]
    assert not (after < before - 1e-9).any()


@declaring("ties")
@some(20)
@given(x=tables(), direction=DIRECTIONS)
def test_equal_units_get_equal_results(case, x, direction):
    result = answer(case, x, direction)
    for column, scores in zip(x.T, result.T, strict=True):
        for value in np.unique(column[~np.isnan(column)]):
            assert len(np.unique(scores[column == value])) == 1


@declaring("bounds")
@some(30)
@given(x=tables(), direction=DIRECTIONS)
def test_results_stay_within_the_stated_bounds(case, x, direction):
    low, high = METHODS[case[0]][case[1]].bounds
    result = answer(case, x, direction)
    known = result[~np.isnan(result)]
    assert ((known >= low) & (known <= high)).all()


@declaring("observed")
@some(20)
@given(x=tables())
def test_values_that_were_there_are_not_changed(case, x):
    there = ~np.isnan(x)
    assert_array_equal(answer(case, x)[there], x[there])


@declaring("idempotence")
@some(20)
@given(x=tables())
def test_doing_it_twice_is_doing_it_once(case, x):
    once = answer(case, x)
    assert_allclose(answer(case, once), once, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("case", [case for case in CASES if case[0] != "impute"], ids="-".join)
@some(10)
@given(x=tables(), direction=DIRECTIONS)
def test_what_is_missing_stays_missing(case, x, direction):
    assert np.isnan(answer(case, x, direction)[np.isnan(x)]).all()


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_leading_axes_give_the_same_as_a_loop(case):
    rng = np.random.default_rng(11)
    x = np.where(
        rng.random((2, 3, 15, 4)) < 0.2, np.nan, np.round(rng.lognormal(2, 2, (2, 3, 15, 4)), 1) + 0.1
    )
    x[..., 0, :] = 5.0
    function, options = METHODS[case[0]][case[1]].function, METHODS[case[0]][case[1]].example
    if along_years(case):
        looped = np.stack([function(panel, **options) for panel in x])
    else:
        looped = np.stack([np.stack([function(table, **options) for table in tables]) for tables in x])
    assert_allclose(function(x, **options), looped, rtol=1e-12)


@pytest.mark.parametrize(
    "case", [c for c in CASES if "reference" in METHODS[c[0]][c[1]].context], ids="-".join
)
def test_the_sample_itself_as_reference_changes_nothing_and_frozen_parameters_do_not_see_the_rest(case):
    rng = np.random.default_rng(12)
    x, other = (np.round(rng.lognormal(1, 2, (20, 3)), 1) + 0.1 for _ in range(2))
    assert_allclose(call(case, x, reference=x), call(case, x), rtol=1e-12)
    together, alone = call(case, x, reference=other), call(case, x[:5], reference=other)
    if case != ("impute", "row_mean"):
        assert_allclose(together[:5], alone, rtol=1e-12)


ODD = {
    "a single unit": np.array([[3.0, 4.0]]),
    "a column without values": np.column_stack([np.arange(1.0, 6.0), np.full(5, np.nan)]),
    "equal units": np.full((5, 2), 0.1),
    "a constant column": np.column_stack([np.arange(1.0, 6.0), np.full(5, 7.0)]),
    "whole numbers": np.arange(1, 11).reshape(5, 2),
}


@pytest.mark.each("case", CASES)
@pytest.mark.each("odd", list(ODD))
def test_odd_tables_give_no_warning_and_no_infinity(case, odd):
    x = ODD[odd]
    result = call(case, x)
    assert result.shape == x.shape
    assert not np.isinf(result).any()
    if odd == "whole numbers":
        assert_array_equal(result, call(case, x.astype(float)))


@pytest.mark.parametrize("name", ["minmax", "zscore", "dist2max", "ampi"])
def test_a_constant_column_gives_nan_for_every_unit_even_if_its_mean_is_rounded(name):
    assert np.isnan(call(("normalise", name), np.full((3, 1), 0.1))).all()


@pytest.mark.parametrize("case", CASES, ids="-".join)
@some(15)
@given(x=tables(cells=st.one_of(st.integers(-40, 40).map(float), st.just(np.nan))), direction=DIRECTIONS)
def test_negative_values_and_zeros_are_served_or_refused_by_place(case, x, direction):
    try:
        result = call(case, x, direction)
    except BadValues as refusal:
        assert refusal.bad.any()
        assert "row" in str(refusal) and "column" in str(refusal)
    else:
        assert not np.isinf(result).any()
