"""Pools of rankings: what counts in each, and that the published pool is the definition itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.guard import pools
from mpindex.engine.plan import Plan

SPEC = {
    "id": "pool",
    "normalise": "position",
    "best": "low",
    "aggregate": "median",
    "tree": {"wealth": {"of": {"w1": 1, "w2": 1}}, "health": {"of": {"h1": 1}}},
    "bands": [{"middle": {"score": [0.3333, 0.6667]}}, {"elsewhere": {}}],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    rng = np.random.default_rng(1)
    w1 = rng.permutation(9) + 1.0
    table = pd.DataFrame(
        {"unit": [f"u{i}" for i in range(9)], "w1": w1, "w2": 2 * w1, "h1": rng.permutation(9) + 1.0}
    )
    return Plan.compile(mp.definition(SPEC), mp.read(table, units="free"))


def test_a_domain_without_rankings_does_not_count(plan):
    counts = pools.alike(plan, np.array([[1, 1, 1], [0, 2, 0], [0, 0, 3]]))
    np.testing.assert_array_equal(counts, [[1, 1, 1, 1, 1], [0, 2, 0, 1, 0], [0, 0, 3, 0, 1]])


def test_a_pool_drawn_has_as_many_rankings_as_there_are(plan):
    counts = pools.by_ranking(np.random.default_rng(1), plan, 200)
    assert set(counts[:, :3].sum(axis=1)) == {3.0} and counts.shape == (200, 5)


def test_a_domain_drawn_brings_all_its_rankings(plan):
    counts = pools.by_domain(np.random.default_rng(1), plan, 200)
    assert set(counts[:, 3:].sum(axis=1)) == {2.0}
    np.testing.assert_array_equal(counts[:, 0], counts[:, 1])
    np.testing.assert_array_equal(counts[:, 0] > 0, counts[:, 3] > 0)


def test_each_is_left_out_in_turn(plan):
    domains, names = pools.without_domains(plan)
    assert names == ["wealth", "health"]
    np.testing.assert_array_equal(domains, [[0, 0, 1, 0, 1], [1, 1, 0, 1, 0]])
    rankings, names = pools.without_rankings(plan)
    assert names == ["w1", "w2", "h1"]
    np.testing.assert_array_equal(rankings[:, :3], 1 - np.eye(3))


def test_rankings_in_the_same_order_count_once(plan):
    assert pools.clusters(plan, pools.TAU) == [["w1", "w2"], ["h1"]]
    np.testing.assert_array_equal(pools.duplicates_once(plan), [[1, 0, 1, 1, 1]])


def test_the_pool_as_published_is_the_definition(plan):
    published = pools.holds(plan, pools.alike(plan, np.ones((1, 3))), 0)[0]
    bands = mp.definition(SPEC).apply(plan.dataset).bands
    np.testing.assert_array_equal(published, bands == "middle")


def test_leaving_a_domain_out_is_giving_it_no_weight(plan):
    held = pools.holds(plan, pools.without_domains(plan)[0], 0)
    for row, name in zip(held, ("wealth", "health"), strict=True):
        bands = mp.definition(SPEC).with_(weights={name: 0}).apply(plan.dataset).bands
        np.testing.assert_array_equal(row, bands == "middle")
