"""The choices that could be made otherwise: what a definition may say of them, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.uncertainty.choices.choices import Choice, LeaveOut, Noise, Threshold, Weights
from mpindex.uncertainty.choices.factors import factors

SPEC = {
    "id": "small-world",
    "normalise": "none",
    "tree": {"arms": {"weight": 3, "of": {"tanks": 2, "ships": 1}}, "money": 1},
    "bands": [{"great": {"score": {"min": 5}}}, {"middle": {"rank": [2, 3]}}, {"small": {}}],
}


@pytest.fixture(scope="module")
def world() -> mp.Dataset:
    table = {"unit": list("abcd"), "tanks": [9.0, 4, 2, 1], "ships": [8.0, 5, 1, 2], "money": [7.0, 9, 3, 1]}
    return mp.read(pd.DataFrame(table), units="free")


@pytest.fixture(scope="module")
def plan(world) -> Plan:
    return Plan.compile(mp.definition(SPEC), world)


def drawn(plan: Plan, given, size: int = 4000) -> np.ndarray:
    factor = factors(plan, {"weights": given})[0]
    return factor.draw(np.random.default_rng(1), size)


def test_each_entry_is_one_factor(plan):
    given = {
        "missing": ["available", "zero"],
        "weights": {"concentration": 50},
        "leave_one_out": True,
        "noise": {"tanks": {"cv": 0.1}},
        "bands.0.great.score.min": {"uniform": [4, 6]},
    }
    kinds = [type(factor) for factor in factors(plan, given)]
    assert kinds == [Choice, Weights, LeaveOut, Noise, Threshold]


def test_choices_that_belong_together_are_one_factor(plan):
    chain = [
        {"label": "a", "set": {}},
        {"label": "b", "set": {"normalise": "rank", "aggregate": "geometric"}},
    ]
    (factor,) = factors(plan, {}, {"scheme": chain})
    assert factor.labels == ("a", "b") and factor.changes[0] == {}


def test_an_element_of_weight_zero_stays_out(world):
    spec = {**SPEC, "tree": {**SPEC["tree"], "money": 0}}
    plan = Plan.compile(mp.definition(spec), world)
    for given in ({"concentration": 50}, {"uniform": True}, {"spread": 0.25}):
        assert (drawn(plan, given)[:, plan.elements.index("money")] == 0).all()


def test_weight_sets_are_taken_by_name_and_the_rest_keeps_its_weight(plan):
    (factor,) = factors(plan, {"weights": pd.DataFrame({"money": [1.0, 5.0]})})
    sets = dict(zip(plan.elements, np.transpose(factor.sets), strict=True))
    assert list(sets["money"]) == [1, 5] and list(sets["tanks"]) == [2, 2]


def test_a_continuous_parameter_that_is_no_line_of_a_band_is_drawn_on_a_grid(world):
    spec = {**SPEC, "parameters": {"most": 3}, "treat": {"winsorise": "$most"}}
    plan = Plan.compile(mp.definition(spec), world)
    (factor,) = factors(plan, {"parameters.most": {"uniform": [0, 16]}})
    assert factor.labels[:2] == ("0.5", "1.5") and factor.size == 16


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"bands.0.grat.score.min": {"uniform": [1, 2]}}, "Did you mean 'bands.0.great.score.min'"),
        ({"bands.0.great.score.min": {"uniform": [2, 1]}}, "lowest, highest"),
        ({"missing": []}, "alternatives are a list"),
        ({"missing": ["zerro"]}, "zerro"),
        ({"nomalise": ["rank"]}, "normalise"),
        ({"weights": {"concentration": -1}}, "weights vary by"),
        ({"weights": {"spread": 1}}, "below 1"),
        ({"weights": [{"mony": 1}]}, "Did you mean 'money'"),
        ({"weights": [{"money": float("nan")}]}, "a number of at least 0"),
        ({"weights": pd.DataFrame(columns=["money"])}, "no row"),
        ({"noise": {"tank": {"sd": 1}}}, "Did you mean 'tanks'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(plan, given, words):
    with pytest.raises(DefinitionError) as caught:
        factors(plan, given)
    assert words in str(caught.value) and next(iter(given)) in str(caught.value)


def test_all_faults_are_told_at_once(plan):
    with pytest.raises(DefinitionError) as caught:
        factors(plan, {"missing": ["zerro"], "weights": {"spread": 2}, "treat": []})
    assert len(str(caught.value).splitlines()) == 3


def test_two_factors_may_not_change_the_same_thing(plan):
    chain = [{"label": "ranks", "set": {"normalise": "rank"}}]
    with pytest.raises(DefinitionError, match="make them one chain"):
        factors(plan, {"normalise": ["none", "minmax"]}, {"scheme": chain})


def test_a_path_with_a_range_leads_to_either_end(plan):
    for name in ("bands.1.middle.rank.1", "bands.1.middle.rank.max"):
        (factor,) = factors(plan, {name: {"uniform": [2, 4]}})
        assert isinstance(factor, Threshold)


@pytest.mark.parametrize(
    "name", ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood"]
)
def test_what_the_bundled_definitions_say_of_their_choices_holds(name):
    plan = Plan.compile(mp.definition(name), mp.load())
    assert factors(plan)
