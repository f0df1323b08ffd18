"""What people call the elements of a definition."""

from __future__ import annotations

import mpindex as mp
from mpindex.analysis.titles import titles


def test_a_title_comes_before_the_name_of_the_indicator_and_that_before_the_id():
    tree = {"gdp": {"title": "Output"}, "milex": 1, "upper_part": {"of": {"area": 1, "made_here": 1}}}
    named = titles(mp.definition({"id": "own", "tree": tree}), mp.load())
    assert named == {
        "gdp": "Output", "milex": "Military expenditure", "area": "Surface area", "made_here": "made here",
        "upper_part": "upper part", "own": "own",
    }  # fmt: skip


def test_two_of_one_name_have_their_ids_behind_it():
    tree = {"a": {"indicator": "gdp"}, "b": {"indicator": "gdp"}}
    named = titles(mp.definition({"id": "twice", "tree": tree}), mp.load())
    assert len({named["a"], named["b"]}) == 2 and named["a"].endswith("(a)")
