"""What the result hands out."""

from __future__ import annotations

import pickle
from types import SimpleNamespace

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.membership.result import Members


@pytest.fixture(scope="module")
def found():
    return mp.members("wood", range(2000, 2021, 5), unit="KAZ")


def test_a_stay_is_a_row_and_ends_with_the_years(found):
    table = found.to_frame()
    assert list(table) == ["unit", "name", "since", "until", "years"]
    assert table["years"].sum() == found.inside.to_numpy().sum()


def test_the_sentences_count_what_the_table_has(found):
    text = found.in_words()
    assert (
        f"{int(found.inside.loc[2000].sum())} in 2000" in text
        and "Kazakhstan is never in it; nearest in" in text
    )
    inside = next(code for code in found.inside if found.inside[code].all())
    assert "2000 to 2020" in found.in_words(inside)


def test_it_prints_travels_and_cites(found):
    assert str(found).startswith("<The middle tier by wood, 2000 to 2020, on 1 indicator>")
    assert pickle.loads(pickle.dumps(found)).inside.equals(found.inside)
    assert "Wood (1988)" in found.cite() and "swp_2024" in found.cite()


def members(inside: dict[str, list[bool]], ranks: dict[str, list[int | None]], **changes) -> Members:
    """A tier of a made-up definition in 2000, 2001 and 2003."""
    years = [2000, 2001, 2003]
    definition = SimpleNamespace(id="wood", title="Wood", cite=lambda _: "")
    path = SimpleNamespace(
        definition=definition, basket=["gdp", "area"], remarks=("as ever",),
        ranks=pd.DataFrame(ranks, index=years, dtype=float),
    )  # fmt: skip
    data = mp.Dataset.from_frame(pd.DataFrame({"x": 1.0}, index=list(inside)))
    moves = pd.DataFrame({"figures": ["", "gdp enters", ""]})
    given = {"unit": None, "tier": "middle", "moves": moves, "pools": pd.DataFrame(), "dataset": data}
    return Members(inside=pd.DataFrame(inside, index=years), trajectory=path, **{**given, **changes})


INSIDE = {
    "A": [True, True, True], "B": [True, False, False], "C": [False, True, True], "D": [True, False, True],
    "E": [False, False, False], "F": [False, False, False],
}  # fmt: skip
RANKS = {
    "A": [2, 2, 2],
    "B": [3, 9, 9],
    "C": [8, 3, 3],
    "D": [4, 8, 4],
    "E": [9, 5, 7],
    "F": [None, None, None],
}


def test_sentences_count_the_tier_at_both_ends_and_name_who_came_and_went():
    assert members(INSIDE, RANKS).in_words() == (
        "In the middle tier by Wood: 3 in 2000, 3 in 2003, 1 in every year asked for.\n"
        "In at the end and not at the start: C. The other way: B."
    )
    nobody = {unit: [True, True, True] for unit in "ABCDEF"}
    assert members(nobody, RANKS).in_words().endswith("start: nobody. The other way: nobody.")


@pytest.mark.each(
    "case",
    [
        ("A", "A is in it in 3 of 3 years: 2000 to 2003."),
        ("D", "D is in it in 2 of 3 years: 2000 and 2003."),
        ("E", "E is never in it; nearest in 2001, 2 ranks away, and 3 ranks in 2003."),
        ("F", "F has no rank in any of these years."),
    ],
)
def test_of_a_unit_it_says_when_it_was_in_or_how_near_it_came(case):
    unit, words = case
    assert members(INSIDE, RANKS).in_words(unit).splitlines()[2] == words
    assert members(INSIDE, RANKS, unit=unit).in_words().splitlines()[2] == words


def test_six_who_came_are_named_and_the_rest_counted():
    for many, names in ((6, "a, b, c, d, e and f"), (7, "a, b, c, d, e, f and 1 more")):
        came = {unit: [False, True, True] for unit in "abcdefg"[:many]}
        ranks = {unit: [1, 1, 1] for unit in came}
        assert f"not at the start: {names}. The other way: nobody." in members(came, ranks).in_words()


def test_moves_that_a_figure_may_have_made_are_counted():
    found = members(INSIDE, RANKS)
    many = "1 of 3 moves come with a figure of the unit's own that entered or left"
    assert found.notes == (many, "as ever")
    assert members(INSIDE, RANKS, moves=found.moves.head(1)).notes == ("as ever",)
    assert found.heading == "The middle tier by wood, 2000 to 2003, on 2 indicators"
    assert found.distance().tolist() == [0, 0, 0], "of the first unit where none was asked for"
