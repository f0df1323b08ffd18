"""Names that look the same and are not."""

from __future__ import annotations

from mpindex.dataset.lookalikes import lookalikes, same_text, shown


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
