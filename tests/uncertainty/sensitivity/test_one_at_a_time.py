"""One choice changed at a time: the table is what the changed definition says, and the words are what the table says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.uncertainty.runs.task import Task, make_task
from mpindex.uncertainty.sensitivity.one_at_a_time import changes, one_at_a_time


@pytest.fixture(scope="module")
def cinc() -> Task:
    return make_task("cinc", None, {}, draws=1, seed=1)


def test_counting_missing_as_zero_moves_kazakhstan_from_53rd_to_49th(cinc):
    table = one_at_a_time(cinc, "KAZ")
    assert table.attrs["rank"] == 53
    row = table.loc[("missing", "zero")]
    assert (row["rank"], row["change"]) == (49, -4)
    words = changes(table, cinc).set_index("choice")
    assert words.loc["counting missing values as zero", "rank"] == "from 53rd to 49th"


def test_each_listed_alternative_is_the_definition_changed_by_hand(cinc):
    table = one_at_a_time(cinc, "KAZ")
    changed = mp.definition("cinc").with_(missing="zero").apply(mp.load())
    row = table.loc[("missing", "zero")]
    assert (row["rank"], row["band"]) == (changed.ranks["KAZ"], changed.bands["KAZ"])
    assert row["score"] == pytest.approx(changed.scores["KAZ"])


def test_what_moves_nothing_is_not_told_and_the_largest_move_comes_first(cinc):
    table = one_at_a_time(cinc, "KAZ")
    words = changes(table, cinc)
    moved = (table["change"] != 0) | (table["band"] != table.attrs["band"])
    assert len(words) == moved.sum() < len(table)
    assert words.iloc[0]["rank"] == "from 53rd to 46th"


def test_weights_are_shown_by_the_ends_of_what_they_do_alone(cinc):
    ranks = one_at_a_time(cinc, "KAZ").loc["weights", "rank"]
    assert list(ranks.index) == ["best of 20 draws", "worst of 20 draws"]
    assert ranks.iloc[0] < 53 < ranks.iloc[1]


def test_a_unit_without_a_score_has_changes_to_no_score_and_back():
    figures = {"gdp": [np.nan, 2.0, 3.0], "population": [2.0, 3.0, 1.0]}
    world = mp.Dataset.from_frame(pd.DataFrame(figures, index=["KAZ", "UZB", "TUR"]))
    spec = {"id": "gap", "normalise": "none", "missing": "exclude", "tree": {"gdp": 1, "population": 1}}
    task = make_task(spec, world, {}, draws=1, seed=1, uncertainty={"missing": ["exclude", "available"]})
    table = one_at_a_time(task, "KAZ")
    assert table.attrs == {"rank": None, "band": "no score"}
    assert changes(table, task)["rank"].tolist() == ["from no score to 2nd"]


def test_where_no_choice_moves_a_unit_nothing_is_told():
    wood = make_task("wood", None, {}, draws=1, seed=1)
    table = one_at_a_time(wood, "TUR")
    assert (table["rank"] == 16).all() and (table["band"] == "middle").all()
    assert changes(table, wood).empty
