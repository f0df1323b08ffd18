"""The numbers that conditions can name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

import mpindex as mp
from mpindex.dataset.dataset import Dataset

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


def inside(conditions: dict, data: Dataset = FIVE, **spec: Any) -> str:
    bands = index(conditions, data, **spec).bands
    return "".join(bands.index[bands == "in"])


def test_dimensions_derived_figures_and_renamed_leaves_are_quantities_too():
    tree = {"dim": {"of": {"x": 1, "second": {"indicator": "z"}}}}
    assert inside({"dim": {"min": 29.5}}, tree=tree) == "A"
    assert inside({"second": {"is": 9}}, tree=tree) == "AB"
    assert inside({"lead": {"min": 1.5}}, tree=tree, derive={"lead": {"lead": "x"}}) == "A"


def test_the_share_of_nothing_holds_of_nobody():
    data = Dataset.from_frame(pd.DataFrame({"x": [0.0, 0.0]}, index=["A", "B"]))
    assert inside({"share": {"min": 0}}, data) == ""


def test_coverage_position_and_rank_are_those_of_the_scores_and_low_may_be_best():
    assert inside({"coverage": {"min": 0.75}}, tree={"x": 3, "y": 1}, missing="available") == "ABCD"
    assert inside({"coverage": {"above": 0.75}}, tree={"x": 3, "y": 1}, missing="available") == "ABC"
    assert inside({"position": {"max": 0.25}}, best="low") == "CD"
    assert inside({"share": {"is": 0.3}}) == "B"
