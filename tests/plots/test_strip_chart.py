"""The strip of members."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit

INSIDE = pd.DataFrame(
    {"A": [True, True, True], "B": [True, False, True], "C": [False, False, True], "D": [False] * 3},
    index=[2000, 2001, 2002],
)


def test_those_that_came_or_went_have_a_bar_for_each_year_inside(ruler):
    ax = plots.strip(INSIDE, source="x")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["B", "C"]
    assert [len(bar.get_paths()) for bar in ax.collections] == [2, 1]
    assert ruler.title(ax) == "2 members in 2000, 3 in 2002"


def test_a_unit_asked_for_is_shown_though_it_never_is_a_member(ruler):
    ax = plots.strip(INSIDE, source="x", unit="D")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["B", "C", "D"]
    assert ruler.title(ax) == "D is never in it, 2000 to 2002"


def test_without_members_or_unit_there_is_nothing_to_draw():
    with pytest.raises(OptionError, match="no unit is in the tier"):
        plots.strip(INSIDE & False, source="x")
    with pytest.raises(UnknownUnit, match="'Z'"):
        plots.strip(INSIDE, source="x", unit="Z")
