"""The short ways up the tree give what the long way gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import MpindexWarning

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def plan(dataset: Dataset, tree: dict, **spec: Any) -> Plan:
    return Plan.compile(mp.definition({"id": "test", "tree": tree, **spec}), dataset)


FULL = data({"a": [1, 2, 3, 9], "b": [1, 4, 2, 3], "c": [7, 5, 3, 1]})


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


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", {"power_mean": 2}])
def test_one_mean_all_the_way_up_is_that_mean_of_the_leaves(aggregate: object):
    tree = {"x": {"weight": 3, "of": {"a": 2, "b": 1}}, "c": 1}
    one = plan(FULL, tree, normalise={"minmax": [1, 2]}, aggregate=aggregate)
    x, weights = one.stage("normalised"), np.random.default_rng(2).uniform(0.1, 1, (6, len(one.elements)))
    assert one.aggregation.one_mean is not None
    assert_allclose(one.scores(x, weights), one.aggregation.nodes.levels(x, weights).score, rtol=1e-12)


@pytest.mark.parametrize(
    "spec",
    [{"aggregate": "median"}, {"then": "rank"}, {"tree": {"x": {"aggregate": "geometric", "of": {"a": 1, "b": 1}}, "c": 1}},
     {"tree": {"x": {"aggregate": {"power_mean": 3}, "of": {"a": 1, "b": 1}}, "c": 1}, "aggregate": {"power_mean": 2}}],
)  # fmt: skip
def test_what_is_not_one_mean_goes_the_long_way(spec: dict):
    one = plan(FULL, **{"tree": {"a": 1, "b": 1, "c": 1}, "normalise": {"minmax": [1, 2]}, **spec})
    assert one.aggregation.one_mean is None


def test_the_matrix_product_gives_every_node():
    one = plan(FULL, {"x": {"weight": 3, "of": {"a": 2, "b": 1}}, "c": 1})
    x = one.stage("normalised")
    quick, slow = one.levels(x), one.aggregation.nodes.levels(x, one.weights)
    assert_allclose(quick.stacked(), slow.stacked(), rtol=1e-12)


@pytest.mark.parametrize("below", [0.5, 0.66])
def test_an_indicator_that_tells_nothing_is_missing_in_every_draw_too(below: float):
    """Half of the children tell nothing: whoever must have 66 % of them has no score, in a draw as in the index."""
    with pytest.warns(MpindexWarning, match="constant"):
        index = mp.definition({"id": "t", "tree": {"a": 1, "same": 1}, "missing": {"exclude": below}}).apply(
            data({"a": [1, 2, 3], "same": [5, 5, 5]})
        )
    one = index.plan
    drawn = one.scores(one.stage("normalised"), one.weights[None])
    assert_allclose(drawn[0], index.scores)
    assert np.isnan(drawn).all() == (below > 0.5)
