"""Codes for COINr stay apart, and what is taken already stays what it is."""

from __future__ import annotations

from mpindex.coinr.codes import valid_codes


def test_codes_that_coinr_takes_stay_and_nothing_is_said():
    assert valid_codes(["gdp", "a.b", "x_1"]) == ({"gdp": "gdp", "a.b": "a.b", "x_1": "x_1"}, ())


def test_changed_codes_never_meet_another():
    codes, notes = valid_codes(["a_b", "a b", "a-b", "2020", "X2020", "Österreich"])
    assert len(set(codes.values())) == 6
    assert codes["a_b"] == "a_b" and codes["X2020"] == "X2020"
    assert "2020 to X2020_2" in notes[0]


def test_of_many_changes_five_are_named():
    (note,) = valid_codes([f"{i} x" for i in range(9)])[1]
    assert note.endswith("4 x to X4_x and 4 more")


def test_codes_that_become_one_are_numbered_on():
    codes, _ = valid_codes(["a_b", "a b", "a-b", "a/b"])
    assert list(codes.values()) == ["a_b", "a_b_2", "a_b_3", "a_b_4"]
