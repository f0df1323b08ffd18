"""A verb asks the face, and gives each function what it takes."""

from __future__ import annotations

import mpindex as mp
from mpindex.cli.asking import answers
from mpindex.cli.parser import parse
from mpindex.cli.verbs import VERBS


def asked(*call: str):
    options = parse(call)
    return answers(VERBS[options.verb], options)


def test_a_chain_hands_its_answer_on():
    (explained,) = asked("explain", "KAZ", "-d", "wood")
    assert explained.equals(mp.definition("wood").apply(mp.load()).explain("KAZ"))


def test_several_units_are_asked_one_by_one_and_each_once():
    assert [answer.unit for answer in asked("where", "KAZ", "UZB", "KAZ", "-d", "wood")] == ["KAZ", "UZB"]


def test_what_was_not_given_is_left_to_the_library():
    (answer,) = asked("where", "KAZ")
    assert list(answer.standings) == list(mp.where("KAZ").standings)


def test_parameters_reach_the_definition():
    (index,) = asked("rank", "regional", "--set", "region=SCO")
    assert index.parameters["region"] == "SCO"


def test_words_are_one_text():
    (found,) = asked("search", "spending", "military")
    assert found.words == "spending military"


def test_the_year_and_the_table_make_the_dataset():
    (index,) = asked("rank", "wood", "--year", "2005")
    assert index.dataset.year == 2005
