"""Cornell's six factors: what each measures, and what it says of Kazakhstan."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset

FACTORS = [
    "economy_of_the_region", "balanced_foreign_policy", "regional_cooperation", "connectivity",
    "initiatives_beyond_the_region", "reform",
]  # fmt: skip


@pytest.fixture(scope="module")
def index(world: Dataset) -> mp.Index:
    return mp.definition("cornell").apply(world)


def test_the_score_is_the_mean_of_six_factors(index: mp.Index):
    assert np.allclose(index.scores, index.levels[FACTORS].mean(axis=1))
    assert len(index.plan.model.root.children) == 6


def test_the_first_economy_of_the_region_leads_by_its_ratio_to_the_next(world: Dataset, index: mp.Index):
    gdp = world.frame["gdp"]
    lead = index.stage("raw").loc["KAZ", "lead_gdp"]
    assert lead == pytest.approx(gdp["KAZ"] / gdp[["KGZ", "TJK", "TKM", "UZB"]].max()) and lead > 1.5


def test_movement_within_the_publishers_error_is_no_reform(world: Dataset, index: mp.Index):
    years, level = world.series("wgi_rl")
    error = world.series("wgi_rl_se")[1][world.units.index("KAZ")]
    y, recent = level[world.units.index("KAZ")], years >= years.max() - 5
    t = years[recent] - years[recent].mean()
    slope = (t * y[recent]).sum() / (t**2).sum()
    noise = (
        np.sqrt(((t * error[np.isin(world.series("wgi_rl_se")[0], years[recent])]) ** 2).sum()) / (t**2).sum()
    )
    expected = slope if abs(slope) > noise else 0.0
    assert index.stage("raw").loc["KAZ", "reform_law"] == pytest.approx(expected)


def test_level_and_change_of_reform_stand_apart(index: mp.Index):
    """Denmark has little left to reform. Kazakhstan stands in the middle of the world; of its three slopes only that of
    control of corruption is beyond its error: (1/2 + 1 + 1/2) / 3."""
    assert index.levels.loc["DNK", "level"] > 0.95
    assert index.levels.loc["KAZ", "level"] == pytest.approx(0.5, abs=0.01)
    slopes = index.stage("raw").loc["KAZ", ["reform_law", "reform_corruption", "reform_government"]]
    assert slopes["reform_corruption"] > 0 and (slopes == 0).sum() == 2
    assert index.levels.loc["KAZ", "change"] == pytest.approx(2 / 3)


def test_kazakhstan_meets_all_six_by_these_lines(index: mp.Index):
    """A snapshot: elected seats as a share of its years, and nuclear treaties open to all, lift the fifth."""
    met = index.levels.loc["KAZ", FACTORS] >= 0.5
    assert met.all() and index.bands["KAZ"] == "all six factors"


def test_in_greater_central_asia_only_its_members_are_asked(world: Dataset):
    greater = mp.definition("cornell").apply(world, parameters={"region": "Greater Central Asia"})
    leads = greater.stage("raw")["lead_gdp"].dropna()
    assert set(leads.index) == {"AFG", "KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert leads.idxmax() == "KAZ"


def test_what_is_declared_is_no_leaf():
    assert "ledger_declared" not in mp.definition("cornell").indicators
    assert {"ledger_platform", "ledger_outcome"} <= set(mp.definition("cornell").indicators)
