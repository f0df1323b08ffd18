"""The schemas are published, refuse what is wrong with the place where it is, and take what the library itself holds."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.schemas import SAYS, broken, is_year, require, schemas
from mpindex.errors import DataError

GOOD = {
    "tidy": pd.DataFrame(
        {"unit": ["KAZ", "UZB"], "indicator": "gdp", "year": [2024, 2024], "value": [1.0, 2.0]}
    ),
    "wide": pd.DataFrame({"unit": ["KAZ", "UZB"], "gdp": [1.0, np.nan], "area": [1, 2]}),
    "groups": pd.DataFrame(
        {"unit": ["KAZ"], "grouping": ["SCO"], "group": ["SCO"], "from": [2001.0], "to": [np.nan]}
    ),
    "dyads": pd.DataFrame({"from": ["KAZ"], "to": ["UZB"], "relation": ["border"], "value": [1.0]}),
    "lists": pd.DataFrame({"list": ["swp"], "unit": ["KAZ"], "label": ["middle power"], "year": [2024.0]}),
    "errors": pd.DataFrame({"unit": ["KAZ"], "indicator": ["wgi"], "year": [2024], "value": [0.1]}),
}
WRONG = [
    ("tidy", {"unit": ""}, "unit"), ("tidy", {"unit": None}, "unit"), ("tidy", {"indicator": " "}, "indicator"),
    ("tidy", {"year": 2020.5}, "year"), ("tidy", {"year": 99}, "year"), ("tidy", {"year": np.nan}, "year"),
    ("tidy", {"value": np.nan}, "number"), ("tidy", {"value": np.inf}, "finite"), ("wide", {"gdp": -np.inf}, "finite"),
    ("wide", {"unit": ""}, "unit"), ("groups", {"group": ""}, "text"), ("groups", {"to": 1999.0}, "order"),
    ("groups", {"from": 2000.5}, "year"), ("dyads", {"value": np.nan}, "number"), ("dyads", {"to": ""}, "unit"),
    ("dyads", {"relation": ""}, "text"), ("lists", {"label": ""}, "text"), ("lists", {"year": 3.0}, "year"),
    ("errors", {"value": -0.1}, "number"),
]  # fmt: skip


def test_a_year_is_whole_and_of_the_last_millennium_or_the_coming_centuries():
    cells = pd.Series([999, 1000, 2200, 2201, 2000.5, np.nan, "2020", "soon"], dtype=object)
    assert is_year(cells).tolist() == [False, True, True, False, False, False, True, False]


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_table_passes_and_comes_back_as_it_is(kind):
    pd.testing.assert_frame_equal(getattr(mp.schemas, kind).validate(GOOD[kind]), GOOD[kind])
    assert not len(broken(getattr(schemas, kind), GOOD[kind]))


@pytest.mark.parametrize(("kind", "cells", "rule"), WRONG)
def test_each_rule_is_broken_by_its_own_fault_alone(kind, cells, rule):
    table = GOOD[kind].astype(object)
    for name, value in cells.items():
        table.loc[0, name] = value
    for name in table:
        table[name] = table[name].infer_objects()
    found = broken(getattr(schemas, kind), table)
    assert found[["rule", "row"]].to_numpy().tolist() == [[rule, 0]]


def test_categories_are_texts_too():
    table = pd.concat([GOOD["tidy"], GOOD["tidy"].assign(unit=["", None])], ignore_index=True)
    faults = broken(schemas.tidy, table.astype({"unit": "category"}))
    assert faults[["rule", "row"]].to_numpy().tolist() == [["unit", 2], ["unit", 3]]


def test_a_standard_error_may_be_zero_and_a_table_may_have_more_columns():
    assert not len(broken(schemas.errors, GOOD["errors"].assign(value=0.0, colour="red")))


def test_the_same_place_twice_is_told_of_both_rows():
    twice = pd.concat([GOOD["tidy"], GOOD["tidy"].assign(value=3.0)], ignore_index=True)
    assert broken(schemas.tidy, twice)["rule"].tolist() == ["once"] * 4


def test_text_where_numbers_should_be_is_found():
    table = GOOD["tidy"].astype({"value": object})
    table.loc[1, "value"] = "many"
    assert broken(schemas.tidy, table)["rule"].tolist() == ["number"]
    assert broken(schemas.wide, GOOD["wide"].assign(area=["a", "b"]))["rule"].tolist() == ["number", "number"]


def test_columns_that_lack_are_named():
    with pytest.raises(DataError, match="lacks the columns value; it has unit, indicator, year"):
        broken(schemas.tidy, GOOD["tidy"].drop(columns="value"))


def test_errors_of_a_required_table_are_ours_and_name_the_place():
    with pytest.raises(DataError) as caught:
        require("tidy", GOOD["tidy"].assign(value=[np.inf, 1.0]), "values.csv")
    (fault,) = caught.value.faults
    assert (fault.unit, fault.indicator, fault.year, fault.rule) == ("KAZ", "gdp", 2024, "must be finite")


def test_every_rule_has_words():
    names = {
        check.name
        for kind in GOOD
        for part in (getattr(schemas, kind), *getattr(schemas, kind).columns.values())
        for check in part.checks
    }
    assert names <= set(SAYS)


def test_the_bundled_world_passes():
    world = mp.load()
    require("tidy", world.tidy, "values")
    require("groups", world.groups, "groups")
    require("dyads", world.dyads, "dyads")
    require("lists", world.lists, "lists")


def test_a_membership_may_last_one_year_and_need_have_no_years():
    one = GOOD["groups"].assign(to=2001.0)
    assert not len(broken(schemas.groups, one))
    assert not len(broken(schemas.groups, one.drop(columns=["from", "to"])))
