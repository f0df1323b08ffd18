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
from mpindex.uncertainty.runs.task import make_task

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


# nodes: weights found from the data, and what is done `then` with a result -----------------------------------------


@pytest.fixture(scope="module")
def two_years() -> Dataset:
    """Two indicators of three units in 2000 and in 2010."""
    values = {
        2000: {"a": [0.0, 4, 8], "b": [1.0, 2, 4]},
        2010: {"a": [2.0, 6, 10], "b": [5.0, 3, 9]},
    }
    rows = [
        (unit, name, year, value, "test")
        for year, columns in values.items()
        for name, column in columns.items()
        for unit, value in zip("ABC", column, strict=True)
    ]
    tidy = pd.DataFrame(rows, columns=["unit", "indicator", "year", "value", "source"])
    return Dataset.from_tidy(tidy, newest_year=2010, metadata={"a": {"window": 3}, "b": {"window": 3}})


PLAIN = {"normalise": "none", "learn": {"then": "panel", "weigh": "panel"}}


def test_what_is_done_then_is_learned_over_all_years_together(two_years: Dataset):
    # sums: 1, 6, 12 in 2000 and 7, 9, 19 in 2010, so that the range of both is 1 to 19
    options = {"aggregate": "sum", "then": "minmax", **PLAIN}
    np.testing.assert_allclose(
        scores(two_years, {"a": 1, "b": 1}, **options), np.array([6, 8, 18]) / 18 * 100
    )
    earlier = scores(two_years.at(2000), {"a": 1, "b": 1}, **options)
    np.testing.assert_allclose(earlier, np.array([0, 5, 11]) / 18 * 100)
    of_2000 = {**options, "learn": {"then": {"year": 2000}}}
    np.testing.assert_allclose(
        scores(two_years, {"a": 1, "b": 1}, **of_2000), np.array([6, 8, 18]) / 11 * 100
    )
    among = {**options, "learn": {"then": {"among": ["A", "B"]}}}
    np.testing.assert_allclose(scores(two_years, {"a": 1, "b": 1}, **among), [0, 100, 600])


def test_a_dimension_learns_of_dimensions_below_that_learn(two_years: Dataset):
    # the dimension is 100 (a / 10) over both years; with b it is 1, 42, 84 in 2000 and 25, 63, 109 in 2010
    tree = {"n": {"then": "minmax", "of": {"a": 1}}, "b": 1}
    ours = scores(two_years, tree, aggregate="sum", then="minmax", **PLAIN)
    np.testing.assert_allclose(ours, (np.array([25, 63, 109]) - 1) / 108 * 100)


def test_links_of_a_chain_learn_of_what_the_links_before_make(two_years: Dataset):
    # over the range of both years a is 0, 40, 80 and 20, 60, 100; then z over all six
    ours = scores(two_years, {"a": 1}, then=["minmax", "zscore"], **PLAIN)
    scaled = np.array([0, 40, 80, 20, 60, 100.0])
    np.testing.assert_allclose(ours, (scaled[3:] - scaled.mean()) / scaled.std(ddof=1))


def test_weights_are_found_over_all_years_together(two_years: Dataset):
    definition = mp.definition({"id": "i", "tree": {"a": 1, "b": 1}, "weigh": "standard_deviation", **PLAIN})
    spread = np.array([np.std([0, 4, 8, 2, 6, 10], ddof=1), np.std([1, 2, 4, 5, 3, 9], ddof=1)])
    for year in (2000, 2010):
        weights = definition.apply(two_years.at(year)).weights["weight"]
        np.testing.assert_allclose(weights[["a", "b"]], spread / spread.sum())
    own = definition.with_(learn="own").apply(two_years).weights["weight"]
    assert own["a"] != pytest.approx(spread[0] / spread.sum())


def test_learning_from_the_panel_reaches_all_steps(two_years: Dataset):
    tree, options = {"a": 1, "b": 1}, {"then": "zscore", "weigh": "standard_deviation"}
    every = dict.fromkeys(("treat", "normalise", "weigh", "then"), "panel")
    panel = scores(two_years, tree, learn="panel", **options)
    assert_array_equal(panel, scores(two_years, tree, learn=every, **options))
    assert (panel != scores(two_years, tree, learn={**every, "then": "own"}, **options)).all()


def test_every_draw_learns_under_its_own_weights(two_years: Dataset):
    tree = {"n": {"then": "minmax", "of": {"a": 1, "b": 1}}, "b2": {"indicator": "b"}}
    spec = {"id": "i", "tree": tree, **PLAIN}
    sets = [{"a": 1, "b": 3}, {"a": 2, "n": 4}]
    design = pd.DataFrame({"weights": [0, 1]})
    run = mp.robustness(spec, two_years, uncertainty={"weights": sets}, design=design, keep=True).runs[
        "score"
    ]
    for draw, weights in enumerate(sets):
        alone = mp.definition(spec).with_(weights=weights).apply(two_years).scores
        np.testing.assert_allclose(run.iloc[draw], alone)


def test_workers_get_the_figures_of_all_years(two_years: Dataset):
    vary = {"weights": {"spread": 0.2}}
    spec = {"id": "i", "tree": {"a": 1, "b": 1}, "then": "minmax", **PLAIN, "uncertainty": vary}
    task = make_task(spec, two_years, None, draws=4, seed=0)
    assert_array_equal(task.slim().run(range(1)).scores, task.run(range(1)).scores)


def test_groups_go_with_all_years_and_not_with_a_group(two_years: Dataset):
    options = {"then": {"share": ["A", "B"]}, **PLAIN}
    assert scores(two_years, {"a": 1}, **options)[0] == pytest.approx(2 / (0 + 4 + 2 + 6))
    with pytest.raises(DefinitionError, match="does not go with learn"):
        scores(two_years, {"a": 1}, **{**options, "learn": {"then": {"among": ["A", "C"]}}})
