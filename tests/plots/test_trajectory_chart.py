"""Trajectories: a rank over the years."""

import numpy as np
import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit

TABLE = pd.DataFrame({"KAZ": [60.0, 57.0, 54.0], "UZB": [70.0, 71.0, 72.0]}, index=[2000, 2010, 2020])


def test_an_unknown_unit_is_named_with_the_nearest():
    with pytest.raises(UnknownUnit, match=r"'KAS'.*'KAZ'"):
        plots.trajectory_lines(TABLE, "KAS", source="x")


def test_a_unit_without_any_value_cannot_be_drawn():
    with pytest.raises(OptionError, match="KAZ has no rank in any year"):
        plots.trajectory_lines(TABLE.assign(KAZ=np.nan), "KAZ", source="x")


def test_the_title_says_from_where_to_where(ruler):
    assert (
        ruler.title(plots.trajectory_lines(TABLE, "KAZ", source="x"))
        == "KAZ went from 60th in 2000 to 54th in 2020"
    )


def test_marks_are_hollow_where_figures_are_missing_and_events_have_their_word():
    coverage = pd.DataFrame({"KAZ": [0.8, 1.0, 1.0]}, index=TABLE.index)
    ax = plots.trajectory_lines(
        TABLE, "KAZ", source="x", coverage=coverage, events={2010: "armed forces enter"}
    )
    hollow = [mark for mark in ax.lines if mark.get_markerfacecolor() == "white" and len(mark.get_xdata())]
    assert [list(mark.get_xdata()) for mark in hollow] == [[2000.0]]
    assert "armed forces enter" in [text.get_text().replace("\n", " ") for text in ax.texts]


def test_ranges_of_bands_are_found_year_by_year_from_the_best():
    ranks = pd.DataFrame([[1, 2, 3], [1, 3, 2]], index=[2000, 2001], columns=list("ABC"))
    bands = pd.DataFrame(
        [["great", "small", "small"], ["great", "great", "great"]], index=[2000, 2001], columns=list("ABC")
    )
    spans = plots.band_ranges(ranks, bands)
    assert list(spans) == ["great", "small"]
    assert spans["great"] == ([1.0, 1.0], [1.0, 3.0])
    np.testing.assert_equal(spans["small"], ([2.0, np.nan], [3.0, np.nan]))


def test_bands_are_shaded_behind_and_named_where_they_are_seen():
    ax = plots.trajectory_lines(
        TABLE, "KAZ", source="x", bands={"great": (1, 5), "middle": (6, 58), "small": (59, 195)}
    )
    assert [text.get_gid() for text in ax.texts if str(text.get_gid()).startswith("band:")] == [
        "band:middle",
        "band:small",
    ]


@pytest.mark.parametrize("least", [0.8, 1.0])
def test_hollow_marks_are_explained_only_where_there_are_some(ruler, least):
    coverage = pd.DataFrame({"KAZ": [least, 1.0, 1.0]}, index=TABLE.index)
    ax = plots.trajectory_lines(TABLE, "KAZ", source="x", coverage=coverage)
    assert ("Hollow" in ruler.subtitle(ax)) == (least < 1)


@pytest.mark.parametrize(
    ("ends", "title"),
    [
        ((0.336, 0.249), "KAZ stood 34 % of the way down in 2000, 25 % in 2020"),
        ((0.992, 0.991), "KAZ stood 99 % of the way down in 2000 and again in 2020"),
    ],
)
def test_a_position_is_said_as_how_far_down_the_ranking_it_is(ruler, ends, title):
    table = pd.DataFrame({"KAZ": ends}, index=[2000, 2020])
    ax = plots.trajectory_lines(table, "KAZ", source="x", quantity="position")
    assert ruler.title(ax) == title
    assert "0 is its top" in ruler.subtitle(ax)
