"""The band of another definition as a condition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.other_definitions import OtherDefinitions

NAN = np.nan


UNITS = ["A", "B", "C", "D", "E"]


FIVE = Dataset.from_frame(
    pd.DataFrame(
        {"x": [50.0, 30.0, 10.0, 10.0, NAN], "y": [1.0, 2.0, 3.0, NAN, 5.0], "z": [9.0, 9.0, 1.0, 1.0, 1.0]},
        index=UNITS,
    )
)


def index(conditions: dict, data: Dataset = FIVE, **spec: Any) -> mp.Index:
    bands = [{"in": conditions}, {"rest": {}}]
    return mp.definition({"id": "test", "normalise": "none", "tree": {"x": 1}, "bands": bands, **spec}).apply(
        data
    )


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_the_band_of_another_definition_is_a_condition(world: Dataset):
    wood = mp.definition("wood").apply(world).bands
    own = index({"wood": "middle"}, world, tree={"gdp": 1}).bands
    assert set(own.index[own == "in"]) == set(wood.index[wood == "middle"])
    other = index({"wood": {"not": ["great", "middle"]}}, world, tree={"gdp": 1}).bands
    assert set(other.index[other == "in"]) == set(wood.index[wood.isin(["minor", "great by rule"])])


def test_another_definition_is_applied_once_for_all_that_share_the_cache(world: Dataset):
    calls = []

    def find(name: str) -> mp.Definition:
        calls.append(name)
        return mp.definition(name)

    cache: dict = {}
    first = OtherDefinitions(world, find, list, cache).bands("wood")
    second = OtherDefinitions(world, find, list, cache).bands("wood")
    assert calls == ["wood"] and second is first
    assert first[world.units.index("USA")] == "great"


def test_bands_follow_the_units_of_the_data(world: Dataset):
    some = world.subset(units=["USA", "KAZ", "DEU"])
    bands = OtherDefinitions(some, mp.definition, list, {}).bands("wood")
    assert bands.tolist() == list(mp.definition("wood").apply(some).bands)
