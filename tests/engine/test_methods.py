"""Methods run on the columns that declare them, in chains too, with the direction that the definition says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.methods import alike, runs
from mpindex.errors import DefinitionError
from mpindex.grammar.model import Call
from mpindex.steps.registry import METHODS, register

NAN = np.nan

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})


def test_a_chain_normalises_one_after_the_other():
    shares = np.log(np.array([1, 2, 3, 5]) / 11)
    expected = 100 * (shares - shares[0]) / (shares[-1] - shares[0])
    assert_allclose(scores(ABC, {"a": 1}, normalise=["log_share", "minmax"]), expected)


def test_a_chain_turns_an_indicator_round_once():
    tree = {"a": {"direction": -1}}
    assert_allclose(scores(ABC, tree, normalise=["minmax", "minmax"]), [100, 75, 50, 0])


def test_the_file_has_the_last_word_on_direction():
    less = data({"a": [1, 2, 3]}, a={"direction": -1})
    assert_array_equal(scores(less, {"a": 1}), [100, 50, 0])
    assert_array_equal(scores(less, {"a": {"direction": 1}}), [0, 50, 100])


def test_a_method_is_called_once_for_all_columns_that_share_it():
    seen = []

    def count(x):
        seen.append(x.shape)
        return x

    register("normalise", "count")(count)
    try:
        scores(ABC, {"a": 1, "b": {"normalise": "rank"}, "c": 1}, normalise="count")
    finally:
        del METHODS["normalise"]["count"]
    assert seen == [(4, 2)]


def test_columns_are_grouped_by_call_in_order_of_appearance():
    rank, share = Call("rank"), Call("share")
    groups = alike([share, rank, rank, share])
    assert [(call.name, places.tolist()) for call, places in groups] == [("share", [0, 3]), ("rank", [1, 2])]
    assert runs([]) == ()


def test_a_gap_is_filled_along_the_years_of_a_plain_indicator_only():
    rows = [("A", 2018, 1.0), ("A", 2020, 3.0), ("B", 2018, 5.0), ("B", 2019, 7.0)]
    tidy = pd.DataFrame(
        [(u, "a", y, v, "test") for u, y, v in rows], columns=["unit", "indicator", "year", "value", "source"]
    )
    panel = Dataset.from_tidy(tidy, newest_year=2020, metadata={"a": {"window": 0}})
    assert_array_equal(scores(panel, {"a": 1}, impute="latest", normalise="none"), [3, 7])
    assert_array_equal(scores(panel, {"a": 1}, impute={"latest": 0}, normalise="none"), [3, NAN])
    with pytest.raises(
        DefinitionError, match="impute 'latest' looks along the years of a plain indicator; 'd' is"
    ):
        scores(panel, {"d": 1}, derive={"d": {"share": "a"}}, impute="latest")


def test_a_group_is_who_is_filled_from_and_who_is_measured_against():
    frame = pd.DataFrame({"unit": list("abcd"), "x": [1.0, 3.0, NAN, 50.0]})
    groups = pd.DataFrame({"unit": list("abcd"), "group": ["near", "near", "near", "far"]})
    grouped = mp.read(frame, units="free", year=2020, groups=groups)
    filled = scores(grouped, {"x": 1}, normalise="none", impute={"mean": {"among": "near"}})
    assert_array_equal(filled, [1, 3, 2, 50])
    measured = scores(grouped, {"x": 1}, normalise={"zscore": {"among": "near"}})
    assert measured[1] > measured[0] and np.isnan(measured[[2, 3]]).all()
