"""Every kind of condition, at its boundaries."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, DefinitionError

NAN = np.nan


UNITS = ["A", "B", "C", "D", "E"]


FIVE = Dataset.from_frame(
    pd.DataFrame(
        {"x": [50.0, 30.0, 10.0, 10.0, NAN], "y": [1.0, 2.0, 3.0, NAN, 5.0], "z": [9.0, 9.0, 1.0, 1.0, 1.0]},
        index=UNITS,
    )
)


def index(conditions: dict, data: Dataset = FIVE, **spec: Any) -> mp.Index:
    bands = [{"in": conditions}, *([{"rest": {}}] if conditions else [])]
    return mp.definition({"id": "test", "normalise": "none", "tree": {"x": 1}, "bands": bands, **spec}).apply(
        data
    )


def inside(conditions: dict, data: Dataset = FIVE, **spec: Any) -> str:
    bands = index(conditions, data, **spec).bands
    return "".join(bands.index[bands == "in"])


@pytest.mark.parametrize(
    ("conditions", "members"),
    [
        ({}, "ABCD"),
        ({"score": {"min": 30}}, "AB"),
        ({"score": {"above": 30}}, "A"),
        ({"score": {"max": 30}}, "BCD"),
        ({"score": {"below": 30}}, "CD"),
        ({"score": [10, 30]}, "BCD"),
        ({"score": {"is": 30}}, "B"),
        ({"score": {"not": 30}}, "ACD"),
        ({"score": {"above": 10, "below": 50}}, "B"),
        ({"rank": [1, 2]}, "AB"),
        ({"rank": [3, 3]}, "CD"),  # ties share the best rank
        ({"rank": {"min": 4}}, ""),
        ({"position": {"max": 0.125}}, "A"),
        ({"position": [0.625, 1]}, "CD"),
        ({"share": {"min": 0.3}}, "AB"),
        ({"share": {"is": 0.1}}, "CD"),
        ({"coverage": {"min": 1}}, "ABCD"),
        ({"y": {"min": 2}}, "BC"),  # an indicator; D has none, E no score
        ({"y": {"min": 2}, "rank": [1, 2]}, "B"),  # all must hold
        ({"score": {"min": {"quantile": 0.5}}}, "AB"),  # the median of 50, 30, 10, 10 is 20
        ({"score": {"min": {"quantile": 0.5, "of": ["A", "B"]}}}, "A"),
        ({"score": {"max": {"quantile": 0, "of": ["B", "E"]}}}, "BCD"),
        ({"breaks": {"classes": 2, "class": 1}}, "AB"),
        ({"breaks": {"classes": 3, "class": [2, 3]}}, "BCD"),
        ({"breaks": {"classes": 2, "class": 1, "log": True}}, "AB"),
        ({"head_tail": {"limit": 1, "class": 1}}, "A"),
        ({"head_tail": {"class": 2}}, ""),
        ({"gap": {}}, "A"),  # 20 to the next, as 20 is to the one after: the higher gap
        ({"gap": {"log": True}}, "AB"),  # 50 is 1.7 times 30, 30 three times 10
        ({"gap": {"from": 2}}, "AB"),
        ({"gap": {"from": 2, "class": 2}}, "CD"),
    ],
)
def test_a_condition_holds_of_these(conditions: dict, members: str):
    assert inside(conditions) == members


def test_a_bound_met_but_for_rounding_is_met_and_not_passed():
    data = Dataset.from_frame(pd.DataFrame({"x": [0.1 + 0.2, 0.3, 0.29]}, index=list("ABC")))
    assert inside({"score": {"min": 0.1 + 0.2}}, data) == "AB"
    assert inside({"score": {"max": 0.3}}, data) == "ABC"
    assert inside({"score": {"above": 0.3}}, data) == ""
    assert inside({"score": {"below": 0.1 + 0.2}}, data) == "C"


@pytest.mark.parametrize(
    ("at_least", "members"),
    [(1, "ABCDE"), (2, "BC"), (3, ""), ("50%", "BCDE"), ("67%", ""), ("66.6%", "BC"), ("0%", "ABCDE")],
)
def test_enough_of_the_leaves_lie_within_a_range(at_least: object, members: str):
    data = Dataset.from_frame(
        pd.DataFrame(
            {"a": [9, 1, 2, NAN, 1], "b": [1, 2, 1, 2, NAN], "c": [8, 7, 9, 9, 8]}, index=UNITS, dtype=float
        )
    )
    condition = {"leaves": {"within": [1, 2], "at_least": at_least}}
    assert inside(condition, data, tree={"a": 1, "b": 1, "c": 1}, missing="available") == members


@pytest.mark.parametrize(
    ("of", "members", "told_apart"),
    [
        (["A", "B"], "AB", (1.0, 1.0, 2)),
        (
            ["A", "C"],
            "A",
            (0.5, 1.0, 2),
        ),  # at 50 half of them and nobody else; at 10 all, and all others with them
        (["E"], "", (NAN, 1.0, 1)),  # without a score
    ],
)
def test_the_line_that_tells_a_set_apart_lets_in_as_many_as_it_says(
    of: list, members: str, told_apart: tuple
):
    condition = {"score": {"min": {"youden": True, "of": of}}}
    result = index(condition)
    assert inside(condition) == members
    np.testing.assert_equal(result.banding.separation(result.tree), told_apart)


def test_no_line_is_told_apart_by_nobody():
    later = {"score": {"min": {"youden": True, "of": {"lists": "verified", "at_least": 3}}}}
    early = index(later, mp.load().at(1995), tree={"gdp": 1})
    assert early.banding.separation(early.tree) is None


def test_natural_breaks_of_too_few_scores_are_refused_by_line():
    with pytest.raises(
        DataError,
        match=r"mapping: band 'natural_breaks': 5 classes need .*; there are only 3",
    ):
        _ = index({"breaks": {"classes": 5}}).bands


def test_a_number_is_not_a_label():
    with pytest.raises(DefinitionError, match="'score' is a number, not 'high'"):
        _ = index({"score": "high"}).bands


def test_bands_where_nobody_has_a_score_or_a_value():
    empty = Dataset.from_frame(pd.DataFrame({"x": [NAN, NAN]}, index=["A", "B"]))
    assert inside({"score": {"min": {"quantile": 0.5}}}, empty) == ""
    assert inside({"head_tail": {}}, empty) == ""
    assert inside({"y": {"min": {"quantile": 0.5, "of": ["D"]}}}) == ""


def test_where_low_is_best_the_top_is_the_lowest():
    assert inside({"rank": [1, 1]}, best="low") == "CD"
    assert inside({"breaks": {"classes": 2, "class": 1}}, best="low") == "CD"
    assert inside({"gap": {"from": 3}}, best="low") == "BCD"


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"socre": {"min": 1}}, "unknown quantity 'socre' in a band. Did you mean 'score'?"),
        ({"wodo": {"is": "middle"}}, "unknown quantity 'wodo' in a band. Did you mean 'wood'?"),
        ({"wood": {"is": "midle"}}, "'wood' has no band 'midle'. Did you mean 'middle'?"),
        ({"wood": {"min": 1}}, "unknown quantity 'wood'"),
    ],
)
def test_a_condition_on_nothing_known_is_refused_when_applied(conditions: dict, message: str):
    with pytest.raises(DefinitionError, match=re.escape(message)):
        index(conditions)


def test_the_short_name_of_the_gap_means_what_the_method_means():
    for test in ({}, {"log": True}):
        assert inside({"gap": test}) == inside({"largest_gap": {"class": 1, **test}})


def test_a_leaf_without_weight_is_not_among_the_leaves_that_are_counted():
    data = Dataset.from_frame(
        pd.DataFrame({"a": [1.0, 9.0], "b": [1.0, 1.0], "c": [9.0, 1.0]}, index=["A", "B"])
    )
    condition = {"leaves": {"within": [1, 2], "at_least": 2}}
    assert inside(condition, data, tree={"a": 1, "b": 1, "c": 1}) == "AB"
    assert inside(condition, data, tree={"a": 1, "b": 1, "c": 0}) == "A"
