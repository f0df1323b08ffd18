"""A digest is the same for the same figures and another for any other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.digest import digest

FRAME = pd.DataFrame({"a": [1.0, 2.0, np.nan], "b": [3.0, 0.0, 1.0]}, index=list("xyz"))


def test_the_same_figures_give_the_same_digest_from_any_file(tmp_path):
    table = FRAME.rename_axis("unit").reset_index()
    table.to_csv(tmp_path / "t.csv", index=False)
    assert digest(mp.read(tmp_path / "t.csv", units="free")) == digest(mp.read(table, units="free"))
    assert digest(mp.load()) == digest(mp.load())


CHANGES = {
    "the last bit of a value": lambda f: f.replace(2.0, np.nextafter(2.0, 3.0)),
    "a name of a unit": lambda f: f.rename(index={"x": "w"}),
    "a name of an indicator": lambda f: f.rename(columns={"a": "c"}),
    "a gap that is filled": lambda f: f.fillna(0.0),
    "one unit fewer": lambda f: f.iloc[:2],
    "two values changed over": lambda f: f.assign(b=[0.0, 3.0, 1.0]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_gives_another(change: str):
    assert digest(Dataset.from_frame(CHANGES[change](FRAME))) != digest(Dataset.from_frame(FRAME))


def test_a_direction_turned_round_and_another_year_give_another():
    turned = Dataset.from_frame(FRAME, metadata={"a": {"direction": -1}})
    assert digest(turned) != digest(Dataset.from_frame(FRAME))
    assert digest(mp.load(year=2010)) != digest(mp.load())


PEOPLE = pd.DataFrame({"unit": ["x", "y", "z"], "a": [1.0, 2.0, 4.0], "club": ["p", "q", "q"]})
DYADS = pd.DataFrame(
    {"from": ["x", "y"], "to": ["y", "z"], "relation": "trade", "year": 2020, "value": [1.0, 2.0]}
)


def with_tables(people: pd.DataFrame, dyads: pd.DataFrame) -> Dataset:
    return mp.read(people, units="free", groups=["club"], dyads=dyads)


def test_a_group_or_a_dyad_changed_gives_another():
    same = digest(with_tables(PEOPLE, DYADS))
    assert digest(with_tables(PEOPLE.assign(club=["p", "p", "q"]), DYADS)) != same
    assert digest(with_tables(PEOPLE, DYADS.assign(value=[1.0, 2.5]))) != same
    assert digest(mp.read(PEOPLE, units="free", groups=["club"])) != same
    assert digest(with_tables(PEOPLE.copy(), DYADS.assign(year=2020.0))) == same
