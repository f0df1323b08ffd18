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
