"""What a definition says of itself has its usual values where it says nothing."""

from __future__ import annotations

import mpindex as mp
from mpindex.grammar.model import GREAT_BY_RULE

SPEC = {"id": "mine", "tree": {"gdp": 1}, "bands": [{"top": {"rank": [1, 3]}}, {"middle": {}}]}


def test_what_is_not_said_has_its_usual_value():
    mine = mp.definition(SPEC)
    assert (mine.title, mine.family, mine.fidelity, mine.great_powers) == (
        "mine",
        "other",
        "own",
        "capability",
    )
    assert (mine.question, mine.sources, mine.needs, mine.imitates) == ("", (), (), {})
    assert mine.original_weight == 1


def test_one_source_may_stand_as_a_text():
    assert mp.definition({**SPEC, "sources": "Wood 1987"}).sources == ("Wood 1987",)


def test_a_band_stands_for_the_tier_of_its_name_or_the_one_that_is_said():
    assert mp.definition(SPEC).tier("middle") == "middle"
    assert mp.definition(SPEC).tier("top") == "unclassified"
    assert mp.definition({**SPEC, "tiers": {"top": "great"}}).tier("top") == "great"


def test_a_style_with_too_little_of_its_original_speaks_of_no_tier_but_of_great_powers():
    style = mp.definition({**SPEC, "original_weight": 0.6})
    assert (style.tier("middle"), style.height("middle")) == ("unclassified", "middle")
    assert style.tier(GREAT_BY_RULE) == "great"
