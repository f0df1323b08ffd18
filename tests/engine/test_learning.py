"""Where parameters are learned: the data themselves, some units, another year, all years."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, DefinitionError

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})


@pytest.fixture(scope="module")
def panel() -> Dataset:
    rows = [("A", 2000, 0.0), ("B", 2000, 10.0), ("A", 2010, 5.0), ("B", 2010, 20.0)]
    tidy = pd.DataFrame(
        [(u, "a", y, v, "test") for u, y, v in rows], columns=["unit", "indicator", "year", "value", "source"]
    )
    return Dataset.from_tidy(tidy, newest_year=2010, metadata={"a": {"window": 3}})


def test_parameters_may_be_learned_among_some_units():
    assert_array_equal(scores(ABC, {"a": 1}, learn={"among": ["A", "C"]}), [0, 50, 100, 200])


def test_goalposts_may_be_frozen_from_another_year(panel: Dataset):
    assert_array_equal(scores(panel, {"a": 1}), [0, 100])
    assert_array_equal(scores(panel, {"a": 1}, learn={"year": 2000}), [50, 200])


def test_goalposts_may_be_those_of_all_years_together(panel: Dataset):
    assert_array_equal(scores(panel, {"a": 1}, learn="panel"), [25, 100])
    assert_array_equal(scores(panel.at(2000), {"a": 1}, learn="panel"), [0, 50])


def test_learning_may_be_said_of_a_leaf():
    assert_array_equal(scores(ABC, {"a": {"learn": {"among": ["A", "C"]}}}), [0, 50, 100, 200])


def test_learning_must_be_the_same_for_all_indicators():
    with pytest.raises(DefinitionError, match="mapping: 'learn' must be the same for all indicators"):
        scores(ABC, {"a": {"learn": "panel"}, "b": 1})


def test_treatment_and_normalisation_may_learn_from_different_things(panel: Dataset):
    both = {"treat": {"clip": [0, 0.5]}, "normalise": "minmax"}
    # the median of 5 and 20 caps 20 at 12.5; the range learned is that of 2000, 0 to 10 clipped at its own 5
    found = scores(panel, {"a": 1}, learn={"treat": "own", "normalise": {"year": 2000}}, **both)
    assert_array_equal(found, [100, 250])


def test_another_year_of_which_nothing_is_known_is_an_error_of_the_library(panel: Dataset):
    with pytest.raises(DataError, match="no value is fresh as of 1950"):
        scores(panel, {"a": 1}, learn={"year": 1950})
