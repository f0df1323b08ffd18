"""What an Index hands out besides its tables: neighbours in rank, what it was made from, how it prints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

import mpindex as mp
from mpindex.dataset.dataset import Dataset

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
