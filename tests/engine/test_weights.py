"""Weights count within their dimension, and may be found from the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.steps.registry import METHODS

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

    expected = METHODS["weigh"][method].function(one.stage("normalised"))
    assert_allclose(one.weights[:3] / one.weights[:3].sum(), expected / expected.sum())


def test_a_child_without_weight_is_not_missed():
    given = data({"a": [1, 2, 3], "b": [NAN, 1, 2]})
    assert_array_equal(scores(given, {"a": 1, "b": 0}, missing="exclude"), [0, 50, 100])


BY_NAME = {
    "fitted": ({"targets": {"c": 0.5, "a": 1, "b": 1}}, {"targets": [1, 1, 0.5]}),
    "budget": ({"points": {"b": 50, "c": 30, "a": 20}}, {"points": [20, 50, 30]}),
    "budget of two": ({"points": [{"b": 5, "c": 3, "a": 2}, {"a": 1, "b": 0, "c": 0}]}, {"points": [[2, 5, 3], [1, 0, 0]]}),
    "bwm": (
        {"best_to_others": {"a": 1, "c": 8, "b": 2}, "others_to_worst": {"c": 1, "b": 4, "a": 8}},
        {"best_to_others": [1, 2, 8], "others_to_worst": [8, 4, 1]},
    ),
    "ahp": (
        {"matrix": {"b": {"a": 0.5, "b": 1, "c": 2}, "a": {"a": 1, "b": 2, "c": 4}, "c": {"c": 1, "b": 0.5, "a": 0.25}}},
        {"matrix": [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BY_NAME)
def test_options_of_a_weighing_name_the_children_in_any_order(case: str):
    method, (named, listed) = case.split()[0], BY_NAME[case]
    values = data({"a": [1, 2, 3, 5, 9], "b": [10, 40, 20, 30, 25], "c": [7, 5, 3, 1, 8]})
    tree = {"a": 1, "b": 1, "c": 1}
    expected = plan(values, tree, weigh={method: listed}).weights
    assert_array_equal(plan(values, tree, weigh={method: named}).weights, expected)


def test_a_child_that_tells_nothing_may_be_named_all_the_same():
    values = data({"a": [1, 2, 3], "b": [10, 40, 20], "c": [NAN, NAN, NAN]})
    weights = plan(
        values, {"a": 1, "b": 1, "c": 1}, weigh={"budget": {"points": {"a": 1, "b": 3, "c": 4}}}
    ).weights
    assert_allclose(weights[:3], [0.25, 0.75, 0])


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ({"a": 1, "b": 1, "dd": 1}, r"weigh 'fitted' of 'test': it names 'dd', which is no child here. There are: a, b, c"),
        ({"a": 1, "b": 1}, "leaves out c: name each of them"),
    ],
)  # fmt: skip
def test_a_name_too_many_or_too_few_is_said(targets: dict[str, float], message: str):
    with pytest.raises(DefinitionError, match=message):
        _ = plan(ABC, {"a": 1, "b": 1, "c": 1}, weigh={"fitted": {"targets": targets}}).weights


@pytest.mark.each(
    "case",
    [
        (
            {"a": 1, "b": 1, "cc": 1},
            "it names 'cc', which is no child here. Did you mean 'c'? There are: a, b, c",
        ),
        ({"a": 1}, "it names some children and leaves out b, c: name each of them"),
    ],
)
def test_the_fault_of_a_name_is_said_with_the_step_and_the_node(case):
    targets, message = case
    with pytest.raises(DefinitionError) as caught:
        _ = plan(ABC, {"a": 1, "b": 1, "c": 1}, weigh={"fitted": {"targets": targets}}).weights
    assert str(caught.value) == f"mapping: weigh 'fitted' of 'test': {message}"


def test_weights_found_for_one_node_leave_the_given_ones_of_another():
    tree = {"x": {"weight": 2, "weigh": "equal", "of": {"a": 5, "b": 1}}, "c": 3}
    one = plan(ABC, tree, normalise={"minmax": [1, 100]})
    found = dict(zip(one.elements, one.weights, strict=True))
    assert found["a"] == found["b"] and (found["x"], found["c"]) == (2, 3)
