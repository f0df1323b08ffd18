"""Choices of scales alone run together on one plan, with the results of a plan each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.uncertainty.runs.replicates import Replicates
from mpindex.uncertainty.runs.task import make_task

GRIDS = {f"{name}.normalise.calibrate.cross": {"uniform": [30, 60]} for name in "wxy"}


def replicates(**changes) -> Replicates:
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(100 * rng.random((12, 4)), columns=list("wxyz"), index=[f"u{i}" for i in range(12)])
    frame[frame < 8] = np.nan
    frame["flat"] = 50.0
    leaves = {
        name: {"indicator": name, "normalise": {"calibrate": {"out": 5, "cross": 40, "in": 90}}}
        for name in "wxyz"
    }
    spec = {
        "id": "few", "tree": {"first": {"of": {name: leaves[name] for name in "wx"}}, "y": leaves["y"], "z": leaves["z"]},
        "bands": [{"top": {"first": {"min": 0.4}, "score": {"min": 0.3}}}, {"rest": {}}], "uncertainty": GRIDS, **changes,
    }  # fmt: skip
    return make_task(spec, mp.Dataset.from_frame(frame), {}, draws=60, seed=1).replicates


def plan_by_plan(given: Replicates) -> Replicates:
    """The same, each draw by a plan of its own."""
    apart = Replicates(given.base, given.factors)
    apart.__dict__["rescalings"] = ()  # what is kept of the cached property
    return apart


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"aggregate": ["arithmetic", "geometric", "minimum"]},
        {"weights": {"spread": 0.25}, "leave_one_out": True},
        {
            "bands": [
                [{"top": {"rank": [1, 3]}}, {"rest": {}}],
                [{"top": {"score": {"min": 0.2}}}, {"rest": {}}],
            ]
        },
    ],
    ids=["alone", "means", "weights", "bands"],
)
def test_scores_ranks_and_bands_are_those_of_a_plan_for_each_draw(more):
    together = replicates(uncertainty={**GRIDS, **more}, missing="available")
    assert [scaling.name for scaling in together.rescalings] == list(GRIDS)
    values = together.draw(np.random.default_rng(2), 60)
    one, other = together.run(values, 60), plan_by_plan(together).run(values, 60)
    np.testing.assert_allclose(one.scores, other.scores, rtol=1e-13)
    np.testing.assert_array_equal(one.ranks, other.ranks)
    np.testing.assert_array_equal(one.codes, other.codes)


def test_a_factor_without_values_keeps_the_scale_of_the_definition():
    together = replicates()
    some = {
        name: values for name, values in together.draw(np.random.default_rng(2), 9).items() if name[0] != "w"
    }
    np.testing.assert_array_equal(together.run({}, 1).scores, together.reference().scores)
    np.testing.assert_allclose(
        together.run(some, 9).scores, plan_by_plan(together).run(some, 9).scores, rtol=1e-13
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"uncertainty": {"w.normalise.calibrate.cross": {"uniform": [30, 60]}}},  # not worth while
        {"weigh": "entropy"},
        {"uncertainty": {**GRIDS, "z.treat": [{"winsorise": {"winmax": 1}}, "none"]}},
    ],
    ids=["few", "weights from the values", "another step"],
)
def test_where_it_is_not_sure_each_combination_has_its_plan(changes):
    given = replicates(**changes)
    assert not given.rescalings
    assert len(given.variants.choices) == len(given.factors)


def test_a_scale_by_which_an_indicator_tells_nothing_is_more_than_a_scale():
    """A column of one value has a membership, and no place between its extremes."""
    given = replicates(
        tree={
            name: {"normalise": {"calibrate": {"out": 5, "cross": 40, "in": 90}}}
            for name in ("w", "x", "y", "flat")
        },
        bands=[{"top": {"rank": [1, 3]}}, {"rest": {}}],
        uncertainty={**GRIDS, "flat.normalise": [{"calibrate": {"out": 5, "cross": 30, "in": 90}}, "minmax"]},
    )
    assert not given.rescalings
