"""Every public question of the library has a verb, and every verb asks one."""

from __future__ import annotations

import inspect

import pytest

import mpindex as mp
from mpindex.cli.arguments import ARGUMENTS
from mpindex.cli.verbs import VERBS

#: Public names that ask nothing: they make, read, register or hold.
NO_QUESTIONS = {
    "Audit", "Dataset", "Definition", "Index", "__version__", "definition", "errors", "load", "plots", "read", "readers",
    "read_coin_tool", "register", "salib_problem", "schemas", "testing",
}  # fmt: skip


def test_every_public_question_has_a_verb():
    asked = {step for verb in VERBS.values() for step in verb.question.split(".")}
    assert set(mp.__all__) - asked - NO_QUESTIONS == set()


@pytest.mark.parametrize(
    "verb", [verb for verb in VERBS.values() if verb.question], ids=lambda verb: verb.name
)
def test_what_a_verb_takes_the_face_takes(verb):
    chain = {
        "definition": mp.definition,
        "apply": mp.Definition.apply,
        "explain": mp.Index.explain,
        "cite": mp.Definition.cite,
    }
    taken = {"definition"}
    for step in verb.question.split("."):
        function = getattr(mp, step, None) or chain[step]
        taken |= set(inspect.signature(function).parameters)
    keywords = {ARGUMENTS[name].keyword for name in verb.arguments} - {""}
    assert keywords <= taken
    assert not verb.data or "dataset" in taken or verb.name == "search"


def test_a_verb_without_a_question_is_check_alone():
    assert [verb.name for verb in VERBS.values() if not verb.question] == ["check"]


def test_every_verb_is_explained_in_one_line():
    assert all(verb.help and "\n" not in verb.help and not verb.help.endswith(".") for verb in VERBS.values())


def test_units_stand_by_place_or_definitions_do():
    for verb in VERBS.values():
        by_place = {
            ARGUMENTS[name].keyword for name in verb.arguments if not ARGUMENTS[name].flags[0].startswith("-")
        }
        assert not {"unit", "definition"} <= by_place, verb.name
