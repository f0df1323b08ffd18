"""The concept as a set: who is in by means and by what shows it, m of n marks, balance, status, niche and sectors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset

NEW = ("fuzzy_middle_power", "family_resemblance", "multivector", "status", "disarmament", "sectors")


@pytest.mark.parametrize("name", NEW)
def test_a_verdict_says_how_many_states_share_it(world: Dataset, name: str):
    index = mp.definition(name).apply(world)
    same, scored = index.base_rate("KAZ")
    assert 0 < same < scored


def test_the_weakest_of_three_necessary_parts_is_the_membership(world: Dataset):
    index = mp.definition("fuzzy_middle_power").apply(world)
    parts = index.levels[["means", "not_great", "shown"]]
    assert_allclose(index.scores[parts.index], parts.min(axis=1))
    marks = index.levels[["conduct", "niche"]].join(index.normalised["region"])
    assert_allclose(index.levels["shown"], marks.max(axis=1))


def test_states_that_experts_name_are_in_the_set_and_the_six_of_wood_are_not(world: Dataset):
    bands = mp.definition("fuzzy_middle_power").apply(world).bands
    assert (bands[["CAN", "AUS", "KOR", "MEX", "BRA", "TUR", "ZAF"]] == "more in than out").mean() > 0.8
    assert not (bands[["USA", "CHN", "JPN", "DEU", "IND", "GBR"]] == "more in than out").any()


def test_kazakhstan_has_a_niche_and_lacks_the_means(world: Dataset):
    row = mp.definition("fuzzy_middle_power").apply(world).levels.loc["KAZ"]
    assert row["niche"] > 0.9 and row["means"] < 0.5
    assert row["fuzzy_middle_power"] == row["means"]


def test_four_of_seven_marks_by_hand(world: Dataset):
    index = mp.definition("family_resemblance").apply(world)
    marks = index.levels.drop(columns="family_resemblance").join(index.normalised[["region", "recognition"]])
    assert marks.shape[1] == 7
    full = marks.dropna()
    assert_allclose(index.scores[full.index], np.sort(full, axis=1)[:, -4])


def test_a_state_midway_in_votes_and_even_in_trade_balances(small):
    units = ["KAZ", "UZB", "TJK"]
    data = small(
        units,
        unga_distance_usa=[2.0, 3.0, 1.0], unga_distance_chn=[2.0, 1.0, 0.0], unga_distance_rus=[2.0, 1.0, 3.0],
        trade_share_usa=[5, 0, 0], trade_share_chn=[5, 20, 30], trade_share_rus=[5, 20, 0], trade_share_eu=[5, 0, 0],
        clubs_g7=[0, 1, 2], clubs_rus_chn=[5, 1, 0],
    )  # fmt: skip
    index = mp.definition("multivector").apply(data)
    # UZB: two equal partners of four, (1 - 1/2) / (3/4) = 2/3; votes 4 (3/4) (1/4) = 3/4
    assert index.levels["trade"].to_list() == pytest.approx([1, 2 / 3, 0])
    assert index.levels["votes"].to_list() == pytest.approx([1, 3 / 4, (0 + 3 / 4) / 2])
    assert index.bands.to_list() == ["balances in trade and votes", "balances in votes", "leans"]


def test_hedging_stands_beside_the_balance_and_not_in_it(world: Dataset):
    definition = mp.definition("multivector")
    hedging = {item.id for item in definition.model.report} - {
        leaf.id for leaf in definition.model.root.leaves()
    }
    assert hedging == {"club_balance", "toward_usa", "toward_chn", "toward_rus", "trade_hedge"}
    years, values = world.series("unga_distance_rus")
    row = values[world.units.index("KAZ")]
    moved = definition.apply(world).plan.derivation.column("toward_rus").values[world.units.index("KAZ")]
    assert moved == pytest.approx(row[years == 2024][0] - row[years == 2019][0])


def test_status_is_a_residual_so_size_alone_gives_none(small):
    units = ["KAZ", "UZB", "TJK", "KGZ", "TKM", "AZE", "ARM", "GEO"]
    gdp, population = np.array([9.0, 5, 4, 1, 2, 6, 3, 8]), np.array([2.0, 8, 4, 7, 1, 3, 3, 2])
    embassies = 3 * (gdp + 1) * (population + 1) ** 0.5 - 1
    paid = dict.fromkeys(("un_assessed", "un_voluntary", "un_voluntary_core"), gdp)
    data = small(units, gdp=gdp, population=population, embassies_received=embassies, **paid)
    index = mp.definition("status").apply(data)
    assert_allclose(index.scores, 0, atol=1e-9)


def test_the_niche_is_a_location_quotient(small):
    data = small(
        ["KAZ", "UZB"], disarmament_treaties_open=[3, 1], wmd_conventions=[2, 2], treaties_ratified=[100, 100]
    )
    column = mp.definition("disarmament").apply(data).plan.derivation.column("niche").values
    assert column.tolist() == pytest.approx([(5 / 8) / 0.5, (3 / 8) / 0.5])


def test_uranium_counts_as_soon_as_a_user_brings_it(world: Dataset):
    definition = mp.definition("sectors")
    assert definition.apply(world).bands["KAZ"] == "in none"
    mined = pd.DataFrame({"unit": ["KAZ", "CAN", "NAM"], "year": 2024, "uranium_output": [3, 2, 1]})
    index = definition.apply(world.join(mp.read(mined, units="countries")))
    assert index.scores["KAZ"] == 1 and index.bands["KAZ"] == "first to fifth in a sector"
    assert index.normalised.loc["UZB"].isna()["uranium"]


def test_a_place_in_a_sector_is_told_as_a_place():
    """Read as a position from the top, Kazakhstan's place in oil, the twelfth, was "in the last tenth"."""
    answer = mp.where("KAZ", "sectors")
    assert 1 < answer.standings["sectors"].reported("oil") <= 20
    assert "last tenth" not in str(answer)
