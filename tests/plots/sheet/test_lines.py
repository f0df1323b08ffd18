"""Lines over the years."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from mpindex.plots.sheet.canvas import Margins, Sheet
from mpindex.plots.sheet.lines import draw_line, line_names, year_axis
from mpindex.plots.sheet.style import style


def test_a_line_that_ends_early_says_when():
    table = pd.DataFrame({"A": [1.0, np.nan], "B": [1.0, 2.0]}, index=[2000, 2001])
    assert line_names(table, ["A", "B"], {"A": "Almaty"}) == ["Almaty (to 2000)", "B"]


def test_marks_are_hollow_where_told():
    ax = plt.subplots()[1]
    line = pd.Series([1.0, 2.0, 3.0], index=[2000, 2001, 2002])
    draw_line(ax, line, {"color": "red", "linestyle": "-"}, own=True, hollow=np.array([True, False, False]))
    faces = {
        mark.get_markerfacecolor(): len(mark.get_xdata()) for mark in ax.lines if mark.get_marker() == "o"
    }
    assert faces == {"red": 2, "white": 1}


def test_years_at_the_axis_are_whole_and_inside():
    sheet = Sheet({"figsize": 3.5})
    with style():
        ax = sheet.lay_out(body=60, margins=Margins(), axis="", title=[""])
        year_axis(sheet, range(1992, 2025))
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "1995",
        "2000",
        "2005",
        "2010",
        "2015",
        "2020",
    ]
    assert ax.get_xlim()[0] < 1992 and ax.get_xlim()[1] > 2024
