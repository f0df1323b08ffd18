"""A study asks each definition once and answers for any unit as `where` and `verdict` do."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.pages.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    answer = mp.where("KAZ", definitions=["wood", "cinc_open"])
    return Study(answer.dataset, answer.indexes, 100, 1)


def test_it_answers_as_where_does(study) -> None:
    assert study.where("UZB").table.equals(mp.where("UZB", definitions=["wood", "cinc_open"]).table)


def test_it_is_as_sure_as_verdict_is(study) -> None:
    wanted = mp.verdict("UZB", definitions=["wood", "cinc_open"], draws=100, seed=1).matrix
    assert study.verdict(study.where("UZB")).matrix.equals(wanted)


def test_the_main_definition_is_the_first_that_scores_anybody(study) -> None:
    assert study.main == "wood"


def test_years_of_countries_begin_when_their_world_did(study) -> None:
    rise, reason = study.trajectory(["KAZ"])
    assert (rise.ranks.index[0], rise.ranks.index[-1], reason) == (1992, study.dataset.reference_year, "")
    assert len(rise.peers) == 4


def test_a_table_of_one_year_has_no_course() -> None:
    table = mp.Dataset.from_frame(mp.load().frame[["gdp"]].dropna())
    index = mp.definition({"id": "a", "tree": {"gdp": 1}}).apply(table)
    assert Study(table, {"a": index}, 10, 0).trajectory(["KAZ"]) == (
        None,
        "The table has figures of 1 year alone.",
    )


def test_units_that_are_no_states_have_no_map_unless_shapes_are_given() -> None:
    table = mp.Dataset.from_frame(mp.load().frame[["gdp"]].dropna())
    index = mp.definition({"id": "a", "tree": {"gdp": 1}}).apply(table)
    assert Study(table, {"a": index}, 10, 0).shapes == {}
    assert Study(table, {"a": index}, 10, 0).noun == "units"
