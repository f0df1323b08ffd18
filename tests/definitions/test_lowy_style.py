"""After Lowy: its tiers on its own scores, its order of the strongest on open figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset

PUBLISHED = Path(__file__).parents[1] / "reference" / "lowy" / "lowy_2025.csv"


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    return pd.read_csv(PUBLISHED, comment="#").set_index("iso3")


def test_the_tiers_give_the_published_tiers_to_the_published_scores(published: pd.DataFrame):
    bands = mp.definition("lowy_style").spec["bands"]
    rule = mp.definition({"id": "tiers", "normalise": "none", "tree": {"points": 1}, "bands": bands})
    frame = published[["score"]].rename(columns={"score": "points"})
    assert rule.apply(Dataset.from_frame(frame)).bands.to_list() == published["tier"].to_list()


def test_the_measures_have_lowys_weights():
    weights = {node.id: node.weight for node in mp.definition("lowy_style").model.root.children}
    assert sum(weights.values()) == 100
    assert weights["economic_capability"] == weights["military_capability"] == 17.5
    assert weights["economic_relationships"] == 15


def test_on_open_figures_the_strongest_are_lowys_strongest(world: Dataset, published: pd.DataFrame):
    ranks = mp.definition("lowy_style").apply(world).ranks
    assert set(ranks.nsmallest(3).index) == set(
        published.index[:3]
    )  # China first: allies' strength is not bundled
    assert set(ranks.nsmallest(8).index) == set(published.index[:8])
    assert ranks[published.index].corr(published["rank"], method="spearman") > 0.85


def test_the_set_is_lowys_with_central_asia_and_nobody_else(world: Dataset):
    index = mp.definition("lowy_style").apply(world)
    scored = index.scores.dropna()
    assert len(scored) == 32 and {"KAZ", "KGZ", "TJK", "TKM", "UZB", "USA", "NZL"} <= set(scored.index)
    assert index.normalised.loc[scored.index].max().dropna().eq(100).all()


def test_another_set_moves_the_frontier_and_the_scores(world: Dataset):
    definition = mp.definition("lowy_style")
    everyone = definition.apply(world, parameters={"set": "world"})
    assert everyone.n == 195 and everyone.scores["KAZ"] != definition.apply(world).scores["KAZ"]


def test_distance_to_the_frontier_by_hand():
    """Three states, one measure of two figures: 100 (x - min) / (max - min) is 100, 25, 0 and 0, 50, 100."""
    frame = pd.DataFrame(
        {"milex": [9.0, 3.0, 1.0], "armed_forces": [0.0, 2.0, 4.0]}, index=["CHN", "KAZ", "MNG"]
    )
    one = mp.definition("lowy_style").with_(
        tree={"military": {"of": {"milex": 1, "armed_forces": 1}}}, derive={}
    )
    data = Dataset.from_frame(frame, is_countries=True, tables=mp.load().tables)
    assert one.apply(data).scores.to_list() == [50, 37.5, 50]
