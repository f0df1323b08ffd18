"""What an Index hands out besides its tables: neighbours in rank, what it was made from, how it prints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError, UnknownUnit

NAN = np.nan


UNITS = list("ABCDE")


FRAME = pd.DataFrame(
    {"a": [9.0, 6.0, 3.0, 3.0, NAN], "b": [4.0, NAN, 2.0, 2.0, NAN], "c": [1.0, 3.0, 0.0, 0.0, NAN]},
    index=UNITS,
)


DATA = Dataset.from_frame(FRAME, labels={"A": "Zeta", "C": "Beta", "D": "Alpha"})


TREE = {"x": {"weight": 3, "of": {"a": 2, "b": 1}}, "c": 1}


BANDS = [{"great": {"score": {"min": 5}}}, {"middle": {"score": {"min": 4}}}, {"small": {}}]


def index(data: Dataset = DATA, **spec: Any) -> mp.Index:
    given = {"id": "test", "normalise": "none", "missing": "available", "tree": TREE, "bands": BANDS}
    return mp.definition({**given, **spec}).apply(data)


def test_units_around_a_unit():
    one = index()
    assert one.around("B", 3) == ["A", "B", "D"]
    assert one.around("A", 3) == ["A", "B", "D"]
    assert one.around("C", 3) == ["B", "D", "C"]
    assert one.around("E") == []
    assert one.around("A", 99) == ["A", "B", "D", "C"]


def test_an_index_knows_what_it_was_made_from():
    definition = mp.definition(
        {"id": "t", "parameters": {"how": "rank"}, "normalise": "$how", "tree": {"a": 1}}
    )
    one = definition.apply(DATA, parameters={"how": "minmax"})
    assert one.definition is definition
    assert one.dataset is DATA
    assert one.parameters == {"how": "minmax"}
    assert one.version == mp.__version__


def test_it_prints_how_many_are_scored():
    assert "4 of 5 units scored" in repr(index())
    assert "4 of 5 units scored" in index()._repr_html_()


def test_it_is_a_collection_of_units_best_first():
    one = index()
    assert len(one) == 5 and list(one) == list(one.table.index) == ["A", "B", "D", "C", "E"]
    assert "A" in one and "Alpha" not in one and 3 not in one
    world = mp.definition("wood").apply()
    assert "Kazakhstan" in world and "KAZ" in world and "Atlantis" not in world


def test_a_unit_or_several_are_looked_up_as_rows_of_the_table():
    world = mp.definition("wood").apply()
    assert world["Kazakhstan"].equals(world.table.loc["KAZ"])
    assert list(world[["KAZ", "Türkiye"]].index) == ["KAZ", "TUR"]
    with pytest.raises(UnknownUnit, match="Atlantis"):
        world["Atlantis"]
    with pytest.raises(OptionError, match="unit takes names"):
        world[3]


def test_its_table_is_read_back_and_joined_to_the_world():
    frame = mp.definition("wood").apply().to_frame()
    scores = mp.read(frame.rename(columns={"score": "wood_score"})[["unit", "year", "wood_score"]])
    assert (
        mp.load().join(scores).frame.loc["KAZ", "wood_score"] == frame.set_index("unit").loc["KAZ", "score"]
    )
