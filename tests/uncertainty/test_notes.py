"""What was varied unasked is said, and whose ranks are those of a few draws."""

from __future__ import annotations

import numpy as np
import pandas as pd

import mpindex as mp
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.notes import held_fixed, mixed_scales
from mpindex.uncertainty.notes import notes as noted
from mpindex.uncertainty.runs.task import make_task

TREE = {"a": 1, "b": 1, "c": 1}
FRAME = pd.DataFrame(
    np.random.default_rng(3).uniform(1, 9, (6, 3)), index=list("pqrstu"), columns=list("abc")
)


def run(frame=FRAME, *, draws=300, **settings):
    return mp.robustness({"id": "mine", "tree": TREE}, mp.Dataset.from_frame(frame), draws=draws, **settings)


def test_what_was_varied_unasked_is_said():
    notes = run().notes
    assert len(notes) == 1
    assert (
        "each weight by up to 25 %, scaling (min-max, z-scores, percentile ranks), one indicator left out"
        in notes[0]
    )


def test_what_was_asked_for_needs_no_note():
    assert run(uncertainty={"weights": {"spread": 0.1}}).notes == ()


def test_the_note_names_only_what_was_varied():
    assert "indicator left out" not in run(only=["weights"]).notes[0]


def test_units_that_mostly_have_no_score_are_named():
    gaps = FRAME.copy()
    gaps.loc[["q", "t"], "b"] = np.nan
    notes = run(gaps).notes
    assert notes[-1] == "2 of 6 units have no score in most draws (q, t): ranks are among those that have one"


def test_units_that_never_have_a_score_are_told_apart():
    gaps = FRAME.copy()
    gaps.loc["q"] = np.nan
    assert "no score in any draw (q)" in run(gaps).notes[-1]


def test_the_notes_are_printed():
    found = run()
    assert f"note: {found.notes[0]}" in repr(found)
    assert "varied: each weight" in found._repr_html_()


def test_sensitivity_says_it_too():
    found = mp.sensitivity("p", {"id": "mine", "tree": TREE}, mp.Dataset.from_frame(FRAME), draws=32)
    assert "each weight by up to 25 %" in found.notes[0]
    assert f"note: {found.notes[0]}" in repr(found)


def test_the_bands_of_another_definition_are_said_to_be_held_as_they_stand():
    bands = [{"in": {"score": {"min": 0.5}, "wood": {"not": "great"}}}, {"out": {}}]
    spec = {"id": "mine", "tree": {"gdp": 1, "population": 1}, "normalise": "percentile_rank", "bands": bands}
    spec["uncertainty"] = {"weights": {"spread": 0.2}}
    (note,) = mp.robustness(spec, draws=16).notes
    assert note.startswith("the bands of wood, which mine asks for, are held as they stand")
    assert mp.sensitivity("KAZ", spec, draws=16).notes == (note,)


def test_indices_of_a_score_on_several_scales_are_said_to_say_little():
    spec = {"id": "mine", "tree": TREE, "uncertainty": {"normalise": ["minmax", "percentile_rank"]}}
    data = mp.Dataset.from_frame(FRAME)
    (note,) = mp.sensitivity("p", spec, data, draws=16).notes
    assert "normalise changes the scale of the score" in note
    assert (
        mp.sensitivity("p", {**spec, "uncertainty": {"weights": {"spread": 0.2}}}, data, draws=16).notes == ()
    )


def unscored(drawn: list[int]) -> tuple[str, ...]:
    """The notes of a run of ten draws in which each unit has a rank in so many."""
    names = [f"u{i}" for i in range(len(drawn))]
    data = mp.Dataset.from_frame(pd.DataFrame({"a": 1.0, "b": 2.0}, index=names))
    spec = {
        "id": "mine",
        "tree": {"a": 1, "b": 1},
        "normalise": "none",
        "uncertainty": {"weights": {"uniform": True}},
    }
    tally = Tally.empty(len(drawn), 1, 99)
    tally.ranks.table[:, 0] = drawn
    return noted(make_task(spec, data, None, draws=10, seed=1), tally)


def test_a_score_in_half_of_the_draws_is_enough():
    assert unscored([10, 5, 10]) == ()
    assert unscored([10, 4, 10]) == (
        "1 of 3 units has no score in most draws (u1): ranks are among those that have one",
    )


def test_a_dozen_without_a_score_are_named_and_the_rest_counted():
    names = ", ".join(f"u{i}" for i in range(12))
    end = "ranks are among those that have one"
    assert unscored([0] * 12 + [10]) == (f"12 of 13 units have no score in any draw ({names}): {end}",)
    assert unscored([0] * 13) == (f"13 of 13 units have no score in any draw ({names} and 1 more): {end}",)


def test_every_note_is_a_sentence_that_says_what_to_do():
    assert run().notes == (
        "mine does not say what its maker could have chosen otherwise, so what any index leaves open was varied: each"
        " weight by up to 25 %, scaling (min-max, z-scores, percentile ranks), one indicator left out; to vary other things"
        " write them under `uncertainty:` or give uncertainty={...}",
    )
    vary = {
        "normalise": ["minmax", "rank"],
        "aggregate": ["arithmetic", "geometric"],
        "missing": ["available", "zero"],
    }
    task = make_task(
        {"id": "mine", "tree": TREE, "uncertainty": vary}, mp.Dataset.from_frame(FRAME), None, draws=1, seed=1
    )
    assert mixed_scales(task) == [
        "normalise and aggregate change the scale of the score (0 to 100, 0 to 1, shares), so the indices of `score` say"
        " mostly that; those of rank, band and ordering do not depend on the scale"
    ]


def test_bands_that_are_held_fixed_are_named_with_what_varies():
    bands = [{"in": {"wood": {"not": "great"}}}, {"out": {}}]
    spec = {
        "id": "mine",
        "tree": {"gdp": 1, "population": 1},
        "bands": bands,
        "uncertainty": {"weights": {"uniform": True}},
    }
    assert held_fixed(make_task(spec, None, None, draws=1, seed=1)) == [
        "the bands of wood, which mine asks for, are held as they stand; only the choices of mine vary"
    ]
