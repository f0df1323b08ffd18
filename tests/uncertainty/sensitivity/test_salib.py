"""SALib samples a definition's choices and analyses the runs; its indices are the library's own."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.uncertainty.sensitivity.salib import salib_problem

VARY = {
    "weights": {"spread": 0.5},
    "normalise": ["minmax", "zscore", "rank"],
    "aggregate": ["arithmetic", "maximum"],
}
DEFINITION = {"id": "i", "tree": {"a": 1, "b": 2, "c": 1}}


@pytest.fixture(scope="module")
def data() -> mp.Dataset:
    rng = np.random.default_rng(3)
    return mp.Dataset.from_frame(pd.DataFrame(rng.lognormal(size=(12, 3)), list("klmnopqrstuv"), list("abc")))


def test_each_kind_of_choice_has_its_bounds(data):
    vary = {
        "weights": {"concentration": 20},
        "leave_one_out": True,
        "noise": {"a": {"cv": 0.1}},
        "bands.0.top.rank.max": {"uniform": [2, 4]},
        "normalise": ["minmax", "rank"],
    }
    definition = {**DEFINITION, "bands": [{"top": {"rank": {"max": 3}}}]}
    problem = salib_problem(definition, data, uncertainty=vary)
    assert dict(zip(problem["names"], problem["bounds"], strict=True)) == {
        "weights.a": [0, 1],
        "weights.b": [0, 1],
        "weights.c": [0, 1],
        "leave_one_out": [0, 4],
        "noise": [0, 2**31],
        "bands.0.top.rank.max": [2, 4],
        "normalise": [0, 2],
    }
    assert problem["num_vars"] == 7 and set(problem["dists"]) == {"unif"}
    assert problem["groups"] == ["weights"] * 3 + problem["names"][3:]
    design = problem.design(np.array(problem["bounds"]).T * [[1.0], [1.0]])
    assert design["leave_one_out"].tolist() == [0, 3], "the upper end is the last alternative"
    run = mp.robustness(definition, data, uncertainty=vary, design=design)
    assert run.draws == 2


def test_weights_from_a_sample_are_distributed_as_those_that_are_drawn(data):
    vary = {"weights": {"concentration": 20}}
    problem = salib_problem(DEFINITION, data, uncertainty=vary)
    sample = np.random.default_rng(0).random((4000, 3))
    given = mp.robustness(DEFINITION, data, uncertainty=vary, design=problem.design(sample), keep=True).runs
    drawn = mp.robustness(DEFINITION, data, uncertainty=vary, draws=4000, keep=True).runs
    np.testing.assert_allclose(given["score"].mean(), drawn["score"].mean(), rtol=0.02)
    np.testing.assert_allclose(given["score"].std(), drawn["score"].std(), rtol=0.08)


def test_weights_by_spread_are_the_numbers_of_the_sample(data):
    problem = salib_problem(DEFINITION, data, uncertainty={"weights": {"spread": 0.5}})
    assert problem["bounds"] == [[0.5, 1.5], [1, 3], [0.5, 1.5]]
    run = mp.robustness(
        DEFINITION,
        data,
        uncertainty={"weights": {"spread": 0.5}},
        design=problem.design([[1.5, 1, 0.5]]),
        keep=True,
    )
    plain = mp.definition(DEFINITION).with_(weights={"a": 1.5, "b": 1, "c": 0.5}).apply(data).scores
    np.testing.assert_allclose(run.runs["score"].iloc[0], plain)


def test_what_has_no_weight_or_no_sibling_is_no_variable(data):
    tree = {"a": 1, "c": 0, "n": {"of": {"b": 1}}}
    problem = salib_problem({"id": "i", "tree": tree}, data, uncertainty={"weights": {"concentration": 20}})
    assert problem["names"] == ["weights.a", "weights.n"]


def test_only_some_choices_may_vary_and_a_problem_can_be_sent(data):
    problem = salib_problem(DEFINITION, data, uncertainty=VARY, only="normalise")
    assert problem["names"] == ["normalise"]
    again = pickle.loads(pickle.dumps(problem))
    assert again == problem and again.variables == problem.variables


@pytest.mark.parametrize("sample", ["many", [[1.0, 2.0]], [1.0], [[np.nan]]])
def test_a_sample_of_another_shape_is_refused(data, sample):
    problem = salib_problem(DEFINITION, data, uncertainty=VARY, only="normalise")
    with pytest.raises(OptionError, match="a sample"):
        problem.design(sample)


def test_salib_finds_the_same_indices(data):
    sobol_sample = pytest.importorskip("SALib.sample.sobol", reason="SALib is not installed")
    from SALib.analyze import sobol

    problem = salib_problem(DEFINITION, data, uncertainty=VARY)
    sample = sobol_sample.sample(problem, 1024, calc_second_order=False, seed=1)
    run = mp.robustness(DEFINITION, data, uncertainty=VARY, design=problem.design(sample), keep=True)
    theirs = sobol.analyze(problem, run.runs["rank", "m"].to_numpy(), calc_second_order=False, seed=1)
    ours = mp.sensitivity("m", DEFINITION, data, uncertainty=VARY, draws=4096).table.loc["rank"]
    np.testing.assert_allclose(theirs["S1"], ours["first"], atol=0.06)
    np.testing.assert_allclose(theirs["ST"], ours["total"], atol=0.06)
    assert ours["total"].max() > 0.3, "there is something to agree about"


def test_the_refusal_of_a_sample_says_its_shape_and_the_shape_that_is_wanted(data):
    problem = salib_problem(DEFINITION, data, uncertainty=VARY, only="normalise")
    with pytest.raises(OptionError) as caught:
        problem.design([[1.0, 2.0], [0.0, 1.0]])
    assert str(caught.value) == (
        "a sample has a row for each run and 1 columns of finite numbers, one for each of problem['names']; this has the"
        " shape (2, 2)"
    )
