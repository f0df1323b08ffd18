"""Variants: one plan for each way to the scores, one rule of bands for each alternative of bands, put together."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.uncertainty.choices.choices import Choice
from mpindex.uncertainty.choices.factors import factors
from mpindex.uncertainty.runs.variants import Variants


def variants(name: str, **parameters) -> Variants:
    plan = Plan.compile(mp.definition(name), mp.load(), parameters)
    return Variants(plan, tuple(factor for factor in factors(plan) if isinstance(factor, Choice)))


@pytest.mark.parametrize("name", ["capability", "behavioural", "rankings", "wood"])
def test_bands_put_together_are_those_of_the_definition_with_all_the_changes(name):
    made = variants(name)
    every = list(itertools.product(*(range(choice.size) for choice in made.choices)))
    for combination in every[:: max(1, len(every) // 12)]:
        scored = made.plan(made.scoring(combination))
        levels = scored.levels(scored.stage("normalised"))
        together, directly = made.banding(combination), made.plan(combination).banding
        assert together.labels == directly.labels
        np.testing.assert_array_equal(together.assign(levels), directly.assign(levels))


def test_choices_of_bands_alone_share_a_plan():
    made = variants("capability")
    every = list(itertools.product(*(range(choice.size) for choice in made.choices)))
    for combination in every:
        made.banding(combination)
    ways = len({made.scoring(combination) for combination in every})
    bands = next(choice.size for choice in made.choices if choice.name == "bands")
    assert ways * bands == len(every)
    assert len(made._plans) == ways + bands


def test_an_alternative_that_changes_scores_and_bands_has_its_own_bands():
    spec = {
        "id": "own", "normalise": "none", "tree": {"gdp": 1}, "parameters": {"most": 5},
        "bands": [{"top": {"rank": {"max": "$most"}}}, {"rest": {}}],
        "uncertainty": {"parameters.most": [5, 50], "bands.1.rest.gdp.min": {"uniform": [0, 1]}},
    }  # fmt: skip
    spec["bands"][1]["rest"] = {"gdp": {"min": 0}}
    plan = Plan.compile(mp.definition(spec), mp.load())
    made = Variants(plan, tuple(factor for factor in factors(plan) if isinstance(factor, Choice)))
    levels = plan.levels(plan.stage("normalised"))
    few, many = (np.sum(made.banding((n,)).assign(levels) == 0) for n in (0, 1))
    assert (few, many) == (5, 50)


def test_parameters_in_use_stay_in_use_under_every_alternative():
    made = variants("regional", penetrated="nearest_10")
    changed = made.plan((8, -1))
    assert changed.parameters["penetrated"] == "nearest_10"
    assert changed.parameters["region"] == "nearest_10"


def test_draws_are_grouped_and_none_is_lost():
    made = variants("capability")
    rng = np.random.default_rng(1)
    values = {choice.name: choice.draw(rng, 500) for choice in made.choices}
    groups = list(made.groups(values, 500))
    assert sorted(np.concatenate([draws for _, draws in groups]).tolist()) == list(range(500))
    scoring = [made.scoring(combination) for combination, _ in groups]
    assert len(list(itertools.groupby(scoring))) == len(set(scoring))
    for combination, draws in groups:
        for choice, number in zip(made.choices, combination, strict=True):
            assert (values[choice.name][draws] == number).all()


def test_a_choice_that_is_not_drawn_stands_as_the_definition_has_it():
    made = variants("capability")
    [(combination, draws)] = made.groups({}, 3)
    assert combination == (-1,) * len(made.choices) and draws.tolist() == [0, 1, 2]
    assert made.plan(combination) is made.base


def test_the_first_alternative_is_one_too_whatever_the_definition_says_itself():
    spec = {
        "id": "own",
        "normalise": "none",
        "tree": {"gdp": 1},
        "uncertainty": {"normalise": ["rank", "none"]},
    }
    plan = Plan.compile(mp.definition(spec), mp.load())
    made = Variants(plan, tuple(factors(plan)))
    assert made.plan((0,)).model.root.settings.normalise.name == "rank"
    assert made.plan((-1,)) is plan
