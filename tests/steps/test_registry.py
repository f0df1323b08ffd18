"""Names of methods are taken once; what a registration says of a method is true."""

from __future__ import annotations

import inspect
import runpy
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mpindex import steps
from mpindex.errors import DataError, MpindexError, OptionError
from mpindex.steps.registry import METHODS, STEPS, methods, register


def cell(factor: float) -> Callable:
    """What a cell of a notebook does each time it is run."""

    def times(x: np.ndarray) -> np.ndarray:
        return x * factor

    return times


@pytest.fixture
def name():
    yield "times_for_a_test"
    METHODS["normalise"].pop("times_for_a_test", None)


def test_a_cell_that_is_changed_and_run_again_registers_its_method_anew(name: str):
    for factor in (2.0, 3.0):
        register("normalise", name)(cell(factor))
    assert METHODS["normalise"][name].function(np.ones(1)) == 3.0


def test_another_function_cannot_take_a_name_that_is_there(name: str):
    register("normalise", name)(cell(2.0))
    with pytest.raises(OptionError, match="'times_for_a_test' is registered already"):
        register("normalise", name)(lambda x: x)
    with pytest.raises(OptionError, match="'minmax' is registered already"):
        register("normalise", "minmax")(cell(2.0))


def test_a_promise_that_nobody_knows_is_refused(name: str):
    with pytest.raises(OptionError, match="unknown invariants: fairness"):
        register("normalise", name, keeps={"fairness"})(cell(2.0))


# the table of contents --------------------------------------------------------------

CASES = [(step, name) for step in STEPS for name in METHODS[step]]
every_method = pytest.mark.each("case", CASES)
PACKAGES = {
    "aggregate": steps.aggregate,
    "normalise": steps.normalise,
    "treat": steps.treat,
    "weigh": steps.weigh,
}


@every_method
def test_every_method_has_a_formula_a_summary_and_an_example_of_what_it_needs(case):
    method = METHODS[case[0]][case[1]]
    assert method.formula and "\n" not in method.formula
    assert method.summary.endswith(".")
    assert set(method.example) <= method.parameters
    if case[0] in ("impute", "treat", "normalise", "weigh", "aggregate", "band"):
        assert method.required <= set(method.example)


@every_method
def test_bounds_are_stated_where_they_are_promised_and_promised_where_they_are_stated(case):
    method = METHODS[case[0]][case[1]]
    assert ("bounds" in method.keeps) == (method.bounds is not None)
    assert method.main is None or method.main in method.parameters
    assert method.bounds_option is None or method.bounds_option in method.parameters


def test_every_promise_of_every_method_is_put_to_a_test():
    """By the marks of the tests themselves, so that neither a method nor a promise can be forgotten."""
    files = [
        file
        for file in Path(__file__).parent.rglob("test_*.py")
        if "mark.promise(" in file.read_text("utf-8")
    ]
    marks = [
        mark
        for file in files
        if file != Path(__file__)
        for test in runpy.run_path(str(file)).values()
        for mark in getattr(test, "pytestmark", [])
        if mark.name == "promise"
    ]
    tested = {(step, promise) for mark in marks for step in mark.kwargs["steps"] for promise in mark.args}
    promised = {(step, promise) for step, name in CASES for promise in METHODS[step][name].keeps}
    assert promised <= tested


@every_method
def test_every_method_promises_that_the_order_of_units_does_not_matter_but_where_a_row_is_named(case):
    assert "permutation" in METHODS[case[0]][case[1]].keeps or case == ("normalise", "dist2ref")


@pytest.mark.parametrize("step", PACKAGES)
def test_a_package_of_a_step_exports_each_of_its_methods(step):
    for name, method in METHODS[step].items():
        assert method.function.__name__ in PACKAGES[step].__all__, name
        assert getattr(PACKAGES[step], method.function.__name__) is method.function


@every_method
def test_every_parameter_of_a_method_is_documented(case):
    function = METHODS[case[0]][case[1]].function
    doc = inspect.getdoc(function)
    section = doc.split("Parameters\n----------\n")[1].split("\n\n")[0]
    names = {
        name.lstrip("*")
        for line in section.split("\n")
        if line and not line.startswith(" ")
        for name in line.split(" : ")[0].split(", ")
    }
    assert names == set(inspect.signature(function).parameters)


