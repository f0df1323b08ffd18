"""Borda, Copeland, Kemeny and the rank product: the Handbook's examples, by the definitions' own rules, then the pool."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset

PROFILES = Path(__file__).parents[1] / "reference" / "handbook" / "tables28_31_34_profiles.csv"
ORDERS = ("borda", "copeland", "rank_product", "kemeny")


def profile(name: str) -> tuple[Dataset, dict[str, int]]:
    """The rankings of a profile as figures, more being better, and how many voters have each."""
    table = pd.read_csv(PROFILES, comment="#")
    rows = table[table["profile"] == name]
    places = {
        f"v{i}": {unit: -place for place, unit in enumerate(order.split(">"))}
        for i, order in enumerate(rows["order"])
    }
    frame = pd.DataFrame(places, dtype=float).sort_index()
    return Dataset.from_frame(frame), dict(zip(places, rows["n_indicators"], strict=True))


def applied(definition: str, name: str) -> pd.Series:
    data, votes = profile(name)
    changes = {
        "tree": votes,
        "screen": {"none": None},
        "parameters": {},
        "bands": [],
        "tiers": {},
        "uncertainty": {},
    }
    return mp.definition(definition).with_(changes).apply(data).scores


def test_bordas_points_are_the_handbooks():
    # mean over the voters of how many are left behind, times the voters
    assert (60 * applied("borda", "condorcet60")).to_dict() == pytest.approx({"a": 58, "b": 69, "c": 53})
    assert (7 * applied("borda", "fishburn7")).to_dict() == pytest.approx({"a": 13, "b": 12, "c": 11, "d": 6})


def test_copelands_duels_end_in_the_cycle():
    # a beats b 33:27, b beats c 42:18, c beats a 35:25
    assert applied("copeland", "condorcet60").to_list() == [0, 0, 0]


def test_kemenys_order_is_the_handbooks():
    scores = applied("kemeny", "condorcet60")
    assert list(scores.sort_values(ascending=False).index) == ["b", "c", "a"]


def test_three_voters_in_a_circle_leave_all_alike():
    for definition in ORDERS:
        assert len(set(applied(definition, "paradox3"))) == 1


def test_a_rank_product_by_hand():
    """Of three, positions are 1/6, 1/2, 5/6. Once first and once second: 1 - sqrt(1/12); twice third: 1 - 5/6."""
    data = Dataset.from_frame(
        pd.DataFrame({"v0": [3.0, 2.0, 1.0], "v1": [2.0, 3.0, 1.0]}, index=["a", "b", "c"])
    )
    one = mp.definition("rank_product").with_({"tree": {"v0": 1, "v1": 1}, "uncertainty": {}})
    expected = [1 - np.sqrt(1 / 12), 1 - np.sqrt(1 / 12), 1 - 5 / 6]
    assert one.apply(data).scores.to_list() == pytest.approx(expected)


@pytest.mark.parametrize("name", ORDERS)
def test_every_domain_counts_alike(name: str):
    pool, flat = mp.definition("rankings").model.root, mp.definition(name).model.root
    weights = {leaf.id: leaf.weight for leaf in flat.leaves()}
    assert set(weights) == {leaf.id for leaf in pool.leaves()}
    for domain in pool.children:
        assert sum(weights[leaf.id] for leaf in domain.leaves()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("name", ORDERS[:3])
def test_the_ways_of_counting_agree_on_the_whole(world: Dataset, name: str):
    ranks = mp.definition(name).apply(world).ranks
    assert ranks.corr(mp.definition("rankings").apply(world).ranks, method="spearman") > 0.95
    assert mp.definition(name).apply(world).bands["KAZ"] == "middle third"


def test_kemenys_order_of_asia_is_found_and_proven(world: Dataset, recwarn: pytest.WarningsRecorder):
    index = mp.definition("kemeny").apply(world)
    assert index.n == 48 and index.scores.idxmax() == "SGP" and index.bands["KAZ"] == "middle third"
    assert not [warning for warning in recwarn if "Kemeny" in str(warning.message)]
    assert mp.definition("kemeny").apply(world, parameters={"region": "Central Asia"}).ranks["KAZ"] == 1
