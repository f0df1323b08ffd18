"""The report is one file that needs no other and no script, and says what the library says."""

from __future__ import annotations

import re

import pytest

import mpindex as mp
from mpindex.errors import MpindexError, OptionError
from mpindex.pages.document import Page

from .conftest import CITY_CARD


@pytest.fixture(scope="module")
def kazakhstan() -> Page:
    return mp.report("KAZ", draws=200)


def test_the_page_refers_to_nothing_outside(kazakhstan) -> None:
    assert not re.search(r'(src|href)="(?!data:|#)', kazakhstan.html)
    assert "<script" not in kazakhstan.html
    assert "default-src 'none'" in kazakhstan.html


def test_a_page_on_one_of_195_states_is_under_a_megabyte_and_a_half(kazakhstan) -> None:
    assert len(kazakhstan.html.encode()) < 1_500_000


def test_the_page_has_a_language_a_title_and_a_date(kazakhstan) -> None:
    assert kazakhstan.html.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Kazakhstan among the powers</title>" in kazakhstan.html
    assert re.search(r"\d{1,2} \w+ 20\d\d · mpindex", kazakhstan.html)


def test_what_is_written_is_what_is_returned(tmp_path) -> None:
    page = mp.report("Kazakhstan", path=tmp_path / "KAZ.html", year=2015, definitions="wood", draws=50)
    assert page.path.read_text(encoding="utf-8") == page.html
    assert "as of 2015" in page.html


def test_the_same_seed_gives_the_same_page(kazakhstan) -> None:
    assert mp.report("Kazakhstan", draws=200).html == kazakhstan.html


def test_units_are_set_side_by_side(tmp_path) -> None:
    page = mp.report(["Turkey", "KAZ"], definitions=["wood", "cinc_open"], draws=50)
    assert page.title == "Türkiye and Kazakhstan, side by side"
    assert page.html.count('class="answers"') == 2


def test_an_index_of_ones_own_has_no_word_on_states(cities) -> None:
    html = mp.report("Almaty", CITY_CARD, cities, draws=50).html
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.S)
    assert not re.search(r"\b(states?|powers?|countr(y|ies)|Kazakhstan)\b", text)
    assert "Almaty ranks 2nd of 6" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "Atlantis"}, {"unit": 3}, {"unit": []}, {"unit": ["KAZ", "Atlantis"]}, {"year": "x"}, {"dataset": 3},
        {"definitions": []}, {"draws": 0}, {"seed": "x"}, {"unit": ["KAZ", "UZB", "KGZ", "TJK", "TKM"]},
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(wrong) -> None:
    with pytest.raises(MpindexError):
        mp.report(**{"unit": "KAZ", "definitions": "wood", "draws": 10, **wrong})


def test_a_place_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(OptionError, match="path: nothing can be written to"):
        mp.report("KAZ", definitions="wood", draws=10, path="no/such/folder/page.html")
