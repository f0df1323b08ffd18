"""One engine for one run and for thousands: a replicate is the definition with its choices made otherwise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.engine.stages import Stages
from mpindex.errors import DefinitionError
from mpindex.uncertainty.choices.factors import factors
from mpindex.uncertainty.runs.replicates import Replicates
from mpindex.uncertainty.runs.task import make_task


def replicates(name: str, **vary) -> Replicates:
    plan = Plan.compile(mp.definition(name), mp.load())
    return Replicates(plan, tuple(factors(plan, vary or None)))


@pytest.mark.parametrize(
    "name", ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood"]
)
def test_the_reference_is_what_apply_says(name):
    outcome, index = replicates(name).reference(), mp.definition(name).apply(mp.load())
    np.testing.assert_allclose(outcome.scores[0], index.scores, rtol=1e-12)
    np.testing.assert_array_equal(outcome.ranks[0], index.ranks.astype(float))
    np.testing.assert_array_equal(outcome.codes[0], index.codes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("cinc", {"missing": "zero"}),
        ("cinc", {"missing": "exclude"}),
        ("rankings", {"aggregate": "arithmetic"}),
        ("behavioural", {"normalise": "zscore"}),
        ("behavioural", {"bands.0.acts like a middle power.population.above": 0}),
        ("regional", {"parameters.region": "nearest_10"}),
        ("wood", {"bands.1.middle.rank.1": 50}),
    ],
)
def test_an_alternative_is_the_definition_changed_by_hand(name, changes):
    ((path, value),) = changes.items()
    varied = replicates(name, **{path: [value, value]})
    outcome = varied.run({path: np.array([0])}, 1)
    index = mp.definition(name).with_(changes).apply(mp.load())
    np.testing.assert_allclose(outcome.scores[0], index.scores, rtol=1e-12)
    labels = [varied.labels[code] if code >= 0 else "no score" for code in outcome.codes[0]]
    assert labels == list(index.bands.astype(object).where(index.scores.notna(), "no score"))


@pytest.mark.parametrize("leaf", ["gdp", "io_memberships", "area"])
def test_leaving_an_indicator_out_is_giving_it_no_weight(leaf):
    varied = replicates("capability", leave_one_out=True)
    number = 1 + varied.factors[0].leaves.index(leaf)
    outcome = varied.run({"leave_one_out": np.array([number, 0])}, 2)
    without = mp.definition("capability").with_(weights={leaf: 0}).apply(mp.load())
    np.testing.assert_allclose(outcome.scores[0], without.scores, rtol=1e-12)
    np.testing.assert_allclose(outcome.scores[1], varied.reference().scores[0], rtol=1e-14)


def test_a_dimension_whose_only_indicator_is_left_out_is_left_out():
    varied = replicates("rankings", leave_one_out=True)
    number = 1 + varied.factors[0].leaves.index("hdi")
    outcome = varied.run({"leave_one_out": np.array([number])}, 1)
    without = mp.definition("rankings").with_(weights={"development": 0}).apply(mp.load())
    np.testing.assert_allclose(outcome.scores[0], without.scores, rtol=1e-12)


def test_draws_are_run_alike_together_and_one_by_one():
    task = make_task("capability", None, {}, draws=40, seed=1)
    values, size = task.values(range(1))
    together = task.replicates.run(values, size)
    for i in (0, 7, 39):
        alone = task.replicates.run({name: value[[i]] for name, value in values.items()}, 1)
        np.testing.assert_allclose(alone.scores[0], together.scores[i], rtol=1e-12)
        np.testing.assert_array_equal(alone.codes[0], together.codes[i])


def test_each_distinct_prefix_of_choices_is_computed_once(monkeypatch):
    """Five treatments and two scalings: five columns of treated, ten of normalised figures, whatever the draws."""
    made: list[str] = []
    for stage in ("raw", "denominated", "imputed", "treated", "normalised"):
        own = getattr(Stages, f"_{stage}")

        def counted(self, own=own, stage=stage):
            made.append(stage)
            return own(self)

        monkeypatch.setattr(Stages, f"_{stage}", counted)
    vary = {
        "treat": [{"winsorise": {"winmax": most}} for most in (1, 2, 3, 4, 5)],
        "normalise": [{"minmax": [1, 100]}, "percentile_rank"],
        "aggregate": ["arithmetic", "geometric"],
        "weights": {"uniform": True},
    }
    table = pd.DataFrame(np.random.default_rng(1).lognormal(sigma=2, size=(60, 4)), columns=list("wxyz"))
    table.insert(0, "unit", [f"u{i}" for i in range(60)])
    definition = mp.definition({"id": "chain", "normalise": "rank", "tree": dict.fromkeys("wxyz", 1)})
    found = mp.robustness(definition, mp.read(table, units="free"), draws=3000, uncertainty=vary)
    assert len(found.task.replicates.variants._plans) == 20
    counts = {stage: made.count(stage) for stage in dict.fromkeys(made)}
    assert counts == {"raw": 1, "denominated": 1, "imputed": 1, "treated": 6, "normalised": 11}


def test_an_alternative_may_not_change_which_elements_there_are():
    varied = replicates("wood", tree=[{"gdp": 1}, {"gdp": 1, "population": 1}])
    with pytest.raises(DefinitionError, match="may not add or remove elements"):
        varied.variants.plan((1,))


def test_figures_with_errors_stay_within_what_is_possible():
    plan = Plan.compile(
        mp.definition({"id": "share", "normalise": "none", "tree": {"women_in_parliament": 1}}), mp.load()
    )
    varied = Replicates(plan, tuple(factors(plan, {"noise": {"women_in_parliament": {"sd": 80}}})))
    scores = varied.run({"noise": np.arange(50)}, 50).scores
    there = scores[~np.isnan(scores)]
    assert there.min() == 0 and there.max() == 100


def test_alternatives_may_name_tiers_that_the_definitions_own_bands_do_not():
    changed = mp.definition("wood").with_(id="mine", bands=[{"big": {"rank": [1, 3]}}, {"rest": {}}])
    assert {"big", "great by rule", "middle"} <= set(mp.robustness(changed, draws=50).bands.columns)


def test_scores_are_rounded_in_every_draw_too_and_so_are_dimensions_on_the_way_up():
    data = mp.Dataset.from_frame(
        pd.DataFrame({"a": [1.0, 2.2, 3.1], "b": [2.0, 1.1, 5.3], "c": [0.7, 4.4, 1.2]})
    )
    tree = {"n": {"then": {"round": 0}, "of": {"a": 1, "b": 1}}, "c": 1}
    spec = {"id": "i", "normalise": "none", "then": {"round": 1}, "tree": tree}
    run = mp.robustness(
        spec, data, uncertainty={"n.aggregate": ["arithmetic", "maximum"]}, draws=40, keep=True
    )
    means = np.floor(np.array([1.5, 1.65, 4.2]) + 0.5), np.floor(np.array([2, 2.2, 5.3]) + 0.5)
    wanted = {
        tuple(np.floor((mean + np.array([0.7, 4.4, 1.2])) / 2 * 10 + 0.5 + 1e-9) / 10) for mean in means
    }
    assert {tuple(row) for row in run.runs["score"].to_numpy()} == wanted


def test_a_sample_in_which_nothing_is_left_out_is_the_definition():
    varied = replicates("rankings", leave_one_out=True)
    outcome = varied.run({"leave_one_out": np.zeros(2, dtype=int)}, 2)
    np.testing.assert_array_equal(outcome.ranks, np.tile(varied.reference().ranks, (2, 1)))


@pytest.mark.each("leaf", ["a", "b"])
def test_whichever_dimension_loses_its_only_indicator_is_not_missed(leaf):
    """Whoever lacks a dimension of any weight is excluded: nobody lacks one that was left out with all it has."""
    data = mp.Dataset.from_frame(
        pd.DataFrame({"a": [1.0, 2], "b": [2.0, 5], "c": [4.0, 3]}, index=["x", "y"])
    )
    tree = {"n": {"of": {"a": 1}}, "m": {"of": {"b": 1}}, "c": 1}
    spec = {"id": "i", "normalise": "none", "missing": "exclude", "tree": tree}
    plan = Plan.compile(mp.definition(spec), data)
    varied = Replicates(plan, tuple(factors(plan, {"leave_one_out": True})))
    number = 1 + varied.factors[0].leaves.index(leaf)
    outcome = varied.run({"leave_one_out": np.array([number, 0])}, 2)
    rest = data.values([name for name in "abc" if name != leaf])
    np.testing.assert_allclose(outcome.scores, [rest.mean(axis=1), data.values(list("abc")).mean(axis=1)])
