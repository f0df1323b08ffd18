"""The steps before aggregation run in order, each leaf by the setting nearest to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DataError, DefinitionError

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


def test_a_screened_unit_has_no_score_and_does_not_count():
    given = data({"a": [1, 2, 3], "b": [NAN, 1, 4], "c": [NAN, 1, 2]})
    found = scores(given, {"a": 1, "b": 1, "c": 1}, screen={"availability": 0.5}, missing="available")
    assert_array_equal(found, [NAN, 0, 100])


def test_a_screen_knows_its_units():
    with pytest.raises(DefinitionError, match="no such unit: 'Z'"):
        scores(ABC, {"a": 1}, screen={"none": {"exclude": ["Z"]}})


@pytest.mark.each(
    "case",
    [(1e308, "must be finite and at most 1e+300 in size"), (1e-308, "must be 0 or at least 1e-300 in size")],
)
def test_figures_out_of_reach_are_refused_by_size(case):
    value, rule = case
    frame = pd.DataFrame({"a": [3.0, value, 1.0]}, index=list("ABC"))
    with pytest.raises(DataError) as caught:
        mp.definition({"id": "x", "tree": {"a": 1}}).apply(mp.Dataset.from_frame(frame))
    (fault,) = caught.value.faults
    assert (fault.unit, fault.indicator, fault.rule) == ("B", "a", rule)
