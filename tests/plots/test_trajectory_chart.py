"""Trajectories: a rank over the years."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit


def test_an_unknown_unit_is_named_with_the_nearest(capability):
    with pytest.raises(UnknownUnit, match="'KAS'"):
        plots.trajectory_lines(capability.levels.T, "KAS", source="x")


def test_a_unit_without_any_value_cannot_be_drawn():
    table = pd.DataFrame({"KAZ": [None, None], "UZB": [1.0, 2.0]}, index=[2000, 2001], dtype=float)
    with pytest.raises(OptionError, match="KAZ has no rank in any year"):
        plots.trajectory_lines(table, "KAZ", source="x")


def test_the_title_says_from_where_to_where(ruler):
    table = pd.DataFrame({"KAZ": [60.0, 54.0]}, index=[2000, 2020])
    assert (
        ruler.title(plots.trajectory_lines(table, "KAZ", source="x"))
        == "KAZ went from 60th in 2000 to 54th in 2020"
    )
