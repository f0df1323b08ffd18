"""What a profile is made of."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.types.profiles import profiles, standardised
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