def test_the_table_lists_every_method_with_formula_promises_and_source():
    table = methods()
    assert list(table.index) == CASES
    row = table.loc[("normalise", "share")]
    assert row["formula"] == "x / sum(x)"
    assert row["source"] == "Singer, Bremer & Stuckey (1972)."
    assert "monotonicity" in row["keeps"] and "strict_monotonicity" not in row["keeps"]
    assert table.loc[("normalise", "goalposts"), "options"] == "bounds, cap, scale, to"
    assert set(methods("band").index.get_level_values("step")) == {"band"}
    with pytest.raises(OptionError, match="Did you mean 'normalise'"):
        methods("normalize")


def test_a_trait_that_nobody_knows_is_refused(name: str):
    with pytest.raises(OptionError, match=r"unknown traits: betwen\. Did you mean 'between'"):
        register("aggregate", name, traits={"betwen"})(cell(2.0))


# facts that others build on -----------------------------------------------------------

AGGREGATE = sorted(METHODS["aggregate"])
NORMALISE = sorted(METHODS["normalise"])
IMPUTE = sorted(METHODS["impute"])


def score(name, x, w):
    method = METHODS["aggregate"][name]
    try:
        return method.function(x, w, **method.example)
    except DataError:
        return np.full(x.shape[-2], np.nan)


def tables(seed):
    rng = np.random.default_rng(seed)
    for low, high in ((0.0, 1.0), (1.0, 100.0), (50.0, 150.0), (2.0, 3.0)):
        x, w = low + (high - low) * rng.random((7, 4)), rng.random(4) + 0.1
        yield x, w
        yield x * [1, -1, 1, -1], w
        yield (x > np.median(x)).astype(float), w


@pytest.mark.parametrize("name", AGGREGATE)
def test_between_is_true_of_those_that_have_it_and_of_no_others(name):
    inside = all(
        not ((scores < x.min(axis=-1) - 1e-9) | (scores > x.max(axis=-1) + 1e-9)).any()
        for x, w in tables(1)
        for scores in [score(name, x, w)]
    )
    assert inside == ("between" in METHODS["aggregate"][name].traits)


@pytest.mark.parametrize("name", AGGREGATE)
def test_nesting_is_true_of_those_that_have_it_and_of_no_others(name):
    def two_levels(x, w):
        upper = np.stack([score(name, x[:, :2], w[:2]), score(name, x[:, 2:], w[2:])], axis=-1)
        return score(name, upper, np.array([w[:2].sum(), w[2:].sum()]))

    served = [(x, w) for x, w in tables(2) if not np.isnan(score(name, x, w)).all()]
    same = all(np.allclose(two_levels(x, w), score(name, x, w), rtol=1e-9) for x, w in served)
    assert same == ("nests" in METHODS["aggregate"][name].traits)


@pytest.mark.parametrize("name", AGGREGATE)
def test_multiplying_a_child_multiplies_the_score_of_those_whose_children_are_multiplied(name):
    x = np.random.default_rng(9).random((5, 3)) * 0.4 + 0.1
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = score(name, x * [2, 1, 1], np.ones(3)) / score(name, x, np.ones(3))
    same = np.allclose(ratio, ratio[0]) and ratio[0] > 1.01
    assert same == ("multiplicative" in METHODS["aggregate"][name].traits)
    if same:
        assert (score(name, x * [0, 1, 1], np.ones(3)) == 0).all()


@pytest.mark.parametrize("name", NORMALISE)
def test_proportional_is_true_of_those_that_have_it_and_of_no_others(name):
    method = METHODS["normalise"][name]
    x = np.random.default_rng(3).lognormal(2.0, 1.0, (9, 3))
    result = method.function(x, **method.example)
    with np.errstate(invalid="ignore", divide="ignore"):
        same = np.allclose(result / result[0], x / x[0])
    assert same == ("proportional" in method.traits)


@pytest.mark.parametrize("name", NORMALISE)
def test_parts_of_a_total_of_the_year_add_up_to_it_and_nothing_else_does(name):
    method = METHODS["normalise"][name]
    sums = []
    for x in np.random.default_rng(4).lognormal(2.0, 1.0, (3, 9, 3)):
        result = method.function(x, **method.example)
        with np.errstate(over="ignore"):
            sums.append(np.allclose(result.sum(axis=0), 1) or np.allclose(np.exp(result).sum(axis=0), 1))
    assert all(sums) == ("of_the_year" in method.traits)


@pytest.mark.parametrize("name", IMPUTE)
def test_what_looks_along_the_years_refuses_a_single_year_and_the_others_serve_it(name):
    method = METHODS["impute"][name]
    if "along_years" in method.traits:
        with pytest.raises(DataError, match="panel"):
            method.function(np.ones((2, 1)), **method.example)
    else:
        assert method.function(np.ones((2, 1)), **method.example).shape == (2, 1)


