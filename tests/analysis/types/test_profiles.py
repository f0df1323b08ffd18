"""What a profile is made of."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.types.profiles import feature_titles, profiles, standardised
from mpindex.errors import DataError, OptionError


def test_one_definition_gives_its_dimensions_and_several_their_scores():
    world = mp.load()
    assert list(profiles("capability", world, None, None)[0]) == [
        "economy",
        "military",
        "people_land",
        "technology",
        "diplomacy",
    ]
    assert list(profiles(["capability", "wood"], world, None, None)[0]) == ["capability", "wood"]
    assert list(profiles("capability", world, ["gdp", "milex"], None)[0]) == ["gdp", "milex"]


def test_units_without_all_figures_and_constant_figures_are_left_out():
    table = pd.DataFrame({"a": [1, 2, 3, 4, 5, None], "b": [6, 5, 4, 3, 9, 1], "c": 1.0})
    found, _ = profiles(table, mp.load(), None, None)
    assert list(found) == ["a", "b"] and len(found) == 5
    assert standardised(found).std().to_list() == pytest.approx([1, 1])


def test_a_wrong_feature_and_too_few_units_are_named():
    with pytest.raises(OptionError, match="Did you mean 'economy'"):
        profiles("capability", mp.load(), ["econmy", "military"], None)
    with pytest.raises(DataError, match="at least 5"):
        profiles(pd.DataFrame({"a": [1, 2], "b": [2, 1]}), mp.load(), None, None)


def test_standard_deviations_are_from_the_mean_and_of_a_sample():
    table = standardised(pd.DataFrame({"a": [1.0, 2.0, 6.0]}))
    assert table["a"].to_list() == pytest.approx([-2 / 7**0.5, -1 / 7**0.5, 3 / 7**0.5])


def test_five_units_and_two_figures_are_enough():
    table = pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [6, 5, 4, 3, 9]})
    assert len(profiles(table, mp.load(), None, None)[0]) == 5
    with pytest.raises(DataError) as few:
        profiles(table[:4], mp.load(), None, None)
    assert str(few.value) == "4 units have all of a, b; at least 5 must"
    with pytest.raises(OptionError) as alone:
        profiles(table, mp.load(), ["a"], None)
    assert str(alone.value) == "features: types need at least two figures a unit, not 1"
    with pytest.raises(OptionError) as unknown:
        profiles(table, mp.load(), ["a", "bb"], None)
    assert str(unknown.value) == "features: there is no 'bb'. Did you mean 'b'? There are: a, b"


def test_where_low_is_best_a_score_counts_turned_about():
    found, used = profiles(["wood", "rankings"], mp.load(), None, None)
    assert found["rankings"]["KAZ"] == -mp.definition("rankings").apply().scores["KAZ"]
    assert [item.id for item in used] == ["wood", "rankings"]


def test_features_are_called_by_the_titles_of_definitions_or_of_elements_of_one():
    wood, cinc, world = mp.definition("wood"), mp.definition("cinc"), mp.load()
    assert feature_titles(["wood", "cinc"], [wood, cinc], world) == {"wood": wood.title, "cinc": cinc.title}
    assert feature_titles(["gdp"], [wood], world)["gdp"] != "gdp"
    assert feature_titles(["x", 1], [], world) == {"x": "x", "1": "1"}
