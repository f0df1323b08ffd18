"""Bands: every kind of condition, at its boundaries, one table or many at once."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.expert_lists import expert_core
from mpindex.engine.plan import Plan
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
    bands = [{"in": conditions}, {"rest": {}}]
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


def test_dimensions_derived_figures_and_renamed_leaves_are_quantities_too():
    tree = {"dim": {"of": {"x": 1, "second": {"indicator": "z"}}}}
    assert inside({"dim": {"min": 29.5}}, tree=tree) == "A"
    assert inside({"second": {"is": 9}}, tree=tree) == "AB"
    assert inside({"lead": {"min": 1.5}}, tree=tree, derive={"lead": {"lead": "x"}}) == "A"


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


def test_the_first_band_that_matches_wins_and_what_matches_none_is_counted():
    bands = [{"top": {"rank": [1, 1]}}, {"upper": {"rank": [1, 2]}}]
    found = mp.definition({"id": "t", "normalise": "none", "tree": {"x": 1}, "bands": bands}).apply(FIVE)
    assert found.bands.tolist() == ["top", "upper", "unclassified", "unclassified", None]
    assert found.codes.tolist() == [0, 1, 2, 2, -1]
    assert found.base_rate("C") == (2, 4)
    assert found.base_rate("E") == (0, 4)


def test_without_bands_all_are_unclassified():
    found = mp.definition({"id": "t", "tree": {"x": 1}}).apply(FIVE)
    assert found.bands.tolist() == ["unclassified"] * 4 + [None]


def test_where_low_is_best_the_top_is_the_lowest():
    assert inside({"rank": [1, 1]}, best="low") == "CD"
    assert inside({"breaks": {"classes": 2, "class": 1}}, best="low") == "CD"
    assert inside({"gap": {"from": 3}}, best="low") == "BCD"


def test_the_share_of_nothing_holds_of_nobody():
    data = Dataset.from_frame(pd.DataFrame({"x": [0.0, 0.0]}, index=["A", "B"]))
    assert inside({"share": {"min": 0}}, data) == ""


def test_bands_where_nobody_has_a_score_or_a_value():
    empty = Dataset.from_frame(pd.DataFrame({"x": [NAN, NAN]}, index=["A", "B"]))
    assert inside({"score": {"min": {"quantile": 0.5}}}, empty) == ""
    assert inside({"head_tail": {}}, empty) == ""
    assert inside({"y": {"min": {"quantile": 0.5, "of": ["D"]}}}) == ""


def test_natural_breaks_of_too_few_scores_are_refused_by_line():
    with pytest.raises(DataError, match="mapping: 5 classes need as many different scores; there are only 3"):
        _ = index({"breaks": {"classes": 5}}).bands


# other definitions ----------------------------------------------------------------


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_the_band_of_another_definition_is_a_condition(world: Dataset):
    wood = mp.definition("wood").apply(world).bands
    own = index({"wood": "middle"}, world, tree={"gdp": 1}).bands
    assert set(own.index[own == "in"]) == set(wood.index[wood == "middle"])
    other = index({"wood": {"not": ["great", "middle"]}}, world, tree={"gdp": 1}).bands
    assert set(other.index[other == "in"]) == set(wood.index[wood == "small"])


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


def test_a_number_is_not_a_label():
    with pytest.raises(DefinitionError, match="'score' is a number, not 'high'"):
        _ = index({"score": "high"}).bands


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


# many at once ---------------------------------------------------------------------

EVERY = [
    {"a": {"score": {"min": {"quantile": 0.9}}}},
    {"b": {"breaks": {"classes": 3, "class": 2}, "dim": {"min": 20}}},
    {"c": {"head_tail": {"class": 1}, "rank": [1, 9]}},
    {"d": {"gap": {"from": 2, "to": 9}, "share": {"min": 0.02}}},
    {"e": {"position": {"max": 0.5}, "leaves": {"within": [20, 80], "at_least": "50%"}}},
]


def test_many_draws_at_once_are_banded_as_one_by_one():
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        rng.lognormal(size=(20, 4)), columns=list("pqrs"), index=[f"U{i}" for i in range(20)]
    )
    frame.iloc[3, 1] = frame.iloc[7, :] = NAN
    spec = {
        "id": "t",
        "missing": "available",
        "tree": {"dim": {"of": {"p": 1, "q": 1}}, "r": 1, "s": 1},
        "bands": EVERY,
    }
    plan = Plan.compile(mp.definition(spec), Dataset.from_frame(frame))
    banding = plan.run().banding
    weights = rng.uniform(0.1, 1, (6, len(plan.elements)))
    x = plan.stage("normalised")
    together = banding.assign(plan.levels(x, weights))
    assert together.shape == (6, 20)
    assert_array_equal(together, [banding.assign(plan.levels(x, one)) for one in weights])
    assert (together[:, 7] == -1).all()
    assert len(np.unique(together)) > 4
