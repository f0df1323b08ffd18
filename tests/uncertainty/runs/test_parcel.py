"""What travels to a worker is small, and enough."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.grammar.library import HEADLINES
from mpindex.uncertainty.runs.parcel import indicators, reduced
from mpindex.uncertainty.runs.replicates import Replicates
from mpindex.uncertainty.runs.task import make_task
from mpindex.uncertainty.runs.workers import packed


def test_the_indicators_of_a_definition_include_those_of_the_definitions_that_its_bands_name():
    spec = {"id": "own", "tree": {"wgi_rl": 1}, "bands": [{"strong": {"capability": {"not": "small"}}}]}
    asked = indicators(Replicates(Plan.compile(mp.definition(spec), mp.load()), ()))
    assert {"wgi_rl", "milex", "patents"} <= asked


@pytest.mark.parametrize("name", HEADLINES)
def test_less_than_200_kib_travel_for_a_headline_definition(name):
    assert len(packed(make_task(name, None, {}, draws=10, seed=1))) < 200 * 1024


def test_other_years_travel_where_a_definition_looks_at_them_and_nowhere_else():
    spec = {
        "id": "own", "normalise": "rank", "tree": {"five": 1, "gdp": 1},
        "derive": {"five": {"mean": "milex", "years": 5}},
    }  # fmt: skip
    world = mp.load()
    plan = Plan.compile(mp.definition(spec), world)
    small = reduced(world, Replicates(plan, ()))
    assert set(small.indicators) == {"milex", "gdp"}
    years = {name: len(small.series(name)[0]) for name in small.indicators}
    assert years["milex"] == len(world.series("milex")[0]) > years["gdp"]
    again = Plan.compile(mp.definition(spec), small)
    np.testing.assert_array_equal(again.stage("raw"), plan.stage("raw"))


def test_all_years_travel_where_a_definition_learns_from_them():
    spec = {"id": "own", "normalise": "minmax", "learn": "panel", "tree": {"gdp": 1}}
    world = mp.load()
    plan = Plan.compile(mp.definition(spec), world)
    small = reduced(world, Replicates(plan, ()))
    np.testing.assert_array_equal(
        Plan.compile(mp.definition(spec), small).stage("normalised"), plan.stage("normalised")
    )
