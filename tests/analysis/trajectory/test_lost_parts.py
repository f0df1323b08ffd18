"""What a definition can no longer say without some of its indicators."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.analysis.trajectory.lost_parts import asks_for, lost_names, needed, too_few_marks
from mpindex.grammar.definition import Definition


@pytest.fixture(scope="module")
def marks() -> Definition:
    """Two of three marks are asked for in one dimension, one of two in the other."""
    two = {"title": "Conduct", "aggregate": {"at_least": 2}, "of": {"a": 1, "b": 1, "c": 1}}
    return mp.definition(
        {
            "id": "marks",
            "aggregate": "minimum",
            "tree": {"conduct": two, "rest": {"of": {"d": 1, "own": {"indicator": "e"}}}},
        }
    )


def test_a_dimension_goes_once_fewer_marks_are_left_than_it_asks_for(marks):
    assert too_few_marks(marks, ["a"]) == {}
    assert too_few_marks(marks, ["a", "b"]) == {"c": "Conduct asks for 2 marks, and 1 would be left"}
    assert too_few_marks(marks, ["a", "b", "c", "d"]) == {}


def test_the_whole_goes_too_if_it_counts_dimensions(marks):
    counted = marks.with_(aggregate={"at_least": 2})
    assert set(too_few_marks(counted, ["a", "b"])) == {"c", "d", "own"}


def test_a_band_can_ask_for_what_the_data_have_but_not_for_what_is_gone(marks):
    assert lost_names(marks, ["d"]) == set()
    assert lost_names(marks, ["own"]) == {"own"}
    assert lost_names(marks, ["a", "b", "c"]) == {"conduct"}
    assert asks_for([{"high": {"any": [{"conduct": {"min": 1}}, {"d": {"min": 1}}]}}], {"conduct"}) == [
        "conduct"
    ]
    assert asks_for(None, {"conduct"}) == []


def test_a_state_is_followed_on_the_marks_that_can_still_be_counted():
    path = mp.trajectory("KAZ", "fuzzy_middle_power", [1996, 2020])
    assert path.dropped["organisations"] == "By conduct asks for 2 marks, and 1 would be left"
    assert path.ranks["KAZ"].notna().all()


def test_where_bands_ask_for_what_is_out_there_are_none_and_it_says_so():
    path = mp.trajectory("KAZ", "multivector", [1994, 2020])
    assert set(path.bands.stack().dropna()) <= {"unclassified"}
    assert any(note.startswith("no bands: they ask for Trade,") for note in path.notes)


def test_what_only_a_lost_indicator_was_derived_for_is_not_asked_for():
    spec = {
        "id": "sectors",
        "derive": {
            "oil": {"place": "wells"},
            "steel": {"place": "mills"},
            "base": {"share": "gdp"},
            "per": {"ratio": ["a", "base"]},
        },
        "tree": {"oil": 1, "steel": {"optional": True}, "per": 1},
    }
    sectors = mp.definition(spec)
    assert set(needed(sectors, spec, ["steel"])) == {"oil", "base", "per"}
    assert set(needed(sectors, {**spec, "report": {"steel": {}}}, ["steel"])) == {
        "oil",
        "steel",
        "base",
        "per",
    }
    assert set(mp.trajectory("KAZ", "sectors", [2000, 2020]).dropped) >= {"uranium", "transit"}
