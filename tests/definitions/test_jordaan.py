"""Jordaan's two kinds of middle power: conjunctions of marks, with and without a user's Gini figures."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset


def marks(name: str, world: Dataset, unit: str) -> dict[str, float]:
    return mp.definition(name).apply(world).normalised.loc[unit].dropna().to_dict()


def test_norway_is_a_traditional_one_and_australia_outweighs_its_region(world: Dataset):
    bands = mp.definition("jordaan_traditional").apply(world).bands
    assert bands["NOR"] == bands["CAN"] == bands["SWE"] == "traditional middle power"
    assert marks("jordaan_traditional", world, "AUS") == {
        "wealthy": 1, "democratic": 1, "egalitarian": 1, "without_regional_weight": 0
    }  # fmt: skip


def test_brazil_and_south_africa_are_emerging_and_no_great_power_is(world: Dataset):
    index = mp.definition("emerging").apply(world)
    assert set(index.bands.index[index.bands == "emerging middle power"]) == {"BRA", "ZAF"}


def test_who_is_no_democracy_or_an_old_one_is_not_newly_democratic(world: Dataset):
    """Boix, Miller & Rosato, 2020: Türkiye none since 2016, Colombia 63 years, Mexico 21."""
    assert marks("emerging", world, "TUR")["newly_democratic"] == 0
    assert marks("emerging", world, "COL")["newly_democratic"] == 0
    assert marks("emerging", world, "MEX")["newly_democratic"] == 1


def test_kazakhstan_is_neither(world: Dataset):
    assert marks("jordaan_traditional", world, "KAZ")["democratic"] == 0
    assert mp.definition("jordaan_traditional").apply(world).bands["KAZ"] == "unclassified"
    assert marks("emerging", world, "KAZ") == {
        "semi_peripheral": 1, "unequal": 0, "newly_democratic": 0, "regional_weight": 0
    }  # fmt: skip


def test_without_gini_figures_the_index_says_so_and_with_them_they_count(world: Dataset):
    definition = mp.definition("emerging")
    without = world.subset(indicators=[name for name in world.indicators if name != "gini"])
    assert "no unit has a value, left out: unequal" in definition.apply(without).notes
    gini = pd.DataFrame({"unit": ["BRA", "ZAF"], "year": 2022, "gini": [52.0, 30.0]})
    own = mp.read(gini, units="countries", indicators={"gini": {"direction": -1}})
    index = definition.apply(without.join(own))
    assert index.bands[["BRA", "ZAF"]].to_list() == ["emerging middle power", "unclassified"]
    assert pd.isna(index.scores["MEX"])  # a mark that is not known is neither met nor failed


def test_one_bad_year_in_thirty_is_enough(world: Dataset):
    years, values = world.series("vdem_polyarchy")
    derived = mp.definition("jordaan_traditional").apply(world).plan.derivation.column("democracy").values
    for unit in ("HUN", "NOR", "KAZ"):
        recent = values[world.units.index(unit), years > years.max() - 30]
        assert derived[world.units.index(unit)] == pytest.approx(recent.min())


def test_the_marks_by_hand(small):
    """Income 4 of 4 states: positions 1/8, 3/8, 5/8, 7/8. One region of four: GDP shares .5, .3, .1, .1."""
    units = ["NOR", "SWE", "FIN", "DNK"]
    data = small(
        units, gni_per_capita_ppp=[4, 3, 2, 1], gdp=[5, 3, 1, 1], vdem_polyarchy=[0.9, 0.9, 0.6, 0.9]
    )
    index = mp.definition("jordaan_traditional").apply(data, parameters={"region": "Northern Europe"})
    # wealthy 1 0 0 0; democratic 1 1 0 1; without weight 0 0 1 1
    assert index.scores.to_list() == pytest.approx([2 / 3, 1 / 3, 1 / 3, 2 / 3])
    data = small(
        units,
        gni_per_capita_ppp=[4, 3, 2, 1],
        gdp=[5, 3, 1, 1],
        democracy_bmr=[1, 1, 0, 1],
        regime_years_bmr=[20, 60, 9, 9],
    )
    emerging = mp.definition("emerging").apply(data, parameters={"region": "Northern Europe"})
    # between the 40th and the 80th percentile 0 1 0 0 (5/8 is below the 40th); newly democratic 1 0 0 1; weight 1 1 0 0
    assert emerging.scores.to_list() == pytest.approx([2 / 3, 2 / 3, 0, 1 / 3])
