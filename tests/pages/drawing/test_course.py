"""The course shows ranks by year, best on top, broken and hollow where figures lack."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest

import mpindex as mp
from mpindex.pages.drawing.course import course
from mpindex.wording import ordinal


@pytest.fixture(scope="module")
def rise():
    return mp.trajectory("KAZ", "cinc_open", range(2000, 2011), peers=["UZB", "RUS"], basket="set")


def test_every_line_is_named_at_its_end(rise) -> None:
    drawn = course(rise, ["KAZ"], {})
    for name in ("Kazakhstan", "Uzbekistan", "Russia"):
        assert drawn.count(f">{name}</text>") == 2
    assert drawn.count('<path class="course peer"') == 4


def test_each_year_has_a_mark_of_the_unit(rise) -> None:
    marks = re.findall(r'<path class="dots" d="([^"]*)"', course(rise, ["KAZ"], {}))
    assert [path.count("h0") for path in marks] == [rise.ranks["KAZ"].notna().sum()] * 2


def test_a_better_rank_stands_higher(rise) -> None:
    drawn = course(rise, ["KAZ"], {}).split("<svg")[1]
    path = re.search(r'class="dots" d="([^"]*)"', drawn)[1]
    steps = [float(re.findall(r"-?[\d.]+", step)[1]) for step in path.split("h0")[:-1]]
    heights = list(accumulate(steps))
    ranks = list(rise.ranks["KAZ"].dropna())
    order = sorted(range(len(ranks)), key=lambda i: ranks[i])
    assert sorted(heights) == pytest.approx([heights[i] for i in order])


def test_letters_stand_at_the_years_that_have_one(rise) -> None:
    drawn = course(rise, ["KAZ"], {2003: "a", 1950: "z"})
    assert drawn.count('class="letter"') == 2
    assert ">a</text>" in drawn


def test_the_text_says_first_last_and_best(rise) -> None:
    ranks = rise.ranks["KAZ"].astype(int)
    text = course(rise, ["KAZ"], {})
    ends = f"Kazakhstan: {ordinal(ranks[2000])} in 2000, {ordinal(ranks[2010])} in 2010"
    assert f"{ends}, best {ordinal(ranks.min())} in {ranks.idxmin()}." in text
