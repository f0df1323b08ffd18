"""Missing children follow the declared rule, node by node; a result may be normalised before it goes up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.steps.registry import METHODS

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})


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


def test_then_normalises_the_result_of_a_node_and_may_be_a_chain():
    assert_array_equal(scores(ABC, {"a": 1}, normalise="none", then="minmax"), [0, 25, 50, 100])
    assert_allclose(
        scores(ABC, {"a": 1}, normalise="none", then=["rank", "minmax"]), [0, 100 / 3, 200 / 3, 100]
    )
    inner = {"x": {"then": "rank", "of": {"a": 1, "b": 1}}, "c": 1}
    assert_array_equal(
        scores(ABC, inner, normalise="none"), [(1 + 7) / 2, (4 + 5) / 2, (2 + 3) / 2, (3 + 1) / 2]
    )


def test_identical_units_tie():
    given = data({"a": [1, 3, 3, 0.1], "b": [2, 0.7, 0.7, 9]})
    index = mp.definition({"id": "t", "tree": {"a": 0.1, "b": 0.7}, "normalise": "zscore"}).apply(given)
    assert index.ranks["B"] == index.ranks["C"]


def test_what_is_optional_and_absent_is_not_missing():
    """Of a, b and an optional d that the data lack, C has a: half of what is there, and a third of what could be."""
    half = {"exclude": 0.5}
    optional = {"a": 1, "b": 1, "d": {"optional": True}}
    assert scores(GAPS, optional, normalise="none", missing=half)[2] == 4
    nested = {"a": 1, "b": 1, "more": {"of": {"d": {"optional": True}, "e": {"optional": True}}}}
    assert scores(GAPS, nested, normalise="none", missing=half)[2] == 4


def test_exclude_counts_children_whatever_their_weights():
    """C lacks b, which weighs nine tenths, and has a: half of the children."""
    assert scores(GAPS, {"a": 1, "b": 9}, normalise="none", missing={"exclude": 0.5})[2] == 4


PASSED_ON = sorted(
    name
    for name, method in METHODS["aggregate"].items()
    if "idempotence" in method.keeps and method.refuses is None
)


@pytest.mark.parametrize("name", PASSED_ON)
def test_a_mean_of_one_child_is_that_child(name):
    """So a node with one child passes it on: no formula is written twice."""
    method = METHODS["aggregate"][name]
    x = np.array([[3.0], [NAN], [7.5], [-1.0]])
    for weight in (0.2, 1.0):
        assert_allclose(method.function(x, np.array([weight]), **method.example), x[:, 0], rtol=1e-14)
    assert np.isnan(method.function(x, np.array([0.0]), **method.example)).all()


@pytest.mark.parametrize("rule", ["available", "zero", "exclude"])
def test_a_node_with_one_child_is_that_child(rule):
    alone = data({"a": [1, 2, NAN, 5], "b": [4, 3, 2, 1]})
    tree = {"x": {"of": {"a": 3}}, "b": 1}
    nested = scores(alone, tree, normalise="none", missing=rule)
    assert_allclose(nested, scores(alone, {"a": 1, "b": 1}, normalise="none", missing=rule))
