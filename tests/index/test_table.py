"""The table of a result: best first, with what each unit lacks to the next better band."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

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


def test_the_table_has_one_row_for_each_unit_best_first():
    table = index().table
    assert list(table.columns) == [
        "name",
        "score",
        "rank",
        "position",
        "band",
        "next_band",
        "gap",
        "coverage",
    ]
    assert list(table.index) == ["A", "B", "D", "C", "E"]  # ties by name, the unscored last
    assert table["rank"].tolist()[:4] == [1, 2, 3, 3]
    assert table["rank"].isna().tolist() == [False] * 4 + [True]
    # A: 3/4 (18 + 4)/3 + 1/4; B: 3/4 of 6, 1/4 of 3
    assert_allclose(table["score"], [5.75, 5.25, 2, 2, NAN])
    assert_allclose(table["position"], [0.125, 0.375, 0.625, 0.625, NAN])
    assert_allclose(table["coverage"], [1, 0.75, 1, 1, 0])


def test_the_gap_is_to_the_lowest_of_the_next_better_band():
    table = index().table
    assert table.loc["A", ["next_band", "gap"]].isna().all()
    assert table.loc["C", "next_band"] == "great"  # nobody is in the middle
    assert table.loc["C", "gap"] == 3.25


def test_a_gap_is_negative_where_another_condition_keeps_a_unit_out():
    bands = [{"in": {"score": {"min": 1}, "c": {"max": 1}}}]
    table = index(bands=bands).table
    assert table.loc["B", "band"] == "unclassified"
    assert table.loc["B", "next_band"] == "in"
    assert table.loc["B", "gap"] == pytest.approx(2 - 5.25)


def test_a_band_whose_best_is_no_better_is_no_next_band():
    """b, in x, stands below c, in y; but the best of x is better than the best of y."""
    frame = pd.DataFrame({"s": [4.0, 3.0, 2.0, 1.0], "kind": [1.0, 2.0, 1.0, 2.0]}, index=list("acbd"))
    bands = [{"x": {"kind": {"is": 1}}}, {"y": {}}]
    spec = {"id": "t", "normalise": "none", "tree": {"s": 1}, "bands": bands}
    table = mp.definition(spec).apply(mp.Dataset.from_frame(frame)).table
    assert pd.isna(table.loc["b", "next_band"])
    assert table.loc["c", "next_band"] == table.loc["d", "next_band"] == "x"
