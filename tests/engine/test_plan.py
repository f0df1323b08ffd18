"""A definition bound to data: settings cascade, steps run in order, missing children follow the declared rule."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DataError, DefinitionError
from mpindex.steps.registry import METHODS, register

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


def plan(dataset: Dataset, tree: dict, **spec: Any) -> Plan:
    return Plan.compile(mp.definition({"id": "test", "tree": tree, **spec}), dataset)


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})

# steps ---------------------------------------------------------------------------


def test_each_leaf_is_normalised_by_the_setting_nearest_to_it():
    tree = {"a": 1, "rest": {"normalise": "rank", "of": {"b": 1, "c": {"normalise": "none"}}}}
    stage = plan(ABC, tree).stage("normalised")
    assert_array_equal(stage, np.c_[[0, 25, 50, 100], [1, 4, 2, 3], [7, 5, 3, 1]])


def test_per_divides_before_all_else():
    one = plan(ABC, {"a": {"per": {"indicator": "size", "factor": 10}}}, normalise="none")
    assert_array_equal(one.stage("raw")[:, 0], [1, 2, 3, 5])
    assert_array_equal(one.stage("denominated")[:, 0], [10, 10, 7.5, 10])


def test_a_denominator_may_be_derived_and_switched_off_below():
    spec = {"derive": {"double": {"sum": ["size", "size"]}}, "per": "double", "normalise": "none"}
    one = plan(ABC, {"a": 1, "b": {"per": None}}, **spec)
    assert_array_equal(one.stage("normalised"), np.c_[[0.5, 0.5, 0.375, 0.5], [10, 40, 20, 30]])


def test_imputing_comes_before_treating_and_normalising():
    given = data({"a": [1, NAN, 3, 100]})
    one = plan(given, {"a": 1}, impute="median", treat={"clip": [0, 0.5]}, normalise="minmax")
    assert_array_equal(one.stage("imputed")[:, 0], [1, 3, 3, 100])
    assert_array_equal(one.stage("treated")[:, 0], [1, 3, 3, 3])
    assert_array_equal(one.stage("normalised")[:, 0], [0, 100, 100, 100])
    assert_array_equal(one.coverage(), [1, 0, 1, 1])  # what is imputed is not data


def test_a_chain_normalises_one_after_the_other():
    shares = np.log(np.array([1, 2, 3, 5]) / 11)
    expected = 100 * (shares - shares[0]) / (shares[-1] - shares[0])
    assert_allclose(scores(ABC, {"a": 1}, normalise=["log_share", "minmax"]), expected)


def test_a_chain_turns_an_indicator_round_once():
    tree = {"a": {"direction": -1}}
    assert_allclose(scores(ABC, tree, normalise=["minmax", "minmax"]), [100, 75, 50, 0])


def test_then_normalises_the_result_of_a_node_and_may_be_a_chain():
    assert_array_equal(scores(ABC, {"a": 1}, normalise="none", then="minmax"), [0, 25, 50, 100])
    assert_allclose(
        scores(ABC, {"a": 1}, normalise="none", then=["rank", "minmax"]), [0, 100 / 3, 200 / 3, 100]
    )
    inner = {"x": {"then": "rank", "of": {"a": 1, "b": 1}}, "c": 1}
    assert_array_equal(
        scores(ABC, inner, normalise="none"), [(1 + 7) / 2, (4 + 5) / 2, (2 + 3) / 2, (3 + 1) / 2]
    )


def test_the_file_has_the_last_word_on_direction():
    less = data({"a": [1, 2, 3]}, a={"direction": -1})
    assert_array_equal(scores(less, {"a": 1}), [100, 50, 0])
    assert_array_equal(scores(less, {"a": {"direction": 1}}), [0, 50, 100])


def test_parameters_may_be_learned_among_some_units():
    assert_array_equal(scores(ABC, {"a": 1}, learn={"among": ["A", "C"]}), [0, 50, 100, 200])


@pytest.fixture(scope="module")
def panel() -> Dataset:
    rows = [("A", 2000, 0.0), ("B", 2000, 10.0), ("A", 2010, 5.0), ("B", 2010, 20.0)]
    tidy = pd.DataFrame(
        [(u, "a", y, v, "test") for u, y, v in rows], columns=["unit", "indicator", "year", "value", "source"]
    )
    return Dataset.from_tidy(tidy, newest_year=2010, metadata={"a": {"window": 3}})


def test_goalposts_may_be_frozen_from_another_year(panel: Dataset):
    assert_array_equal(scores(panel, {"a": 1}), [0, 100])
    assert_array_equal(scores(panel, {"a": 1}, learn={"year": 2000}), [50, 200])


def test_goalposts_may_be_those_of_all_years_together(panel: Dataset):
    assert_array_equal(scores(panel, {"a": 1}, learn="panel"), [25, 100])
    assert_array_equal(scores(panel.at(2000), {"a": 1}, learn="panel"), [0, 50])


def test_learning_may_be_said_of_a_leaf():
    assert_array_equal(scores(ABC, {"a": {"learn": {"among": ["A", "C"]}}}), [0, 50, 100, 200])


def test_a_screened_unit_has_no_score_and_does_not_count():
    given = data({"a": [1, 2, 3], "b": [NAN, 1, 4], "c": [NAN, 1, 2]})
    found = scores(given, {"a": 1, "b": 1, "c": 1}, screen={"availability": 0.5}, missing="available")
    assert_array_equal(found, [NAN, 0, 100])


def test_a_screen_knows_its_units():
    with pytest.raises(DefinitionError, match="no such unit: 'Z'"):
        scores(ABC, {"a": 1}, screen={"none": {"exclude": ["Z"]}})


# weights -------------------------------------------------------------------------


def test_weights_count_within_their_dimension():
    tree = {"x": {"weight": 3, "of": {"a": 1, "b": 3}}, "c": 1}
    expected = 0.75 * (np.array([1, 2, 3, 5]) + 3 * np.array([10, 40, 20, 30])) / 4 + 0.25 * np.array(
        [7, 5, 3, 1]
    )
    one = plan(ABC, tree, normalise="none")
    assert_allclose(one.aggregate(one.stage("normalised"))[:, -1], expected)
    assert dict(zip(one.elements, one.effective_weights(), strict=True)) == pytest.approx(
        {"a": 0.1875, "b": 0.5625, "c": 0.25, "x": 0.75, "test": 1}
    )


@pytest.mark.parametrize("method", ["equal", "pca", "entropy", "critic"])
def test_weights_may_be_found_from_the_data(method: str):
    one = plan(ABC, {"a": 5, "b": 1, "c": 1}, normalise={"minmax": [1, 100]}, weigh=method)
    from mpindex.steps.registry import METHODS

    expected = METHODS["weigh"][method].function(one.stage("normalised"))
    assert_allclose(one.weights[:3] / one.weights[:3].sum(), expected / expected.sum())


@pytest.mark.parametrize("missing", ["available", "zero", "exclude", {"exclude": 0.6}])
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", "median", "minimum"])
def test_many_weights_at_once_are_as_many_times_one(aggregate: str, missing: object):
    given = data({"a": [1, 2, 3, NAN], "b": [1, 4, NAN, 3], "c": [7, 5, NAN, 1]})
    if missing == "zero" and aggregate == "harmonic":
        pytest.skip("no harmonic mean of a zero")
    tree = {"x": {"of": {"a": 1, "b": 1}}, "c": 1}
    one = plan(given, tree, normalise={"minmax": [1, 2]}, aggregate=aggregate, missing=missing)
    weights = np.random.default_rng(1).uniform(0.1, 1, (3, 2, len(one.elements)))
    weights[0, 0, 1] = 0.0
    x = one.stage("normalised")
    at_once = one.aggregate(x, weights)
    assert at_once.shape == (3, 2, 4, 5)
    for i in np.ndindex(3, 2):
        assert_allclose(at_once[i], one.aggregate(x, weights[i]), rtol=1e-12)
    assert_allclose(one.scores(x, weights), at_once[..., -1], rtol=1e-9)


def test_a_child_without_weight_is_not_missed():
    given = data({"a": [1, 2, 3], "b": [NAN, 1, 2]})
    assert_array_equal(scores(given, {"a": 1, "b": 0}, missing="exclude"), [0, 50, 100])


# missing children -----------------------------------------------------------------

GAPS = data({"a": [0, 10, 4, NAN], "b": [10, 0, NAN, NAN], "c": [10, 0, 6, NAN]})
NESTED = {"x": {"weight": 3, "of": {"a": 1, "b": 1}}, "c": 1}


@pytest.mark.parametrize(
    ("missing", "third"),
    [
        # a = 4, b missing, c = 6; x weighs 3, c 1
        ("available", (3 * 4 + 6) / 4),
        ("zero", (3 * 2 + 6) / 4),
        ("exclude", NAN),
        ({"exclude": 0.5}, (3 * 4 + 6) / 4),
        ({"exclude": 0.51}, NAN),
    ],
)
def test_a_missing_child_follows_the_declared_rule(missing: object, third: float):
    found = scores(GAPS, NESTED, normalise="none", missing=missing)
    assert_array_equal(found, [(3 * 5 + 10) / 4, 15 / 4, third, NAN])


def test_a_unit_without_any_value_has_no_score_under_any_rule():
    for rule in ("available", "zero", "exclude"):
        assert np.isnan(scores(GAPS, NESTED, normalise="none", missing=rule)[3])


def test_rules_may_differ_from_node_to_node():
    tree = {"x": {"weight": 3, "missing": "zero", "of": {"a": 1, "b": 1}}, "c": 1}
    assert scores(GAPS, tree, normalise="none", missing="exclude")[2] == (3 * 2 + 6) / 4


@pytest.mark.parametrize("missing", ["available", "zero", "exclude"])
def test_constant_and_empty_indicators_are_left_out_under_every_rule(missing: str):
    given = data({"a": [1, 2, 3], "same": [5, 5, 5], "none": [NAN, NAN, NAN]})
    index = mp.definition(
        {"id": "t", "tree": {"a": 1, "x": {"of": {"same": 1, "none": 1}}}, "missing": missing}
    ).apply(given)
    assert_array_equal(index.scores, [0, 50, 100])
    assert any("constant" in note and "same" in note for note in index.notes)
    assert any("no unit has a value" in note and "none" in note for note in index.notes)
    assert index.weights.loc[["same", "none", "x"], "effective"].tolist() == [0, 0, 0]


def test_one_unit_alone_gets_no_score_from_its_own_range_but_one_from_goalposts():
    alone = data({"a": [5]})
    assert np.isnan(scores(alone, {"a": 1})).all()
    assert_array_equal(scores(alone, {"a": 1}, normalise={"goalposts": [0, 10]}), [0.5])


def test_where_nobody_has_data_nobody_has_a_score():
    index = mp.definition({"id": "t", "tree": {"a": 1}, "bands": [{"all": {}}]}).apply(
        data({"a": [NAN, NAN]})
    )
    assert index.n == 0
    assert index.bands.isna().all()
    assert index.table["rank"].isna().all()
    assert len(index.notes) == 2


def test_identical_units_tie():
    given = data({"a": [1, 3, 3, 0.1], "b": [2, 0.7, 0.7, 9]})
    index = mp.definition({"id": "t", "tree": {"a": 0.1, "b": 0.7}, "normalise": "zscore"}).apply(given)
    assert index.ranks["B"] == index.ranks["C"]


# faults ---------------------------------------------------------------------------


def test_every_unknown_indicator_is_named_at_once_with_its_line(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "id: x\nderive:\n  r: {ratio: [sise, a]}\ntree:\n  economy:\n    of:\n      aa: 1\n      b: {per: siez}\n"
        "bands:\n  - top: {socre: {min: 1}}\n"
    )
    with pytest.raises(DefinitionError) as fault:
        mp.definition(file).apply(ABC)
    lines = sorted(str(fault.value).splitlines())
    expected = [
        "mine.yaml:10: unknown quantity 'socre' in a band. Did you mean 'score'?",
        "mine.yaml:3: unknown indicator 'sise'. Did you mean 'size'?",
        "mine.yaml:7: unknown indicator 'aa' in dimension 'economy'.",
        "mine.yaml:8: unknown indicator 'siez'",
    ]
    assert len(lines) == 4
    for line, words in zip(lines, expected, strict=True):
        assert words in line


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"normalise": "log"}, "must be > 0"),
        (
            {"normalise": "none", "aggregate": "geometric"},
            "geometric aggregation of 'test' cannot take these values",
        ),
        (
            {"normalise": {"minmax": [0, 1]}, "aggregate": "harmonic"},
            "harmonic aggregation of 'test' cannot take these values",
        ),
    ],
)
def test_values_outside_a_methods_domain_are_named(spec: dict, message: str):
    given = data({"a": [-1, 2, 3], "b": [1, 2, 3]})
    with pytest.raises(DataError, match=re.escape(message)) as fault:
        scores(given, {"a": 1, "b": 1}, **spec)
    assert ("A", "a") in {(one.unit, one.indicator) for one in fault.value.faults}


@pytest.mark.parametrize(
    ("spec", "kind"),
    [({"normalise": {"dist2ref": "Z"}}, DataError), ({"aggregate": {"power_mean": 1e400}}, DefinitionError),
     ({"normalise": {"minmax": "wide"}}, DefinitionError), ({"weigh": {"budget": [1, 2, 3]}}, DataError)],
)  # fmt: skip
def test_a_wrong_option_is_an_error_of_the_library(spec: dict, kind: type[Exception]):
    with pytest.raises(kind):
        scores(ABC, {"a": 1, "b": 1}, **spec)


def test_a_method_that_loses_all_values_is_told_from_a_constant():
    register("normalise", "of_best")(lambda x: x / x.max(axis=-2, keepdims=True))
    try:
        frame = pd.DataFrame({"a": [1.0, 2.0, np.nan], "b": [1.0, 2.0, 3.0]}, index=list("xyz"))
        spec = {"id": "m", "normalise": "of_best", "tree": {"a": 1, "b": 1}}
        with pytest.warns(UserWarning, match="normalising left no value, so left out: a .*nanmax"):
            made = mp.definition(spec).apply(Dataset.from_frame(frame))
        assert (made.plan.emptied, made.plan.constant) == (("a",), ())
        assert "normalising left no value" in made.notes[0]
    finally:
        del METHODS["normalise"]["of_best"]
