"""Every word that the grammar accepts is explained, and no other."""

from __future__ import annotations

import pytest

from mpindex import grammar as g
from mpindex.grammar import descriptions as words
from mpindex.grammar import option_descriptions
from mpindex.grammar.model import FORMS

#: What stands in the file beside the keys of the top: in a dimension, and in an indicator.
INNER = {"of", "weight", "optional", "indicator", "not"}


def test_every_key_is_explained_and_no_other():
    assert set(words.KEYS) == {*g.TOP, *INNER}


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (words.FIDELITIES, g.FIDELITIES),
        (words.IMITATES, g.IMITATES),
        (words.GREAT_POWERS, g.GREAT_POWERS),
        (words.MISSING, g.MISSING_RULES),
        (words.FORMS, FORMS),
    ],
)
def test_every_choice_is_explained_and_no_other(texts, known):
    assert set(texts) == set(known)


def test_texts_are_whole_sentences():
    groups = [
        value
        for module in (words, option_descriptions)
        for name, value in vars(module).items()
        if name.isupper()
    ]
    for text in (text for group in groups for text in group.values()):
        assert text[0].isupper() or text.startswith(("1:", "true:")), text
        assert text.endswith("."), text
