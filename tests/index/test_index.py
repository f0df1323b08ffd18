"""What an Index hands out: tables, weights, explanations, gaps to the next band; and what it says about itself."""

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


def test_the_table_has_one_row_for_each_unit_best_first():
    table = index().table
    assert list(table.columns) == [
        "name",
        "score",
        "rank",
        "position",
        "band",
        "next_band",
        "gap",
        "coverage",
    ]
    assert list(table.index) == ["A", "B", "D", "C", "E"]  # ties by name, the unscored last
    assert table["rank"].tolist()[:4] == [1, 2, 3, 3]
    assert table["rank"].isna().tolist() == [False] * 4 + [True]
    # A: 3/4 (18 + 4)/3 + 1/4; B: 3/4 of 6, 1/4 of 3
    assert_allclose(table["score"], [5.75, 5.25, 2, 2, NAN])
    assert_allclose(table["position"], [0.125, 0.375, 0.625, 0.625, NAN])
    assert_allclose(table["coverage"], [1, 0.75, 1, 1, 0])


def test_the_gap_is_to_the_lowest_of_the_next_better_band():
    table = index().table
    assert table.loc["A", ["next_band", "gap"]].isna().all()
    assert table.loc["C", "next_band"] == "great"  # nobody is in the middle
    assert table.loc["C", "gap"] == 3.25


def test_a_gap_is_negative_where_another_condition_keeps_a_unit_out():
    bands = [{"in": {"score": {"min": 1}, "c": {"max": 1}}}]
    table = index(bands=bands).table
    assert table.loc["B", "band"] == "unclassified"
    assert table.loc["B", "next_band"] == "in"
    assert table.loc["B", "gap"] == pytest.approx(2 - 5.25)


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


@pytest.mark.parametrize("missing", ["available", "zero", "exclude", {"exclude": 0.5}])
@pytest.mark.parametrize("unit", UNITS)
def test_contributions_sum_to_the_score(missing: object, unit: str):
    one = index(missing=missing)
    score = one.scores[unit]
    if np.isfinite(score):
        assert one.explain(unit)["contribution"].sum() == pytest.approx(score)


def test_an_explanation_is_worked_by_hand():
    found = index().explain("B").sort_index()
    assert_allclose(found["weight"], [0.75, 0, 0.25])
    assert_allclose(found["contribution"], [4.5, NAN, 0.75])
    # medians: a 4.5, c 0.5
    assert_allclose(found["effect"], [0.75 * 1.5, NAN, 0.25 * 2.5])
    assert found["rank"].tolist()[0] == 2
    assert found["dimension"].tolist() == ["x", "x", "test"]


def test_there_are_no_contributions_where_scores_are_not_sums():
    assert index(aggregate="median").explain("A")["contribution"].isna().all()
    assert index(then="rank").explain("A")["contribution"].isna().all()
    assert index(aggregate="median").explain("A")["effect"].notna().all()


def test_what_lifts_stands_first_whichever_end_is_best():
    assert index().explain("A").index[-1] != "a"
    low = index(best="low").explain("A")
    assert low["effect"].dropna().is_monotonic_increasing


def test_units_around_a_unit():
    one = index()
    assert one.around("B", 3) == ["A", "B", "D"]
    assert one.around("A", 3) == ["A", "B", "D"]
    assert one.around("C", 3) == ["B", "D", "C"]
    assert one.around("E") == []
    assert one.around("A", 99) == ["A", "B", "D", "C"]


def test_a_unit_is_found_by_code_or_the_nearest_is_named():
    assert index().row("C") == 2
    with pytest.raises(UnknownUnit, match="there is no unit 'Z'"):
        index().explain("Z")


def test_a_country_is_found_by_name():
    world = mp.definition("wood").apply(mp.load())
    assert world.explain("Kazakhstan").equals(world.explain("KAZ"))


def test_an_index_knows_what_it_was_made_from():
    definition = mp.definition(
        {"id": "t", "parameters": {"how": "rank"}, "normalise": "$how", "tree": {"a": 1}}
    )
    one = definition.apply(DATA, how="minmax")
    assert one.definition is definition
    assert one.dataset is DATA
    assert one.parameters == {"how": "minmax"}
    assert one.version == mp.__version__


def test_it_prints_how_many_are_scored():
    assert "4 of 5 units scored" in repr(index())
    assert "4 of 5 units scored" in index()._repr_html_()


@pytest.mark.parametrize("name", ["capability", "rankings", "spi_style"])
def test_effective_weights_of_a_tree_are_shares_multiplied_down_to_it(name):
    plan = mp.definition(name).apply(mp.load()).plan
    assert_allclose(plan.effective_weights(), weigh.effective(plan.weights, plan.parent), rtol=1e-12)
