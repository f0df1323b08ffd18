"""The data of a year have the states of that year."""

import pandas as pd

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of


def test_the_world_of_1990_has_no_kazakhstan_and_keeps_the_others_figures():
    world = mp.load()
    then = states_of(world, 1990)
    assert "KAZ" not in then.units
    assert then.year == 1990
    usa = world.units.index("USA")
    assert then.values(["gdp"])[then.units.index("USA")] == world.at(1990).values(["gdp"])[usa]


def test_firms_were_always_there():
    firms = Dataset.from_frame(pd.DataFrame({"sales": [1.0, 2.0]}, index=["KAZ", "b"]), year=1990)
    assert states_of(firms, 1990).units == ("KAZ", "b")
