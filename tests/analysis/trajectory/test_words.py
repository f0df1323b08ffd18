"""A trajectory in words, by hand."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.trajectory.leaps import ALL
from mpindex.analysis.trajectory.words import (
    basket_notes,
    distance,
    leap_notes,
    short_events,
    thin_notes,
    thin_years,
)


def event(indicator: str, event: str, leap: int | None, **rest: object) -> dict[str, object]:
    row = {
        "unit": "HTI",
        "since": 2009,
        "year": 2010,
        "indicator": indicator,
        "event": event,
        "figure_of": 2002,
    }
    row |= {"value_before": 12000.0, "value": 0.0, "weight": 0.16, "before": 110, "rank": 140, "leap": leap}
    row |= {"effect": float(leap or 0)}
    return row | rest


def notes(*events: dict[str, object], drawn: bool = False) -> list[str]:
    frame = pd.DataFrame(events).astype(dict.fromkeys(("figure_of", "before", "rank", "leap"), "Int64"))
    return leap_notes(frame, ["HTI"], drawn=drawn)


def test_a_figure_that_explains_a_move_stands_alone():
    assert notes(event("milex", "leaves", -25), event("gdp", "changes", -10)) == [
        "HTI 2009 to 2010, 110th to 140th: milex (16 % of the weight, figure of 2002) leaves: 25 ranks down"
    ]


def test_where_what_leaves_explains_less_than_half_the_largest_change_is_named_too():
    (note,) = notes(event("gdp", "changes", -20), event("milex", "leaves", -3), event("area", "changes", 5))
    assert note.endswith(
        "leaves: 3 ranks down; gdp (16 % of the weight, figure of 2002) changes from 12,000 to 0: 20 ranks down"
    )
    assert "area" not in note


def test_where_single_figures_explain_little_all_of_them_are_counted_together():
    (note,) = notes(
        event("milex", "leaves", -5), event("gdp", "changes", 0, effect=-2.0), event(ALL, "changes", -28)
    )
    assert note.endswith(
        "gdp (16 % of the weight, figure of 2002) changes from 12,000 to 0: no rank;"
        " all its figures together: 28 ranks down"
    )


def test_small_moves_are_told_of_those_drawn_alone():
    small = event("milex", "leaves", -1, rank=111)
    assert notes(small) == [] and len(notes(small, drawn=True)) == 1


def test_a_unit_that_has_no_rank_without_a_figure_is_said_so():
    (note,) = notes(event("milex", "enters", None, before=None), drawn=True)
    assert "no rank to 140th" in note and note.endswith("enters: no rank without it")


def test_a_peer_is_ahead_behind_or_level():
    rows = pd.DataFrame({"rank": [10, 10, 10]}, index=[2000, 2001, 2002])
    ahead = pd.DataFrame({"rank": [8, 9, 10]}, index=[2000, 2001, 2002])
    assert distance("Peru", rows, ahead) == "Peru 2 ranks ahead in 2000, level with it in 2002"
    assert distance("Peru", rows, ahead.loc[[2001]] + 2) == "Peru 1 rank behind in 2001"
    assert distance("Peru", rows, ahead.loc[[]]) == ""


def test_a_basket_that_is_another_index_says_so_and_what_the_units_drawn_keep_out():
    dropped = {"patents": "KAZ has no figure in 1991", "articles": "too few"}
    less, drawn, full = basket_notes(dropped, {"patents": 0.6}, 0.4, 1992)
    assert less == "the basket has 40 % of the definition's weight, less than half: it is another index"
    assert "patents (60 %); ask for years from 1992 on to keep more of them, or for basket='set'" in drawn
    assert full.startswith("full_rank")


def test_a_basket_that_is_the_whole_definition_needs_no_note():
    assert basket_notes({}, {}, 1.0, None) == []


def test_thin_years_are_named():
    coverage = pd.DataFrame({"KAZ": [0.5, 1.0, 0.7], "UZB": [1.0, 1.0, None]}, index=[2000, 2001, 2002])
    (note,) = thin_notes(coverage)
    assert note.startswith("KAZ has figures for less than 80% of the basket's weight in 2000, 2002;")
    (thin,) = thin_years(pd.Series([0.4, 0.5], index=[2000, 2001]))
    assert thin.startswith("in 2000 the median unit has figures for less than half")


def test_what_enters_and_leaves_is_told_in_few_words_for_a_figure():
    rows = [
        ("KAZ", 1995, "enters", "milex"), ("KAZ", 2001, "leaves", "area"), ("KAZ", 2001, "leaves", "gdp"),
        ("KAZ", 2001, "changes", "exports"), ("KAZ", 2003, "enters", ALL), ("UZB", 1995, "enters", "gdp"),
    ]  # fmt: skip
    changes = pd.DataFrame(rows, columns=["unit", "year", "event", "indicator"])
    told = short_events(changes, "KAZ", {"milex": "Military expenditure"})
    assert told == {1995: "Military expenditure enters", 2001: "2 figures leave"}
