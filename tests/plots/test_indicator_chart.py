"""One raw indicator over time."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError

TABLE = pd.DataFrame(
    {"A": [1.0, 2.0, 4.0], "B": [2.0, None, None], "C": [None] * 3}, index=[2000, 2001, 2002], dtype=float
)


def test_the_band_reaches_two_standard_errors_to_both_sides():
    ax = plots.indicator_lines(TABLE, "A", errors=TABLE * 0.1, label="GDP, US$", source="x")
    band = ax.collections[0].get_paths()[0].vertices
    assert band[:, 1].max() == pytest.approx(4 * 1.196) and band[:, 1].min() == pytest.approx(1 - 0.196)


def test_title_and_subtitle_say_what_happened_and_who_lacks(ruler):
    ax = plots.indicator_lines(TABLE, label="GDP, US$", source="x", names={"A": "Aktau"})
    assert ruler.title(ax) == "GDP: Aktau went from 1 in 2000 to 4 in 2002"
    assert ruler.subtitle(ax) == "Figures as published. No figure for C."
    assert ax.get_ylabel() == "GDP, US$"


def test_nobody_with_a_figure_cannot_be_drawn():
    with pytest.raises(OptionError, match="not 0"):
        plots.indicator_lines(TABLE, "C", label="GDP", source="x")