@pytest.mark.parametrize("name", IMPUTE)
def test_looking_ahead_is_true_of_those_that_have_it_and_of_no_others(name):
    method = METHODS["impute"][name]
    if "along_years" not in method.traits:
        assert "looks_ahead" not in method.traits
        return
    x = np.array([1.0, np.nan, 4.0, 5.0])[:, None, None]
    early = np.where(np.arange(4)[:, None, None] == 0, np.nan, x)
    changed = [
        not np.array_equal(method.function(a)[:2], method.function(b)[:2], equal_nan=True)
        for a, b in ((x, np.where(x == 4, 40.0, x)), (early, np.where(early == 4, 40.0, early)))
    ]
    assert any(changed) == ("looks_ahead" in method.traits)


BY_NUMBER = [(step, name) for step, name in CASES if "by_number" in METHODS[step][name].traits]


@pytest.mark.parametrize("case", BY_NUMBER, ids="-".join)
@pytest.mark.parametrize("times", [0, 2], ids=["own figures", "figures of two years"])
def test_groups_given_by_number_give_the_digits_of_groups_given_by_pairs(case, times):
    method, rng = METHODS[case[0]][case[1]], np.random.default_rng(8)
    numbers = rng.integers(-1, 6, size=40)
    members = (numbers[:, None] == numbers) & (numbers >= 0)
    x = rng.lognormal(0.0, 1.0, (2, 40, 3)).round(1)
    x[rng.random(x.shape) < 0.2] = np.nan
    options = {"reference": rng.lognormal(0.0, 1.0, (40 * times, 3)).round(1)} if times else {}
    by_pairs = method.function(x, members=np.tile(members, max(times, 1)), **options)
    np.testing.assert_array_equal(method.function(x, members=numbers, **options), by_pairs)


# tables at the edge -------------------------------------------------------------------

TABLES = [
    case
    for case in CASES
    if case[0] in ("impute", "screen", "treat", "normalise", "weigh", "aggregate", "band")
]
every_table = pytest.mark.each("case", TABLES)


def call(case, x):
    """A method on a table (units, 3); where it looks along the years, on two years alike; a band, on the first column."""
    method = METHODS[case[0]][case[1]]
    if case[0] == "aggregate":
        return method.function(x, [1.0, 2.0, 3.0], **method.example)
    if case[0] == "band":
        return method.function(x[..., 0], **method.example)
    if "along_years" in method.traits:
        return method.function(np.stack([x, x]), **method.example)[0]
    return method.function(x, **method.example)


@every_table
def test_a_table_without_units_is_served_or_refused_by_an_error_of_the_library(case):
    try:
        call(case, np.empty((0, 3)))
    except MpindexError as fault:
        assert str(fault)


def large_and_small():
    base = np.random.default_rng(6).lognormal(0.0, 1.0, (9, 3))
    signs = np.where(np.random.default_rng(7).random(base.shape) < 0.5, -1.0, 1.0)
    gaps = np.where(np.arange(27).reshape(9, 3) == 7, np.nan, base)
    for scale in (2.0**995, 2.0**500, 2.0**-500, 2.0**-995):
        for kind in (base, base * signs, gaps):
            yield kind / np.nanmax(np.abs(kind)), scale


@every_table
def test_very_large_and_very_small_numbers_are_served_as_ordinary_ones_or_refused(case):
    for x, scale in large_and_small():
        try:
            result, ordinary = call(case, x * scale), call(case, x)
        except MpindexError as fault:
            assert str(fault)
            continue
        if case[0] == "screen":
            result, ordinary = result.keep.astype(float), ordinary.keep.astype(float)
        result, ordinary = np.asarray(result, dtype=float), np.asarray(ordinary, dtype=float)
        assert not np.isinf(result).any()
        np.testing.assert_array_equal(np.isnan(result), np.isnan(ordinary))
        stated = set(METHODS[case[0]][case[1]].example) & {
            "value",
            "target",
        }  # is not multiplied with the data
        if "scale" in METHODS[case[0]][case[1]].keeps and not stated:
            np.testing.assert_allclose(result, ordinary, rtol=1e-6)


@every_table
@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_cell_is_refused(case, infinite):
    x = np.random.default_rng(8).lognormal(0.0, 1.0, (9, 3))
    x[1, 0] = infinite
    with pytest.raises(DataError):
        call(case, x)
