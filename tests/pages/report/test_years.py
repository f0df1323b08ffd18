"""Through the years: the course in words and the marks of what entered or left."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.pages.report.years import Years, years
from mpindex.pages.study import Study

from .conftest import CITY_CARD


@pytest.fixture(scope="module")
def course(study) -> Years:
    return years(study, ["KAZ"])


def test_the_sentence_and_the_table_are_those_of_the_trajectory(study, course) -> None:
    rise, _ = study.trajectory(["KAZ"])
    ranks = rise.ranks["KAZ"].dropna().astype(int)
    assert course.sentence.startswith(f"Kazakhstan ranked {ranks.iloc[0]} of ")
    assert f"best {ranks.min()} in {ranks.idxmin()}" in course.sentence
    assert [row[1] for row in course.table.rows] == [str(rank) for rank in ranks]


def test_each_mark_is_a_figure_that_enters_or_leaves_by_name(course) -> None:
    letters = [letter for letter, _, _ in course.marks]
    assert letters == list("abcdefgh")[: len(letters)]
    assert letters
    for _, _, text in course.marks:
        assert "enters" in text or "leaves" in text
        assert "milex" not in text


def test_the_basket_is_named(course) -> None:
    assert "GDP at market exchange rates" in course.remarks[0]


def test_two_states_have_a_sentence_each(study) -> None:
    sentence = years(study, ["KAZ", "UZB"]).sentence
    assert "Kazakhstan ranked" in sentence and "Uzbekistan ranked" in sentence


def test_a_table_of_one_year_says_why_there_is_no_course(cities) -> None:
    answer = mp.where("Almaty", CITY_CARD, cities)
    found = years(Study(cities, answer.indexes, 10, 0), ["Almaty"])
    assert (found.sentence, found.drawing) == ("The table has figures of 1 year alone.", "")
