"""Experts' lists of powers, and the states that enough of them name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.expert_lists import ReferenceSets, expert_core, expert_lists
from mpindex.errors import DefinitionError

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


LISTS = pd.DataFrame(
    [("one", "A", "middle_power", "yes"), ("one", "B", "middle_power", "yes"), ("two", "A", "regional_power", "yes"),
     ("two", "C", "major_power", "yes"), ("three", "A", "middle_power", "no"), ("three", "B", "middle_power", "no")],
    columns=["list", "unit", "label", "verified"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "core"),
    [
        ({"lists": "all", "at_least": 1}, "AB"),  # C is called a great power, not a middle one
        ({"lists": "all", "at_least": 3}, "A"),
        ({"lists": "verified", "at_least": 2}, "A"),
        ({"lists": "three", "at_least": 1}, "AB"),
        ({"lists": ["one", "two"], "at_least": 2}, "A"),
        ({"lists": "all", "at_least": 2, "leave_out": ["one"]}, "A"),
        ({"lists": "all", "at_least": 1, "not_great_in": "three"}, ""),
    ],
)
def test_the_core_of_expert_lists(chosen: dict, core: str):
    assert "".join(sorted(expert_core(LISTS, **chosen))) == core


def test_a_reference_set_of_nobody_is_refused(world: Dataset):
    bound = {"quantile": 0.5, "of": {"lists": "verified", "at_least": 99}}
    with pytest.raises(DefinitionError, match="no unit of the data is in the set"):
        _ = index({"score": {"min": bound}}, world, tree={"gdp": 1}).bands
    with pytest.raises(DefinitionError, match="no unit of the data is in the set"):
        _ = index({"score": {"min": {"quantile": 0.5, "of": ["Z"]}}}).bands


def test_a_list_is_of_its_members_or_of_great_powers_where_it_names_no_others():
    rows = [("one", unit, "middle_power", 2010, "yes") for unit in "ABCDE"] + [
        ("one", "F", "super_power", 2012, "no")
    ]
    rows += [("two", unit, "major_power", 2016, "no") for unit in "FGHIJ"] + [
        ("three", "A", "middle_power", 2000, "yes")
    ]
    table = pd.DataFrame(rows, columns=["list", "unit", "label", "year", "verified"])
    lists = expert_lists(table)
    assert set(lists) == {"one", "two"}  # the third is too short to be compared with
    one, two = lists["one"], lists["two"]
    assert (one.year, one.tier, one.verified, one.partly) == (2012, "middle", False, True)
    assert (one.members, one.greats) == (frozenset("ABCDE"), frozenset("F"))
    assert (two.tier, two.members, two.greats) == ("great", frozenset("FGHIJ"), frozenset("FGHIJ"))
    assert set(expert_lists(table, least=1)) == {"one", "two", "three"}


def test_nobody_is_in_a_set_whose_lists_came_later(world: Dataset):
    of = {"lists": "verified", "at_least": 3}
    assert ReferenceSets(world, {}).members(of).sum() > 5
    assert not ReferenceSets(world.at(1995), {}).members(of).any()
    cache: dict = {}
    ReferenceSets(world, cache).members(["KAZ", "Z"])
    assert [name for name, inside in zip(world.units, *cache.values(), strict=True) if inside] == ["KAZ"]
