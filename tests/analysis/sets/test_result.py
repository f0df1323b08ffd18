"""What the result hands out."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.sets.result import SetRelations


def test_it_prints_its_question_figures_and_remainders():
    found = mp.set_relations("fuzzy_middle_power", "swp_2024")
    text = str(found)
    assert text.startswith("<Set relations: 3 conditions of fuzzy_middle_power and swp_2024, 195 units>")
    assert "~means" in text and "note: " in text and "combinations have fewer than 1" in text
    assert found.to_frame()["condition"].to_list() == [
        "means",
        "not_great",
        "shown",
        "~means",
        "~not_great",
        "~shown",
    ]
    assert "Ragin (2008)" in found.cite() and "Goertz (2006)" in found.cite()


SOLVED = ["kind", "model", "term", "consistency", "pri", "coverage", "unique_coverage", "cases"]


def relations(solutions=(), **changes) -> SetRelations:
    """Two conditions of ten units, of which one is neither in the first nor out of it."""
    units = [f"u{i}" for i in range(10)]
    sets = pd.DataFrame({"a": [0.9, 0.5, *[0.2] * 8], "b": [0.8, 0.9, *[0.1] * 8]}, index=units)
    outcome = pd.Series([1.0, 0.7, *[0.1] * 8], index=units)
    rows = pd.MultiIndex.from_tuples([(1, 1), (1, 0), (0, 1), (0, 0)], names=["a", "b"])
    table = pd.DataFrame({"n": [1, 0, 0, 8], "consistency": 0.5}, index=rows)
    table["outcome"] = pd.array([1, None, None, 0], dtype="Int64")
    given = {
        "outcome": "y", "sets": sets, "memberships": outcome, "truth_table": table, "cuts": {"frequency": 1},
        "solutions": pd.DataFrame(list(solutions), columns=SOLVED), "definition": None,
        "dataset": mp.Dataset.from_frame(sets),
    }  # fmt: skip
    return SetRelations(**{**given, **changes})


def solution(kind: str, model: int, term: str) -> tuple:
    return (kind, model, term, 0.9, 0.8, 0.7, None, "")


def test_the_first_parsimonious_formula_is_drawn_and_without_one_what_is_nearest_to_necessary():
    terms = [
        solution("complex", 1, "a*b"),
        solution("parsimonious", 1, "a"),
        solution("parsimonious", 1, "b"),
    ]
    found = relations([*terms, solution("parsimonious", 2, "~a")])
    assert found.membership().name == "a + b" and found.membership().tolist()[:2] == [0.9, 0.9]
    assert relations().membership().name == "b", "b has 2.3 of the outcome's 2.5, a 2.2"
    assert found.membership("~a").tolist()[:2] == pytest.approx([0.1, 0.5])


def test_notes_count_the_combinations_that_nobody_has_and_name_who_is_left_out_or_undecided():
    undecided = "in no combination, with a membership of exactly .5: u1"
    free = (
        "2 of 4 combinations have fewer than 1 units: the complex solution uses none of them, the parsimonious one any that"
        " makes it shorter"
    )
    assert relations().notes == (free, undecided)
    definition = mp.definition("wood")
    for many, named in (
        (8, "v0, v1, v2, v3, v4, v5, v6 and v7"),
        (9, "v0, v1, v2, v3, v4, v5, v6 and v7, ..."),
    ):
        units = [*relations().sets.index, *(f"v{i}" for i in range(many))]
        data = mp.Dataset.from_frame(pd.DataFrame({"x": 1.0}, index=units))
        note = f"{many} units lack a membership and are left out: {named}"
        assert relations(definition=definition, dataset=data).notes == (free, note, undecided)
        assert relations(dataset=data).notes == (free, undecided)
    assert (
        relations([solution("complex", 200, "a")]).notes[-1]
        == "more models are equally short than are listed"
    )
    assert relations([solution("complex", 199, "a")]).notes[-1] == undecided


def test_the_heading_counts_conditions_and_units_and_the_words_say_what_is_enough():
    found = relations(
        [solution(kind, 1, term) for kind in ("complex", "parsimonious") for term in ("a", "solution")]
    )
    assert found.heading == "Set relations: 2 conditions and y, 10 units"
    lines = found.in_words().splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == [
        "Enough for y (complex)",
        "Enough for y (parsimonious)",
    ]
    assert relations().in_words().splitlines()[1].startswith("No combination is enough for y")
