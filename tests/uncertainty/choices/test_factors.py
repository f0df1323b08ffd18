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


VARY = (
    "weights vary by {concentration: 50} (around the given ones), {uniform: true} (any), {spread: 0.25} (each by so much,"
    " below 1), or one of several sets (a table with ids of elements as columns); not "
)
WEIGHT = "a weight is a number of at least 0"
UNIFORM = "uniform takes [lowest, highest], two numbers, not "
CHAIN = "{label: ..., set: {path: value}}"
LINE = "bands.0.great.score.min"


@pytest.mark.each(
    "case",
    [
        ({"missing": []}, "alternatives are a list, or {uniform: [lowest, highest]}; not []"),
        ({"missing": {"a": 1}}, "alternatives are a list, or {uniform: [lowest, highest]}; not {'a': 1}"),
        ({"weights": [{"money": 1}, {"money": -1}]}, f"set 2: the weight of 'money' is -1; {WEIGHT}"),
        ({"weights": [{"money": "x"}]}, f"set 1: the weight of 'money' is 'x'; {WEIGHT}"),
        ({"weights": [{"mony": 1}]}, "'mony' is not in the tree. Did you mean 'money'?"),
        ({"weights": pd.DataFrame(columns=["money"])}, "the table of weight sets has no row; each row is one set"),
        *(
            ({"weights": given}, f"{VARY}{given!r}")
            for given in (
                [], {"concentration": 0}, {"concentration": True}, {"concentration": float("inf")}, {"spread": 1},
                {"spread": 0}, {"uniform": False}, {"spread": 0.2, "uniform": True}, [{"money": 1}, 3],
            )
        ),
        *(({LINE: {"uniform": ends}}, f"{UNIFORM}{ends!r}") for ends in ([1, 1], [1, float("inf")], [1, "2"], [1, 2, 3], 3)),
        (
            {"bands.0.grat.score.min": {"uniform": [1, 2]}},
            f"the path does not lead to a number in a band's condition. Did you mean '{LINE}'? These do: {LINE},"
            " bands.1.middle.rank.min, bands.1.middle.rank.max",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_which_entry_what_is_wrong_and_what_would_be_right(plan, case):
    given, message = case
    with pytest.raises(DefinitionError) as caught:
        factors(plan, given)
    assert str(caught.value) == f"mapping: uncertainty {next(iter(given))!r}: {message}"


@pytest.mark.each(
    "case",
    [
        ([], f"a chain is a list of {CHAIN}"),
        (3, f"a chain is a list of {CHAIN}"),
        *(
            ([{"label": "a", "set": {}}, wrong], f"each member of a chain is {CHAIN}, not {wrong!r}")
            for wrong in ({"label": "a"}, {"label": "a", "set": 3}, "a")
        ),
        (
            [{"label": "a", "set": {"nomalise": "rank"}}],
            "alternative 'a': small-world: nothing can be changed at 'nomalise'. Did you mean 'normalise'? (after the"
            " changes 'nomalise')",
        ),
    ],
)  # fmt: skip
def test_a_faulty_chain_is_named_with_the_form_that_it_should_have(plan, case):
    given, message = case
    with pytest.raises(DefinitionError) as caught:
        factors(plan, {}, {"scheme": given})
    assert str(caught.value) == f"mapping: chains 'scheme': {message}"


def test_both_factors_that_change_the_same_thing_are_named(plan):
    chain = [{"label": "ranks", "set": {"normalise": "rank"}}]
    with pytest.raises(DefinitionError) as caught:
        factors(plan, {"normalise": ["none", "minmax"]}, {"scheme": chain})
    assert str(caught.value) == "'normalise' is changed by 'scheme' and by 'normalise': make them one chain"


def test_alternatives_are_labelled_shortly_or_as_the_file_says(plan):
    given = {
        "missing": [{"exclude": 0.66}, "zero", {"label": "other", "set": "available"}],
        "normalise": [["rank", "minmax"], {"goalposts": [0, 10]}],
    }
    missing, normalise = factors(plan, given)
    assert missing.labels == ("exclude 0.66", "zero", "other")
    assert missing.changes == ({"missing": {"exclude": 0.66}}, {"missing": "zero"}, {"missing": "available"})
    assert normalise.labels == ("rank minmax", "goalposts 0 10")


def test_a_file_has_its_own_choices_and_what_a_caller_gives_stands_instead(world):
    chains = {"scheme": [{"label": "a", "set": {"missing": "zero"}}]}
    spec = {**SPEC, "uncertainty": {"weights": {"uniform": True}}, "chains": chains}
    plan = Plan.compile(mp.definition(spec), world)

    def names(*given) -> list[str]:
        return [factor.name for factor in factors(plan, *given)]

    assert names() == ["scheme", "weights"]
    assert names({"noise": {"tanks": {"cv": 0.1}}}) == ["noise"]
    assert names(None, {"other": chains["scheme"]}) == ["other", "weights"]


def test_there_is_something_to_leave_out_only_among_several_indicators_and_if_it_is_wanted(plan, world):
    assert factors(plan, {"leave_one_out": True})[0].leaves == ("tanks", "ships", "money")
    assert factors(plan, {"leave_one_out": False}) == []
    single = Plan.compile(mp.definition({**SPEC, "tree": {"tanks": 1}, "bands": []}), world)
    assert factors(single, {"leave_one_out": True}) == []


def test_a_weight_of_zero_in_a_set_is_a_weight_and_what_counts_nothing_stays_out(world):
    spec = {**SPEC, "tree": {**SPEC["tree"], "money": 0}}
    plan = Plan.compile(mp.definition(spec), world)
    (factor,) = factors(plan, {"weights": ({"tanks": 0, "ships": 4},)})
    sets = dict(zip(plan.elements, factor.sets[0], strict=True))
    assert (sets["tanks"], sets["ships"], sets["arms"], sets["money"]) == (0, 4, 3, 0)


def test_a_grid_covers_its_range_in_steps_of_equal_width(world):
    spec = {**SPEC, "parameters": {"most": 3}, "treat": {"winsorise": "$most"}}
    (factor,) = factors(Plan.compile(mp.definition(spec), world), {"parameters.most": {"uniform": [2, 18]}})
    assert [changes["parameters.most"] for changes in factor.changes] == [2.5 + i for i in range(16)]
