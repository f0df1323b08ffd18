"""Names beside points and at line ends."""

import numpy as np
import pytest

from mpindex.plots.sheet.canvas import Margins, Sheet
from mpindex.plots.sheet.names import Name, ends, name_ends, name_points


@pytest.fixture
def sheet():
    sheet = Sheet({"figsize": 4})
    sheet.lay_out(body=150, margins=Margins(right=90), title=[""])
    sheet.ax.set_xlim(0, 10)
    sheet.ax.set(ylim=(0, 10), xticks=[], yticks=[])
    return sheet


def test_names_asked_for_are_all_written_and_optional_ones_only_where_there_is_room(sheet, ruler):
    dots = np.stack(np.meshgrid(np.linspace(0, 10, 60), np.linspace(0, 10, 60)), axis=-1).reshape(-1, 2)
    names = [Name((5, 5), "Asked", "name:a"), Name((2, 2), "Optional", "name:b", optional=True)]
    assert name_points(sheet, names, dots) == ["name:a"]
    assert name_points(sheet, names[1:], [(2, 2)]) == ["name:b"]


def test_a_long_name_is_broken_within_the_axes(sheet, ruler):
    name_points(
        sheet, [Name((9.9, 9.9), "A name that is far too long for so small axes", "name:a")], [(9.9, 9.9)]
    )
    ruler.assert_clean(sheet.ax)


def test_names_of_lines_that_end_together_do_not_overlap(sheet, ruler):
    labels = ["Kazakhstan", "Uzbekistan and all of its many regions", "Peru"]
    fit = ends(sheet, labels, 0)
    name_ends(sheet, fit, [(10, 5.0), (10, 5.01), (10, 4.99)], ["red", "blue", "green"], ["a", "b", "c"])
    ruler.assert_clean(sheet.ax)
    assert fit.looks[0].weight == "bold" and fit.looks[1].weight == "normal"
