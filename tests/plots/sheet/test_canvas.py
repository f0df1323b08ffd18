"""The sheet: words first, then the room that is left."""

import matplotlib.pyplot as plt
import pytest

from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.style import style

FULL, SHORT = (
    "A long title that says the finding, its base rate and how sure it is, all in one",
    "The finding",
)


def laid_out(body=100.0, least=60.0, **layout):
    sheet = Sheet(layout)
    with style():
        sheet.lay_out(
            body=body, least=least, margins=Margins(20, 30, 5, 10), title=[FULL, SHORT],
            subtitle=["What is shown " * 8, "Shown"], caption=["Source: " + "a, " * 60, "Source: many"],
        )  # fmt: skip
    return sheet


def test_a_free_height_gives_the_axes_what_they_want():
    sheet = laid_out(figsize=5)
    assert sheet.box.height == pytest.approx(100.0)
    assert sheet.box.width == pytest.approx(360 - 10 - 50)


def test_the_axes_lie_where_the_sheet_says(ruler):
    sheet = laid_out(figsize=5)
    box = sheet.ax.get_position().transformed(sheet.ax.figure.transFigure).extents * 72 / sheet.ax.figure.dpi
    assert box == pytest.approx(
        [*sheet.box[:2], sheet.box.left + sheet.box.width, sheet.box.bottom + sheet.box.height]
    )


@pytest.mark.parametrize(
    ("height", "least", "title", "subtitle", "source"),
    [
        (5.0, 60, FULL, "What is shown", "Source: a, a"),
        (2.6, 60, FULL, "What is shown", "Source: many"),
        (2.3, 60, FULL, "Shown", "Source: many"),
        (2.15, 60, FULL, "", "Source: many"),
        (2.0, 80, SHORT, "", "Source: many"),
        (2.0, 100, SHORT, "", ""),
    ],
)
def test_words_go_in_the_order_stated_as_height_shrinks(ruler, height, least, title, subtitle, source):
    ax = laid_out(least=least, figsize=(3.5, height)).ax
    assert ruler.title(ax) == title
    assert ruler.subtitle(ax).startswith(subtitle) and bool(ruler.subtitle(ax)) == bool(subtitle)
    assert ruler.source(ax).startswith(source) and bool(ruler.source(ax)) == bool(source)


def test_rows_that_have_no_room_are_not_counted():
    assert Sheet({"figsize": (5, 4)}).rows(40, around=100, pitch=12) == 15
    assert Sheet({"figsize": 5}).rows(40, around=100, pitch=12) == 40


def test_lines_around_the_axes_go_but_those_named():
    ax = plt.subplots()[1]
    bare(ax, "left")
    assert [side for side, spine in ax.spines.items() if spine.get_visible()] == ["left"]
