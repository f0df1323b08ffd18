"""Today's states were not always states."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.resources import folder
from mpindex.units.statehood import BEGAN, existed, states_of

#: They go on as what they were a part of.
CONTINUE = {"RUS", "SRB", "DEU"}


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_every_successor_of_a_state_that_ended_since_1990_began_then_or_later():
    with folder("data").joinpath("former_states.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["end_year"]) >= 1990 and row["code"] != "ANT"]
    for row in rows:
        for successor in set(row["successors"].split()) - CONTINUE:
            assert BEGAN[successor] >= min(int(row["end_year"]) - 1, 1991) - (successor == "YEM")


def test_every_younger_state_is_a_state_today(world):
    assert set(BEGAN) <= set(world.units)


@pytest.mark.parametrize(("year", "states"), [(1990, 169), (1991, 186), (1993, 190), (2011, 195)])
def test_states_are_born(world, year, states):
    assert existed(world.units, year).sum() == states


def test_the_world_of_1990_has_no_kazakhstan_and_keeps_the_others_figures(world):
    then = states_of(world, 1990)
    assert "KAZ" not in then.units
    assert then.year == 1990
    assert (
        then.values(["gdp"])[then.units.index("USA")]
        == world.at(1990).values(["gdp"])[world.units.index("USA")]
    )


def test_firms_were_always_there():
    firms = Dataset.from_frame(pd.DataFrame({"sales": [1.0, 2.0]}, index=["KAZ", "b"]), year=1990)
    assert states_of(firms, 1990).units == ("KAZ", "b")
    assert np.array_equal(existed(["b"], 1900), [True])
