"""A case is one that its invariant can be put to, and a counterexample is read at a glance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.testing import Case, Counterexample, picks
from mpindex.testing.subject import Subject, subject

FRAME = pd.DataFrame({"a": [1.0, 2.0, 4.0, np.nan], "b": [9.0, 5.0, 7.0, 8.0]}, index=list("wxyz"))


@pytest.fixture(scope="module")
def target() -> Subject:
    spec = {"id": "two", "tree": {"a": 1, "b": {"direction": -1}}, "missing": "available"}
    return subject(mp.definition(spec), mp.Dataset.from_frame(FRAME))


def cases(pick, target: Subject) -> list[Case]:
    drawn = [pick(target, FRAME, np.random.default_rng(seed)) for seed in range(60)]
    return [case for case in drawn if case is not None]


def test_a_rise_is_a_better_figure_of_a_unit_that_has_one(target):
    chosen = cases(picks.rise, target)
    assert {case.indicator for case in chosen} == {"a", "b"}
    for case in chosen:
        figure, way = picks.cell(FRAME, case.units[0], case.indicator), target.directions[case.indicator]
        assert (case.amount - figure) * way > 0


def test_a_pair_is_of_two_units_and_a_unit_left_out_is_not_one_that_is_named(target):
    assert all(len(set(case.units)) == 2 for case in cases(picks.pair, target))
    assert {case.units[0] for case in cases(picks.left_out, target)} == set("wxyz")
    assert picks.left_out(target, FRAME.iloc[:2], np.random.default_rng(0)) is None


def test_factors_are_positive_and_shifts_are_in_proportion_to_the_spread(target):
    assert all(case.amount > 0 for case in cases(picks.factor, target))
    spread = FRAME.max() - FRAME.min()
    assert {case.amount / spread[case.indicator] for case in cases(picks.shift, target)} == {0.5, 2.0, 10.0}


def test_a_column_is_taken_away_only_where_another_is_left(target):
    assert cases(picks.column, target)
    assert picks.column(target, FRAME[["a"]], np.random.default_rng(0)) is None


def test_weights_of_leaves_and_not_of_the_root_are_changed(target):
    assert {case.indicator for case in cases(picks.weight, target)} == {"a", "b"}
    assert picks.nothing(target, FRAME, np.random.default_rng(0)) == Case()
    assert cases(picks.reorder, target)[0].amount >= 1


def test_a_counterexample_prints_what_went_wrong_and_both_tables():
    text = str(Counterexample("ties", "two", "w and x differ", FRAME, FRAME * 2))
    assert text.startswith("two: ties does not hold: w and x differ\n before\n")
    assert " after\n" in text and "18" in text
