"""What a plan gives as pandas objects: levels, stages, weights, and what it was made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import UnknownUnit
from mpindex.steps import weigh

NAN = np.nan


UNITS = list("ABCDE")


FRAME = pd.DataFrame(
    {"a": [9.0, 6.0, 3.0, 3.0, NAN], "b": [4.0, NAN, 2.0, 2.0, NAN], "c": [1.0, 3.0, 0.0, 0.0, NAN]},
    index=UNITS,
)


DATA = Dataset.from_frame(FRAME, labels={"A": "Zeta", "C": "Beta", "D": "Alpha"})


TREE = {"x": {"weight": 3, "of": {"a": 2, "b": 1}}, "c": 1}


BANDS = [{"great": {"score": {"min": 5}}}, {"middle": {"score": {"min": 4}}}, {"small": {}}]


def index(data: Dataset = DATA, **spec: Any) -> mp.Index:
    given = {"id": "test", "normalise": "none", "missing": "available", "tree": TREE, "bands": BANDS}
    return mp.definition({**given, **spec}).apply(data)


def test_levels_stages_and_weights_show_the_whole_calculation():
    one = index()
    assert list(one.levels.columns) == ["x", "test"]
    assert_allclose(one.levels.loc["A"], [22 / 3, 5.75])
    assert list(one.steps) == ["raw", "denominated", "imputed", "treated", "normalised", "levels"]
    pd.testing.assert_frame_equal(one.stage("raw"), FRAME, check_names=False)
    assert one.weights["effective"].to_dict() == pytest.approx(
        {"a": 0.5, "b": 0.25, "c": 0.25, "x": 0.75, "test": 1}
    )
    assert one.weights["parent"].to_dict() == {"a": "x", "b": "x", "c": "test", "x": "test", "test": ""}


def test_an_unknown_stage_is_named_with_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'normalised'"):
        index().stage("normalized")


def test_a_unit_is_found_by_code_or_the_nearest_is_named():
    assert index().row("C") == 2
    with pytest.raises(UnknownUnit, match="there is no unit 'Z'"):
        index().explain("Z")


@pytest.mark.parametrize("name", ["capability", "rankings", "spi_style"])
def test_effective_weights_of_a_tree_are_shares_multiplied_down_to_it(name):
    plan = mp.definition(name).apply(mp.load()).plan
    assert_allclose(plan.effective_weights(), weigh.effective(plan.weights, plan.parent), rtol=1e-12)


@pytest.mark.parametrize(("best", "sign"), [("high", 1), ("low", -1)])
def test_directed_scores_are_better_the_higher(best: str, sign: int):
    one = index(best=best)
    assert one.sign == sign
    ranked = one.ranks.dropna().sort_values(kind="stable").index
    assert one.directed_scores[ranked].is_monotonic_decreasing


def test_indicators_have_the_titles_that_the_file_the_data_or_their_ids_give():
    data = Dataset.from_frame(FRAME, metadata={"b": {"name": "Beds"}})
    tree = {"a": {"title": "Arms"}, "b": 1, "rail_km": {"indicator": "d"}}
    one = index(data, tree=tree, derive={"d": {"ratio": ["a", "c"]}})
    assert [one.title_of(leaf) for leaf in one.plan.leaves] == ["Arms", "Beds", "rail km"]
