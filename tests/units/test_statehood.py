"""Today's states were not always states."""

from __future__ import annotations

import csv

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.resources import folder
from mpindex.units.statehood import beginnings, existed

#: They go on as what they were a part of.
CONTINUE = {"RUS", "DEU"}


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_every_successor_of_a_state_that_ended_since_1990_began_then_or_later():
    with folder("data").joinpath("former_states.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["end_year"]) >= 1990 and row["code"] != "ANT"]
    for row in rows:
        for successor in set(row["successors"].split()) - CONTINUE:
            assert beginnings()[successor] >= min(int(row["end_year"]) - 1, 1991) - (successor == "YEM")


def test_every_younger_state_is_a_state_today(world):
    assert set(beginnings()) <= set(world.units)


@pytest.mark.parametrize(
    ("year", "states"), [(1990, 168), (1991, 185), (1993, 189), (2006, 193), (2011, 195)]
)
def test_states_are_born(world, year, states):
    assert existed(world.units, year).sum() == states


def test_what_is_no_younger_state_always_was():
    assert np.array_equal(existed(["b", "SWE"], 1900), [True, True])


def test_states_began_when_the_table_of_countries_says(world):
    """One table for both uses: which states there were in a year, and from when on absence is a zero."""
    assert beginnings() == world.since
    assert (beginnings()["SRB"], beginnings()["HRV"], beginnings()["MNE"]) == (2006, 1991, 2006)
