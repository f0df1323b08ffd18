"""Definitions that add shares of the world: each on a world of two or three states, with the sums written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pytest import approx

import mpindex as mp
from mpindex.dataset.dataset import Dataset

REFERENCE = Path(__file__).parents[1] / "reference"


def test_cinc_open_is_the_mean_of_five_shares(small: Any):
    # A: 3/4, 1/2, 9/10, 1/5, 1/4 -> 2.6 / 5 = .52
    data = small(["KAZ", "UZB"], milex=[3, 1], armed_forces=[5, 5], energy_use=[9, 1], population=[1, 4],
                 urban_population=[1, 3])  # fmt: skip
    assert mp.definition("cinc_open").apply(data).scores.to_list() == approx([0.52, 0.48])


def test_cinc_open_without_steel_orders_the_states_as_the_published_index_does(world: Dataset):
    published = pd.read_csv(REFERENCE / "cinc_2022.csv", comment="#", keep_default_na=False, na_values=[""])
    cow = mp.definition("cinc").apply(world).ranks
    assert sorted(published["rank"])[:5] == sorted(cow)[:5]
    for year in (None, 2022):
        ours = mp.definition("cinc_open").apply(world.at(year)).ranks
        assert ours.corr(cow, method="spearman") > 0.98
        assert {"USA", "CHN", "IND"} == set(ours.index[ours <= 3])


def test_dropping_steel_costs_kazakhstan_the_lead_it_has_by_production(world: Dataset):
    without = mp.definition("cinc").with_(weights={"nmc_irst": 0}).apply(world).scores
    with_steel = mp.definition("cinc").apply(world).scores
    assert without["KAZ"] / without["UZB"] < with_steel["KAZ"] / with_steel["UZB"]


def test_cinc_follows_both_years_of_the_components_that_are_at_hand():
    """Correlates of War: Kazakhstan 48th in 2016 and 53rd in 2022, Uzbekistan 48th in 2022."""
    followed = mp.trajectory("KAZ", "cinc", [2016, 2022], peers=["UZB"], basket="set", scale="yearly")
    for year in (2016, 2022):
        published = pd.read_csv(REFERENCE / f"cinc_{year}.csv", comment="#").set_index("stateabb")["rank"]
        assert followed.ranks.loc[year, ["KAZ", "UZB"]].to_list() == published[["KZK", "UZB"]].to_list()


def test_net_resources_by_market_and_by_purchasing_power(small: Any):
    # market: 100 x 100/10 = 1000, 100 x 100/50 = 200 -> 5/6; PPP: 100 x 10 = 1000, 200 x 4 = 800 -> 5/9
    data = small(["KAZ", "UZB"], gdp=[100, 100], gdp_ppp=[100, 200], population=[10, 50])
    assert mp.definition("beckley").apply(data, parameters={"money": "gdp"}).scores["KAZ"] == approx(5 / 6)
    assert mp.definition("beckley").apply(data).scores["KAZ"] == approx(5 / 9)


def test_the_state_power_index_weighs_shares_of_the_world(small: Any):
    # every variable 3:1 -> .75, whatever the weights; then all arms to KAZ, which have 30 of the 20 %: militarisation
    # (70 x .75 + 30 x 1) / 100 = .825, so .75 + .2 x (.825 - .75) = .765
    names = [name for name in mp.definition("spi_style").indicators if name != "arms_exports"]
    data = small(["KAZ", "UZB"], **{name: [3, 1] for name in names})
    assert mp.definition("spi_style").apply(data).scores["KAZ"] == approx(0.75)
    armed = small(["KAZ", "UZB"], arms_exports=[1, 0], **{name: [3, 1] for name in names})
    assert mp.definition("spi_style").apply(armed).scores["KAZ"] == approx(0.765)


def test_the_state_power_index_has_the_weights_of_its_annex():
    root = mp.definition("spi_style").model.root
    assert [node.weight for node in root.children] == [40, 20, 10, 10, 10, 5, 5]
    weights = {leaf.id: leaf.weight for leaf in root.leaves()}
    assert weights["milex"] + weights["arms_exports"] + weights["armed_forces"] + weights["milex_share"] + weights[
        "nuclear_weapons"] == 100  # fmt: skip


def test_suleks_power_law(small: Any):
    # KAZ has twice of everything: economic and military power are 2 ** (.652 + .217 + .109) = 1.9697 to 1,
    # so both shares, and any mean of them, are .6633; then three times the soldiers: (6/2) ** .217 more
    even = {name: [2, 1] for name in ("gdp", "population", "area", "milex", "armed_forces")}
    score = mp.definition("sulek").apply(small(["KAZ", "UZB"], **even)).scores["KAZ"]
    assert score == approx(2**0.978 / (2**0.978 + 1))
    military = 2**0.761 * 6**0.217
    score = (
        mp.definition("sulek").apply(small(["KAZ", "UZB"], **{**even, "armed_forces": [6, 1]})).scores["KAZ"]
    )
    assert score == approx((2**0.978 / (2**0.978 + 1) + 2 * military / (military + 1)) / 3)


def test_a_state_without_soldiers_has_no_military_power_by_a_product(world: Dataset):
    levels = mp.definition("sulek").apply(world).levels
    assert levels.loc["CRI", "military"] == 0 < levels.loc["CRI", "economic"]


def test_international_futures_adds_what_is_switched_on(small: Any):
    # shares of KAZ: GDP .75, people .5, GDP x GDP per head 9/10, spending .6, soldiers .25: mean .6
    data = small(["KAZ", "UZB"], gdp=[3, 1], population=[1, 1], milex=[3, 2], armed_forces=[1, 3],
                 nuclear_weapons=[0, 1])  # fmt: skip
    definition = mp.definition("ifs_style")
    assert definition.apply(data).scores["KAZ"] == approx(0.6)
    on = definition.with_(weights={"nuclear_weapons": 1})
    assert on.apply(data).scores["KAZ"] == approx(3 / 6)
    assert definition.with_(weights={"technology": 0}).apply(data).scores["KAZ"] == approx(2.1 / 4)


def test_gdp_per_head_as_such_would_make_monaco_a_technical_power(world: Dataset):
    bare = mp.definition("ifs_style").with_({"technology.indicator": "gdp_pc"}).apply(world)
    assert bare.normalised["technology"].idxmax() == "MCO"
    assert bare.normalised.loc["MCO", "technology"] > 2 * bare.normalised.loc["USA", "technology"]


def test_the_embassys_card_is_the_mean_of_three_ranks(small: Any):
    # shares of others left behind: area 1, .5, 0; people 0, .5, 1; GDP .5, 0, 1
    data = small(["KAZ", "UZB", "TUR"], area=[3, 2, 1], population=[1, 2, 3], gdp=[2, 1, 3])
    assert mp.definition("size_card").apply(data).scores.to_list() == approx([0.5, 1 / 3, 2 / 3])


def test_kazakhstan_is_in_the_middle_on_the_card_for_its_area_alone(world: Dataset):
    card = mp.definition("size_card")
    assert card.apply(world).bands["KAZ"] == "middle"
    assert card.with_(weights={"area": 0}).apply(world).bands["KAZ"] == "minor"


@pytest.mark.parametrize("name", ["cinc_open", "spi_style", "sulek", "ifs_style"])
def test_the_giants_are_great_and_nauru_is_not(world: Dataset, name: str):
    bands = mp.definition(name).apply(world).bands
    assert (bands["USA"], bands["CHN"], bands["NRU"]) == ("great", "great", "minor")
    assert bands["DEU"] in ("great", "great by rule") and bands["BRA"] == bands["TUR"] == "middle"
    assert bands["MNG"] == bands["UZB"] == "minor"
