"""The table of guesses leads to names that there are, from names that there are not."""

from __future__ import annotations

import re

import pytest

import mpindex as mp
from mpindex.answers.answer import Answer
from mpindex.answers.guesses import POINTERS
from mpindex.cli.verbs import VERBS

OWNERS = {"mpindex": mp, "mpindex.plots": mp.plots, "Dataset": mp.Dataset, "Definition": mp.Definition, "Index": mp.Index,
          "Answer": Answer}  # fmt: skip


def test_every_owner_is_known():
    assert set(POINTERS) == {*OWNERS, "command line"}


@pytest.mark.parametrize("owner", OWNERS)
def test_no_guess_is_a_name_that_there_is(owner):
    public = set(dir(OWNERS[owner]))
    assert [guess for guess in POINTERS[owner] if guess in public] == []


def test_no_guess_at_a_verb_is_a_verb():
    assert set(POINTERS["command line"]) & set(VERBS) == set()


@pytest.mark.parametrize("owner", OWNERS)
def test_what_a_guess_leads_to_is_there(owner):
    for text in set(POINTERS[owner].values()):
        for name in re.findall(r"mp\.(\w+)", text):
            assert hasattr(mp, name), text
        for name in re.findall(r"mp\.plots\.(\w+)", text):
            assert name in mp.plots.__all__, text
        for name in re.findall(r"(?:^|, |; |and |or )\.(\w+)", text):
            if owner != "mpindex":
                fields = getattr(OWNERS[owner], "__dataclass_fields__", {})
                assert hasattr(OWNERS[owner], name) or name in fields, text


def test_commands_that_a_guess_leads_to_are_there():
    for text in set(POINTERS["command line"].values()):
        words = set(re.findall(r"[a-z]+", re.sub(r"-\S+|\S+\.png", "", text)))
        assert words & set(VERBS) or "--help" in text or "-o FILE" in text, text
