"""The page needs no other file, cites every figure, and is written where it is asked for or not at all."""

from __future__ import annotations

import re

import pytest

import mpindex as mp
from mpindex.analysis.where import where
from mpindex.errors import MpindexError, OptionError
from mpindex.pages.report import page, report, write


@pytest.fixture(scope="module")
def kazakhstan():
    return where("KAZ")


@pytest.fixture(scope="module")
def text(kazakhstan) -> str:
    return page(kazakhstan)


def test_the_page_needs_no_other_file(text) -> None:
    assert text.count("data:image/png;base64,") == 2
    assert not re.search(r'(src|href)="(?!data:)', text)


def test_the_page_holds_the_answer(kazakhstan, text) -> None:
    assert kazakhstan.html() in text


def test_the_page_cites_every_figure(kazakhstan, text) -> None:
    for standing in kazakhstan.standings.values():
        for name in standing.index.definition.indicators:
            assert f"  {name}: " in text


def test_what_is_written_is_what_is_returned(tmp_path) -> None:
    path = tmp_path / "KAZ.html"
    text = mp.report("Kazakhstan", path=path, year=2015, definitions="wood")
    assert path.read_text(encoding="utf-8") == text
    assert "As of 2015" in text


@pytest.mark.parametrize("path", ["", 3, "no/such/folder/page.html", "bad\0name.html"])
def test_a_place_that_cannot_be_written_to_is_named(path) -> None:
    with pytest.raises(OptionError, match="path: the page cannot be written to"):
        write("<p>", path)


@pytest.mark.parametrize(
    "wrong", [{"unit": "Atlantis"}, {"unit": 3}, {"year": "x"}, {"dataset": 3}, {"definitions": []}]
)
def test_wrong_arguments_are_those_of_where(wrong) -> None:
    with pytest.raises(MpindexError):
        report(**{"unit": "KAZ", "definitions": "wood", **wrong})
