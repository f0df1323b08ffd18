"""One word is found under every spelling that people use."""

from __future__ import annotations

import pytest

from mpindex.analysis.search.words import known_words, likeness, stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"), ("labour", "labor"), ("neighbours", "neighbor"), ("normalise", "normalize"),
        ("normalisation", "normalization"), ("centres", "center"), ("programme", "program"), ("armies", "army"),
        ("indices", "indices"), ("exports", "export"), ("taxes", "tax"), ("weighing", "weigh"), ("travelled", "traveled"),
        ("licences", "license"), ("classes", "class"),
    ],
)  # fmt: skip
def test_two_spellings_are_one_word(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("gas", "gap"), ("census", "cense"), ("press", "presence"), ("rate", "rat")]
)
def test_two_words_stay_two(one, other):
    assert stem(one) != stem(other)


def test_signs_capitals_and_accents_make_no_difference():
    assert tokens("GDP_PPP") == tokens("gdp-ppp") == ("gdp", "ppp")
    assert tokens("Türkiye") == tokens("turkiye")


def test_several_words_that_are_one_thing_become_one():
    assert tokens("Gross Domestic Product") == ("gdp",)
    assert tokens("middle powers") == tokens("Middle power")


def test_words_that_tell_nothing_are_left_out():
    assert tokens("the size of the army") == ("army",)


def test_what_means_the_same_is_alike_but_less_than_the_same():
    assert 0 < likeness("expenditur", "spend") < likeness("spend", "spend")
    assert likeness("steel", "vote") == 0


def test_a_beginning_of_four_letters_is_enough_and_of_three_is_not():
    assert likeness("diplom", "diplomat") > 0
    assert likeness("dip", "diplomat") == 0


def test_a_synonym_is_found_under_either_spelling():
    assert stem("defence") in known_words()
    assert likeness(stem("defense"), stem("military")) == likeness(stem("defence"), stem("military")) > 0
