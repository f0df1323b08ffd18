"""A trajectory in words, by hand."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.trajectory.leaps import ALL
from mpindex.analysis.trajectory.words import (
    alone_note,
    band_notes,
    basket_notes,
    course,
    distance,
    events_of,
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
    assert note.startswith("KAZ has figures for less than 80 % of the basket's weight in 2000, 2002;")
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


def test_a_course_has_its_first_and_last_rank_and_the_best_and_the_worst():
    rows = pd.DataFrame({"rank": [9, 4, 12, 7], "of": [90, 91, 92, 93]}, index=[2000, 2001, 2002, 2003])
    assert course(rows) == "9 of 90 in 2000, 7 of 93 in 2003; best 4 in 2001, worst 12 in 2002"


def test_half_of_the_weight_and_four_fifths_of_the_basket_are_enough():
    assert basket_notes({}, {}, 0.5, None) == []
    assert thin_notes(pd.DataFrame({"KAZ": [0.8, 1.0]}, index=[2000, 2001])) == []
    assert thin_years(pd.Series([0.5, 0.6], index=[2000, 2001])) == []
    assert thin_notes(pd.DataFrame({"KAZ": [0.79, 1.0]}, index=[2000, 2001])) == [
        "KAZ has figures for less than 80 % of the basket's weight in 2000; its rank there rests on the others"
    ]


def test_notes_on_the_basket_say_what_to_ask_for_instead():
    (drawn,) = basket_notes({"patents": "no figure"}, {"patents": 0.2, "articles": 0.1}, 0.7, None)
    assert drawn == (
        "out of the basket for the units drawn alone: patents (20 %) and articles (10 %); ask for basket='set', which keeps"
        " such figures and names the leap that each makes"
    )
    assert basket_notes({"patents": "no figure"}, {}, 0.7, 1999) == [
        "full_rank, the definition's own place, rests on all that there was in a year, so on more in later years: compare it"
        " with where(year=), not with itself through the years"
    ]
    assert band_notes([]) == []
    assert band_notes(["milex", "gdp"]) == [
        "no bands: they ask for milex and gdp, which is out of the basket"
    ]


def test_causes_of_a_large_move_are_named_until_half_of_it_is_explained_and_three_at_most():
    halves = [event("gdp", "changes", -15), event("area", "changes", -9), event("exports", "changes", -3)]
    (note,) = notes(*halves)
    assert note.count("changes from") == 1, "15 of 30 ranks are half"
    (note,) = notes(event("gdp", "changes", -14), *halves[1:])
    assert note.count("changes from") == 2 and "gdp" in note and "area" in note
    (note,) = notes(
        *(event(name, "changes", -2 - i) for i, name in enumerate("wxyz")), event(ALL, "changes", -20)
    )
    assert note.count("changes from") == 3 and "w (" not in note
    assert note.endswith("; all its figures together: 20 ranks down")


def test_what_moves_against_the_way_of_a_unit_does_not_explain_its_move():
    (note,) = notes(event("gdp", "changes", 25, effect=25.0), event("area", "changes", -16))
    assert "area" in note.split(": ")[1] and note.endswith(
        "gdp (16 % of the weight, figure of 2002) changes from 12,000 to 0: 25 ranks up"
    )
    rise = [event("gdp", "changes", 16, rank=80), event("area", "changes", -2, rank=80)]
    assert notes(*rise) == [
        "HTI 2009 to 2010, 110th to 80th: gdp (16 % of the weight, figure of 2002) changes from 12,000 to 0: 16 ranks up"
    ]


def test_units_are_named_in_the_order_asked_for_and_figures_without_a_year_have_none():
    rows = [event("gdp", "enters", 2, rank=108, unit=unit, figure_of=None) for unit in ("A", "B")]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(("figure_of", "before", "rank", "leap"), "Int64"))
    assert leap_notes(frame, ["B", "C", "A"], drawn=True, names={"B": "Bee"}) == [
        "Bee 2009 to 2010, 110th to 108th: gdp (16 % of the weight) enters: 2 ranks up",
        "A 2009 to 2010, 110th to 108th: gdp (16 % of the weight) enters: 2 ranks up",
    ]


def test_what_enters_and_leaves_in_a_year_is_a_text_in_a_table_and_what_changes_is_none():
    rows = [
        event("gdp", "enters", 2), event("area", "leaves", -1), event("exports", "changes", 9), event(ALL, "enters", 1),
        event("gdp", "enters", 2, unit="UZB", year=2011),
    ]  # fmt: skip
    frame = pd.DataFrame(rows).astype(dict.fromkeys(("figure_of", "before", "rank", "leap"), "Int64"))
    texts = events_of(frame, "HTI", [2009, 2010, 2011])
    text = "(16 % of the weight, figure of 2002)"
    assert texts.tolist() == ["", f"gdp {text} enters: 2 ranks up; area {text} leaves: 1 rank down", ""]
    assert list(texts.index) == [2009, 2010, 2011]


def test_two_kinds_of_events_of_a_year_stand_one_after_the_other():
    rows = [("A", 2001, "enters", "gdp"), ("A", 2001, "leaves", "area"), ("A", 2001, "leaves", "milex")]
    changes = pd.DataFrame(rows, columns=["unit", "year", "event", "indicator"])
    assert short_events(changes, "A", {}) == {2001: "gdp enters; 2 figures leave"}


def test_years_that_can_be_scored_alone_are_named():
    assert alone_note([1998, 1999, 2000], []) == "It can be scored in none of these years, each by itself."
    assert alone_note([1998, 1999], [1998, 1999]) == "Each year by itself, it can be scored in 1998 to 1999."
