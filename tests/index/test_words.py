"""An index in sentences, of all units and of one; nothing about powers where there are none."""

from __future__ import annotations

import mpindex as mp

CITIES = mp.read({"unit": ["Aa", "Bb", "Cc"], "x": [3, 2, None], "y": [1, 2, None]}, units="free")


def index(**spec) -> mp.Index:
    return mp.definition(
        {"id": "t", "title": "Halls", "missing": "available", "tree": {"x": 2, "y": 1}, **spec}
    ).apply(CITIES)


def test_all_units_are_counted_by_band():
    banded = index(bands=[{"high": {"rank": {"max": 1}}}, {"low": {}}])
    assert banded.in_words() == (
        "Halls: 2 of 3 units have a score; first are Aa and Bb. Bands: 1 high (50 %), 1 low (50 %)."
    )
    assert index().in_words() == "Halls: 2 of 3 units have a score; first are Aa and Bb."


def test_one_unit_stands_somewhere_for_reasons():
    assert (
        index().in_words("Aa")
        == "Aa ranks 1st of 2 by Halls. It is lifted most by x and held back most by y."
    )
    assert index().in_words("Cc") == "Cc has no score by Halls."


def test_the_base_rate_is_said_with_the_band():
    words = mp.definition("wood").apply().in_words("Kazakhstan")
    assert words.startswith("Kazakhstan ranks 49th of 195 by Middle powers by GDP rank (Wood): minor, as ")
    assert "% of all (" in words


def test_nobody_with_a_score_is_said():
    empty = mp.definition({"id": "t", "title": "Halls", "tree": {"x": 1}, "missing": "exclude"})
    assert empty.apply(CITIES.subset(units=["Cc"])).in_words() == "Halls gives no unit a score."
