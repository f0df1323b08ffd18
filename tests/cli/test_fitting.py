"""A table fits the terminal: texts wrap first, then columns on the right are left out and named."""

from __future__ import annotations

import pytest

from mpindex.cli.fitting import NARROWEST, fitted, terminal_width, wrapped

COLUMNS = [
    ("id", False, ["gdp", "milex"]),
    ("value", True, ["1.5", "200"]),
    ("name", False, ["Gross domestic product at market rates", "Military expenditure of a state"]),
    ("source", False, ["World Bank, World Development Indicators", "World Bank and others"]),
]


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


def test_what_fits_stays_as_it_is():
    lines = fitted(COLUMNS, 200).splitlines()
    assert len(lines) == 3
    assert "Gross domestic product at market rates" in lines[1]


def test_without_a_width_nothing_is_wrapped():
    assert fitted(COLUMNS) == fitted(COLUMNS, 500)


@pytest.mark.parametrize("width", [120, 90, 70, 60, 50, 40, 30])
def test_no_line_is_wider_than_the_terminal(width):
    assert widest(fitted(COLUMNS, width)) <= width


def test_texts_wrap_before_a_column_is_left_out():
    text = fitted(COLUMNS, 60)
    assert "left out" not in text
    assert len(text.splitlines()) > 3


def test_columns_go_from_the_right_and_are_named():
    text = fitted(COLUMNS, 40)
    assert "source" not in text.splitlines()[0]
    assert "left out for want of room: source" in text.replace("\n", " ")


def test_numbers_stand_to_the_right_and_are_whole():
    lines = fitted(COLUMNS, 50).splitlines()
    assert "200" in "".join(lines)
    assert lines[1].split()[:2] == ["gdp", "1.5"]
    assert lines[0].index("value") + len("value") == lines[1].index("1.5") + len("1.5")


def test_the_first_column_stays_however_narrow_it_is():
    assert fitted([("id", False, ["x" * 60])], 20).splitlines()[1] == "x" * 60


def test_a_column_of_texts_is_not_made_a_sliver():
    text = fitted([("id", True, ["1"]), ("words", False, ["a b c d e f g h i j k l m n o p q r"])], 22)
    assert max(len(line[4:]) for line in text.splitlines()) >= NARROWEST - 1


def test_sentences_wrap_and_columns_stay():
    text = wrapped("word " * 20 + "\nleft    right" + " " * 5 + "further", 30)
    assert "left    right     further" in text.splitlines()
    assert max(map(len, text.splitlines()[:-1])) <= 30


def test_an_indent_is_kept():
    assert all(line.startswith("  ") for line in wrapped("  " + "word " * 20, 30).splitlines())


def test_the_width_is_that_of_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal_width() == 72
    monkeypatch.setenv("COLUMNS", "5")
    assert terminal_width() == 40
