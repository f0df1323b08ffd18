"""Each invariant, of definitions that are known to break it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.steps.registry import INVARIANTS
from mpindex.testing import LAWS, search, worlds
from mpindex.testing.subject import subject

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


ignore_constants = pytest.mark.filterwarnings("ignore:.*constant for all units")


def flat(id: str, **settings: object) -> mp.Definition:
    tree = {"gdp": 1, "population": 1, "area": 1}
    return mp.definition({"id": id, "normalise": "minmax", "missing": "exclude", "tree": tree, **settings})


def test_z_scores_reverse_ranks():
    found = search(flat("z", normalise="zscore"), "irrelevant_units")
    assert "is left out, and" in found.says
    gone = set(found.before.index) - set(found.after.index)
    assert len(gone) == 1
    ranks = found.before["score"].drop(list(gone)).rank()
    assert not np.allclose(ranks, found.after["score"].round(12).rank())


def test_a_median_jumps_with_its_weights():
    four = mp.definition({
        "id": "four", "normalise": "minmax", "aggregate": "median", "missing": "exclude",
        "tree": {"gdp": 1, "population": 1, "area": 1, "exports": 1},
    })  # fmt: skip
    assert "grows by a millionth" in search(four, "lipschitz").says
    assert search(four.with_(aggregate="arithmetic"), "lipschitz") is None


def test_shares_do_not_bear_another_zero():
    assert search(flat("shares", normalise="share", keeps=["scale"]), "translation") is not None
    assert search(flat("shares", normalise="share"), "scale") is None


def test_raw_figures_do_not_bear_another_unit():
    found = search(flat("raw", normalise="none"), "scale")
    assert "is multiplied by" in found.says


def test_a_median_of_rankings_is_not_strictly_monotone():
    assert search(flat("median", aggregate="median"), "strict_monotonicity") is not None
    assert search(flat("mean", normalise="zscore"), "strict_monotonicity") is None


def test_a_first_figure_below_all_others_lowers_a_unit_where_zeros_count_as_the_smallest_share():
    frame = pd.DataFrame(
        {"gdp": [0.0, 0, 0, 8, 8, 9], "population": 1.0 + np.arange(6)}, index=list("uvwxyz")
    )
    shares = flat("shares", normalise="log_share", tree={"gdp": 1, "population": 1})
    found = search(shares, "monotonicity", mp.Dataset.from_frame(frame), examples=200)
    assert "improves in gdp" in found.says and "falls behind" in found.says
    assert search(shares, "dominance", mp.Dataset.from_frame(frame)) is None


def test_ties_between_regions_are_broken_by_shares_of_the_region():
    shares = flat("shares", normalise={"share": "subregion"})
    assert "have the same figures" in search(shares, "ties").says


def test_a_product_does_not_bear_other_weights_and_a_mean_does():
    assert search(flat("product", normalise="share", aggregate="product"), "weight_scaling") is not None
    assert search(flat("mean"), "weight_scaling") is None


@ignore_constants
@few
@given(
    world=worlds(missing=False), name=st.sampled_from(["permutation", "ties", "dominance", "weight_scaling"])
)
def test_a_mean_keeps_what_means_keep_in_any_world(world, name):
    spec = {"id": "mean", "normalise": "minmax", "tree": dict.fromkeys(world.indicators, 1)}
    one = subject(mp.definition(spec), world)
    rng = np.random.default_rng(len(world.units))
    case = LAWS[name].pick(one, one.frame, rng)
    assert case is None or LAWS[name].test(one, one.frame, case) is None


def test_every_law_is_an_invariant_that_a_definition_may_declare():
    assert set(LAWS) <= set(INVARIANTS)
    for law in LAWS.values():
        assert law.test.__doc__
        assert law.says
