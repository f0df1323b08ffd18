"""Choices in words: no name that only a file of a definition has."""

from __future__ import annotations

import re
from itertools import chain

import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.uncertainty.choices.choices import Choice
from mpindex.uncertainty.choices.factors import factors
from mpindex.uncertainty.choices.words import alternative_in_words, factor_in_words

#: What only files say: an underscore, a dotted path, the id of a method.
RAW = re.compile(r"\w_\w|[a-z]\.[a-z]|\b(minmax|zscore)\b|\d%")


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    ids = ("cinc_open", "behavioural", "regional", "status", "emerging", "beckley")
    return {id: Plan.compile(mp.definition(id), mp.load(), {}) for id in ids}


def test_no_choice_of_a_bundled_definition_is_called_by_an_id(plans):
    for id, plan in plans.items():
        spec = plan.definition.spec
        varied = factors(plan, spec["uncertainty"], spec.get("chains"))
        words = [factor_in_words(factor.name) for factor in varied]
        words += chain.from_iterable(
            [alternative_in_words(factor.name, label, plan) for label in factor.labels]
            for factor in varied
            if isinstance(factor, Choice)
        )
        assert [text for text in words if RAW.search(text)] == [], id


@pytest.mark.each(
    "case",
    [
        ("leave_one_out", "energy", "without Energy use"),
        ("missing", "exclude 0.66", "leaving out whoever has less than 66 %"),
        ("missing", "exclude", "leaving out whoever has a gap"),
        ("normalise", "zscore", "scaling: z-scores"),
        ("aggregate", "geometric", "combined by: geometric mean"),
        ("energy.indicator", "gdp_ppp", "figure for energy: GDP at purchasing power parity"),
        ("parameters.region", "nearest_10", "region: the 10 nearest capitals"),
        ("weights", "best of 20 draws", "other weights (1 draw in 20 is better still)"),
        ("scheme", "Lowy, min-max", "scheme: Lowy, min-max"),
    ],
)
def test_an_alternative_is_called_as_a_reader_would(plans, case: tuple[str, str, str]):
    factor, label, words = case
    assert alternative_in_words(factor, label, plans["cinc_open"]) == words


def test_a_condition_as_a_whole_is_a_line_too_and_a_band_as_a_whole_is_none():
    assert factor_in_words("bands.0.great.score") == "line of 'great' (score)"
    assert factor_in_words("bands.0.great") == "bands 0 great"
    assert factor_in_words("bands") == "rule of the bands"
