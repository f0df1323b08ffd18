"""Names that look the same and are not."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.lookalikes import lookalikes, require_printable, same_text, shown
from mpindex.errors import DataError


def test_blanks_invisible_signs_and_forms_of_a_letter_make_no_other_name():
    assert same_text(" Costa  Rica\t") == "Costa Rica"
    assert same_text("Pe\u00adru\u200b") == "Peru"
    assert same_text("Cote d\u2019Ivoire") != same_text("Cote d'Ivoire")
    assert same_text("\uff21") == "A"


def test_letters_of_other_alphabets_that_look_alike_are_found():
    assert lookalikes(["KAZ", "\u041a\u0410Z", "K\u0391Z", "UZB"]) == [("KAZ", "\u041a\u0410Z", "K\u0391Z")]


def test_names_that_differ_to_the_eye_are_no_lookalikes():
    assert lookalikes(["Niger", "Nigeria", "niger", "O", "0"]) == []


def test_they_are_written_so_that_they_are_told_apart():
    assert shown(("e\u0301", "\u00e9")) == "'e\\u0301' and '\\xe9'"


@pytest.mark.each("sign", ["\x00", "\x07", "\x1b", "\r", "\x7f", "\x9b", "\ud800"])
def test_a_name_with_a_control_character_is_refused(sign):
    with pytest.raises(DataError, match=r"the unit .* has the control character .* in it; take it out"):
        require_printable(["plain", f"red{sign}[31m"], "unit")
    require_printable(["two\nlines", "a\ttab", "\u202bright to left\u202c", ""], "unit")


def test_no_door_lets_a_command_of_a_terminal_in():
    evil, plain = "red\x1b[31m", pd.DataFrame({"unit": ["a", "b"], "x": [1.0, 2.0], "g": ["p", "q"]})
    doors = [
        lambda: mp.read(plain.replace("a", evil), units="free"),
        lambda: mp.read(plain.rename(columns={"x": evil}), units="free"),
        lambda: mp.read(plain.replace("p", evil), units="free", groups=["g"]),
        lambda: mp.read(plain, units="free", indicators={"x": {"name": evil}}),
        lambda: mp.Dataset.from_frame(plain.set_index("unit")[["x"]].rename(index={"a": evil})),
    ]
    for door in doors:
        with pytest.raises(DataError, match=r"control character '\\x1b'"):
            door()
