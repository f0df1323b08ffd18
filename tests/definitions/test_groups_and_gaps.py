"""What the published definitions ask of the grammar: groups in screens, z-scores and cuts; leaves that may be absent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError

FOUR = {"units": ["DEU", "ALB", "KAZ", "UZB"], "gdp": [40.0, 2.0, 3.0, 1.0]}


def defined(**more: Any) -> mp.Definition:
    return mp.definition({"id": "x", "normalise": "none", "missing": "available", "tree": {"gdp": 1}, **more})


@pytest.fixture
def four(small: Any) -> Dataset:
    return small(FOUR["units"], gdp=FOUR["gdp"])


def test_a_screen_keeps_the_members_of_a_group(four: Dataset):
    scores = defined(screen={"among": "Central Asia"}).apply(four).scores
    assert scores.dropna().to_dict() == {"KAZ": 3, "UZB": 1}
    listed = defined(screen={"among": ["KAZ", "DEU", "FRA"], "exclude": ["DEU"]}).apply(four).scores
    assert list(listed.dropna().index) == ["KAZ"]  # France is a state, though not in these data


def test_a_screen_by_a_name_that_is_no_state_or_group_is_refused(four: Dataset):
    with pytest.raises(DefinitionError, match="unknown group 'Centrl Asia'"):
        defined(screen={"among": "Centrl Asia"}).apply(four)
    with pytest.raises(DefinitionError, match="no such unit: 'KZA'"):
        defined(screen={"among": ["KZA"]}).apply(four)


def test_a_z_score_within_the_region(four: Dataset):
    scores = defined(normalise={"zscore": "region"}).apply(four).scores
    assert scores.to_list() == pytest.approx(np.array([1, -1, 1, -1]) / np.sqrt(2))


@pytest.mark.parametrize(
    "cut", [{"gap": {"from": 1, "among": "region"}}, {"breaks": {"classes": 2, "among": "region"}}]
)
def test_a_cut_within_the_region(four: Dataset, cut: dict[str, Any]):
    bands = [{"above": cut}, {"below": {}}]
    assert defined(bands=bands).apply(four).bands.to_list() == ["above", "below", "above", "below"]


def test_a_cut_of_the_world_is_another(four: Dataset):
    bands = [{"above": {"gap": {"from": 1}}}, {"below": {}}]
    assert defined(bands=bands).apply(four).bands.to_list() == ["above", "below", "below", "below"]


def test_a_leaf_that_may_be_absent_is_left_out_by_name(four: Dataset, small: Any):
    definition = defined(tree={"gdp": 1, "beds": {"weight": 3, "optional": True}})
    index = definition.apply(four)
    assert index.scores.to_list() == FOUR["gdp"]
    assert "no unit has a value, left out: beds" in index.notes
    assert index.coverage.to_list() == [0.25] * 4
    full = definition.apply(small(FOUR["units"], gdp=FOUR["gdp"], beds=[1, 1, 1, 2]))
    assert full.scores["UZB"] == pytest.approx((1 + 3 * 2) / 4) and full.coverage["UZB"] == 1


def test_a_leaf_must_be_there_unless_it_says_otherwise(four: Dataset):
    with pytest.raises(DefinitionError, match="unknown indicator 'beds'"):
        defined(tree={"gdp": 1, "beds": 1}).apply(four)
    with pytest.raises(DefinitionError, match="'optional' must be true or false"):
        defined(tree={"gdp": {"optional": "maybe"}})


def test_the_lowest_of_some_years():
    rows = [("KAZ", "x", year, value) for year, value in ((2000, 1.0), (2010, 3.0), (2011, 2.0), (2012, 5.0))]
    data = Dataset.from_tidy(
        pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"]).assign(source="")
    )
    for years, lowest in ((2, 2.0), (3, 2.0), (1, 5.0), (13, 1.0)):
        one = defined(derive={"low": {"lowest": "x", "years": years}}, tree={"low": 1})
        assert one.apply(data).scores["KAZ"] == lowest


def test_a_mark_is_met_within_its_range(four: Dataset):
    assert defined(normalise={"within": [2, None]}).apply(four).scores.to_list() == [1, 1, 1, 0]
    assert defined(normalise={"within": [2, 3]}).apply(four).scores.to_list() == [0, 1, 1, 0]
    with pytest.raises(DefinitionError, match="from its lowest to its highest"):
        defined(normalise={"within": [3, 2]}).apply(four)
