"""Indicators that tell nothing are left out and named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, MpindexWarning
from mpindex.steps.registry import METHODS, register

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


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


def test_a_method_that_loses_all_values_is_told_from_a_constant():
    register("normalise", "of_best")(lambda x: x / x.max(axis=-2, keepdims=True))
    try:
        frame = pd.DataFrame({"a": [1.0, 2.0, np.nan], "b": [1.0, 2.0, 3.0]}, index=list("xyz"))
        spec = {"id": "m", "normalise": "of_best", "tree": {"a": 1, "b": 1}}
        with pytest.warns(MpindexWarning, match="normalising left no value, so left out: a .*nanmax"):
            made = mp.definition(spec).apply(Dataset.from_frame(frame))
        assert (made.plan.information.emptied, made.plan.information.constant) == (("a",), ())
        assert "normalising left no value" in made.notes[0]
    finally:
        del METHODS["normalise"]["of_best"]


def test_the_warning_points_at_the_line_that_applied_the_definition():
    with pytest.warns(MpindexWarning, match="t: constant for all units") as warned:
        mp.definition({"id": "t", "tree": {"a": 1, "same": 1}}).apply(data({"a": [1, 2], "same": [5, 5]}))
    assert warned[0].filename == __file__


def test_a_reference_that_is_the_lowest_is_named_as_the_cause() -> None:
    data = Dataset.from_frame(pd.DataFrame({"a": [3.0, 4.0, 1.0], "b": [2.0, 5.0, 1.0]}, index=list("ABC")))
    spec = {"id": "x", "normalise": {"dist2ref": {"unit": "C"}}, "tree": {"a": 1, "b": 1}}
    with pytest.warns(
        MpindexWarning, match="nothing to divide by: is the unit or the bound that it refers to the lowest"
    ):
        mp.definition(spec).apply(data)


@pytest.mark.parametrize("value", [1e308, -1e301, np.inf])
def test_figures_too_large_to_be_added_are_refused_by_unit_and_indicator(value: float) -> None:
    data = Dataset.from_frame(pd.DataFrame({"a": [3.0, value, 1.0]}, index=list("ABC")))
    with pytest.raises(DataError, match="must be finite and at most") as fault:
        mp.definition({"id": "x", "tree": {"a": 1}}).apply(data)
    assert [(item.unit, item.indicator) for item in fault.value.faults] == [("B", "a")]


def test_why_an_indicator_is_left_out_is_said_in_full_and_each_reason_once():
    register("normalise", "of_best")(lambda x: x / x.max(axis=-2, keepdims=True))
    try:
        spec = {"id": "m", "normalise": "of_best", "tree": {"a": 1, "b": 1, "c": 1}}
        frame = pd.DataFrame(
            {"a": [1.0, 2.0, NAN], "b": [NAN, 2.0, 1.0], "c": [1.0, 2.0, 3.0]}, index=list("xyz")
        )
        with pytest.warns(MpindexWarning):
            made = mp.definition(spec).apply(Dataset.from_frame(frame))
        assert made.plan.information.left_out() == [
            "normalising left no value, so left out: a, b (its method must skip missing values, as np.nanmax does)"
        ]
    finally:
        del METHODS["normalise"]["of_best"]
    with pytest.warns(MpindexWarning):
        made = mp.definition({"id": "t", "tree": {"a": 1, "same": 1, "too": 1}}).apply(
            data({"a": [1, 2], "same": [5, 5], "too": [7, 7]})
        )
    assert made.plan.information.left_out() == [
        "constant for all units, so without information and left out: same, too"
    ]
