"""The result of `trajectory`: its table, its notes, its sentence, and who rose."""

from __future__ import annotations

import copy
import pickle

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.trajectory.result import Trajectory
from mpindex.dataset.dataset import Dataset

SPEC = {"id": "two", "missing": "available", "tree": {"sales": 3, "staff": 1}}


def firms() -> Dataset:
    """The staff of b, 0, is known in 2000 alone; with it b is second, without it first."""
    rows = [("sales", u, y, v) for y in (2000, 2001) for u, v in zip("abc", (80.0, 100.0, 0.0), strict=True)]
    rows += [("staff", u, y, v) for y in (2000, 2001) for u, v in zip("ac", (10.0, 5.0), strict=True)]
    rows += [("staff", "b", 2000, 0.0)]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test")
    return Dataset.from_tidy(frame, metadata={name: {"window": 0} for name in ("sales", "staff")})


@pytest.fixture(scope="module")
def broad() -> Trajectory:
    return mp.trajectory("b", SPEC, [2000, 2001], firms(), peers=["a"], basket="set")


@pytest.fixture(scope="module")
def narrow() -> Trajectory:
    return mp.trajectory("b", SPEC, [2000, 2001], firms(), peers=["a"])


def test_the_table_names_what_leaves_with_its_weight_and_its_leap(broad):
    rows = broad.table.loc["b"]
    assert rows["rank"].tolist() == [2, 1]
    assert rows["figures"].tolist() == ["", "staff (25 % of the weight, figure of 2000) leaves: 1 rank up"]
    assert broad.table.loc["a"]["figures"].tolist() == ["", ""]


def test_the_definitions_own_place_stands_beside_that_of_the_basket(narrow):
    rows = narrow.table.loc["b"]
    assert rows["rank"].tolist() == [1, 1]
    assert rows["full_rank"].tolist() == [2, 1]
    assert rows["full_of"].tolist() == [3, 3]


def test_two_years_on_different_figures_are_compared_on_the_common_ones(broad):
    assert broad.common["b"].without == ("staff",)
    assert (
        "2 of 3 in 2000, 1 of 3 in 2001" in broad.in_words()
        and "on what is known of it in both years, so without staff, 1 in 2000 and 1 in 2001"
        in broad.in_words()
    )


def test_on_a_common_basket_the_sentence_says_how_far_a_peer_is_and_the_own_place(narrow):
    assert not narrow.common
    assert "a 1 rank behind in 2000, 1 rank behind in 2001" in narrow.in_words()
    assert narrow.in_words().endswith("by the whole definition 1 of 3 in 2001")


def test_the_notes_say_what_those_drawn_keep_out(narrow):
    (note,) = [note for note in narrow.notes if note.startswith("out of the basket for the units drawn")]
    assert (
        "staff (25 %); ask for basket='set'" in note and narrow.dropped["staff"] == "b has no figure in 2001"
    )
    assert narrow.share == 0.75
    assert f"note: {note}" in str(narrow)


def test_each_figure_of_those_drawn_is_noted(broad):
    assert (
        "b 2000 to 2001, 2nd to 1st: staff (25 % of the weight, figure of 2000) leaves: 1 rank up"
        in broad.notes
    )


def test_a_rise_on_other_figures_is_marked(broad):
    risers = broad.risers()
    assert risers["rise"].to_dict() == {"b": 1, "c": 0, "a": -1}
    assert risers["same_figures"].to_dict() == {"b": False, "c": True, "a": True}


def test_notes_of_others_are_counted_where_it_prints(broad):
    path = mp.trajectory("KAZ", "cinc_open", [1998, 1999, 2000])
    others = [note for note in path.notes if note.startswith(("Eritrea", "Somalia"))]
    assert others and others[0] not in str(path)
    assert "of more than 15 ranks by units not drawn, each explained in .notes" in str(path)
    assert "units not drawn" not in str(broad)


def test_it_prints_in_a_notebook_with_its_notes_and_nothing_unescaped(narrow):
    html = narrow._repr_html_()
    assert "<p>b by two" in html and "basket=&#x27;set&#x27;" in html


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda item: pickle.loads(pickle.dumps(item))])
def test_it_is_copied_and_pickled(narrow, duplicate):
    again = duplicate(narrow)
    assert again.in_words() == narrow.in_words() and again.notes == narrow.notes


def test_of_those_who_rose_and_fell_as_many_stand_at_either_end():
    units = list("abcdefg")
    rows = [("x", u, 2000, float(i)) for i, u in enumerate(units)] + [
        ("x", u, 2001, -float(i)) for i, u in enumerate(units)
    ]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test")
    data = Dataset.from_tidy(frame, metadata={"x": {"window": 0}})
    found = mp.trajectory("a", {"id": "one", "normalise": "none", "tree": {"x": 1}}, [2000, 2001], data)
    assert found.risers(many=3)["rise"].tolist() == [6, 4, 2, -2, -4, -6]
    assert list(found.risers(many=4).index) == units and list(found.risers(many=1).index) == ["a", "g"]
    assert found.risers(many=3)["same_figures"].all()
