"""Stays, moves and distances by hand."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.membership.spells import distance, moves, spells

INSIDE = pd.DataFrame(
    {
        "A": [True, True, False],
        "B": [False, True, True],
        "C": [False, False, False],
        "D": [False, False, True],
    },
    index=[2000, 2001, 2003],
)
RANKS = pd.DataFrame(
    {"A": [1, 2, 5], "B": [4, 1, 1], "C": [3, None, 9], "D": [2, 3, 2]}, index=INSIDE.index, dtype=float
)


def test_a_stay_ends_where_a_unit_is_out():
    assert spells(INSIDE).to_numpy().tolist() == [
        ["A", 2000, 2001, 2],
        ["B", 2001, 2003, 2],
        ["D", 2003, 2003, 1],
    ]


def test_who_came_and_went_with_ranks_and_figures_of_its_own():
    changes = pd.DataFrame(
        {
            "unit": ["B", "B"],
            "year": [2001, 2001],
            "indicator": ["gdp", "milex"],
            "event": ["enters", "enters"],
            "figure_of": ["B", "A"],
        }
    )
    table = moves(INSIDE, RANKS, changes)
    assert table.to_numpy().tolist() == [
        [2001, "B", "came", 4, 1, "gdp enters"], [2003, "A", "went", 2, 5, ""], [2003, "D", "came", 3, 2, ""],
    ]  # fmt: skip
    assert (moves(INSIDE, RANKS, changes.head(0))["figures"] == "").all()


def test_the_distance_is_in_ranks_to_the_nearest_member():
    assert distance(INSIDE, RANKS, "C").to_list() == [2, pd.NA, 7]
    assert distance(INSIDE, RANKS, "A").to_list() == [0, 0, 3]
    above = distance(INSIDE.assign(A=False, B=True), RANKS.assign(B=5.0), "A").to_list()
    assert above == [-4, -3, 0]
