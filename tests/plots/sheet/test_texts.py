"""Texts measured in points, broken and shortened."""

import matplotlib.pyplot as plt
import pytest

from mpindex.plots.sheet.style import Font
from mpindex.plots.sheet.texts import choose, fitted, height_of, longest_word, width_of, wrapped

TEXT = "Where does a state sit among the powers, and how sure can we be of it"
SMALL = Font(9.0)


def test_a_text_is_broken_to_the_width_and_no_word_is_lost():
    lines = wrapped(TEXT, 110.0, SMALL)
    assert lines.replace("\n", " ") == TEXT and "\n" in lines
    assert all(width_of(line, SMALL) <= 110 for line in lines.split("\n"))


def test_a_word_longer_than_the_width_is_broken_with_a_hyphen_or_after_its_own():
    assert wrapped("Liechtenstein", 30.0, SMALL).replace("-\n", "") == "Liechtenstein"
    assert wrapped("Washington-Arlington", 60.0, SMALL) == "Washington-\nArlington"


def test_hard_spaces_and_line_breaks_stay():
    assert wrapped("GDP\u00a0(49th)", 500.0, SMALL) == "GDP\u00a0(49th)"
    assert wrapped("one\ntwo", 500.0, SMALL) == "one\ntwo"


def test_what_finds_no_room_ends_in_an_ellipsis_within_the_width():
    short = fitted(TEXT, 110.0, SMALL, 2)
    assert short.endswith("…") and short.count("\n") == 1 and width_of(short, SMALL) <= 110
    assert fitted("Kazakhstan", 110.0, SMALL, 1) == "Kazakhstan"


def test_the_first_version_that_fits_is_chosen_else_the_last():
    assert choose([TEXT, "Where does it sit", "Where"], 110.0, SMALL, 1) == 1
    assert choose([TEXT, TEXT], 40.0, SMALL, 1) == 1


@pytest.mark.parametrize("dpi", [72, 100, 600])
@pytest.mark.parametrize("text", ["Kazakhstan", "Gygjpq\nÅÉ (49th)", "a\nb\nc"])
def test_no_text_is_drawn_wider_or_higher_than_measured(dpi, text):
    figure = plt.figure(dpi=dpi)
    drawn = figure.text(0, 0, text, fontsize=9, linespacing=1.2).get_window_extent()
    assert drawn.width * 72 / dpi <= width_of(text, SMALL) + 1.0
    assert drawn.height * 72 / dpi <= height_of(text, SMALL) + 0.5


def test_nothing_has_no_height_and_the_longest_word_decides():
    assert height_of("", SMALL) == 0
    assert longest_word("a longest\nb", SMALL) == width_of("longest", SMALL)
