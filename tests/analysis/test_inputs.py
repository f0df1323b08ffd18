"""Definitions as one or as many, each with a label of its own; the data, as of a year or not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.inputs import definitions_by_label, several, world_of
from mpindex.errors import DataError, OptionError


@pytest.mark.parametrize("single", ["wood", Path("mine.yaml"), {"id": "mine"}, 3, None])
def test_what_is_one_definition_is_a_list_of_one(single):
    assert several(single) == [single]


def test_definitions_datasets_and_tables_are_one_thing_each():
    for single in (mp.definition("wood"), mp.load(), pd.DataFrame({"a": [1]})):
        assert several(single)[0] is single


def test_many_may_be_any_iterable():
    assert several(name for name in ("wood", "cinc")) == several(("wood", "cinc")) == ["wood", "cinc"]


def test_two_definitions_of_one_id_are_refused_and_another_id_is_proposed():
    wood = mp.definition("wood")
    assert list(definitions_by_label(["wood", "cinc", wood.with_(id="wood_2", missing="zero")])) == [
        "wood",
        "cinc",
        "wood_2",
    ]
    for second in (wood.with_(missing="zero"), wood, "wood"):
        with pytest.raises(OptionError, match="two are called 'wood'; give one another id"):
            definitions_by_label(["wood", "cinc", second])


def test_no_definition_and_a_wrong_one_are_told_apart():
    with pytest.raises(OptionError, match="definitions is empty"):
        definitions_by_label([])
    with pytest.raises(OptionError, match="a definition is an id"):
        definitions_by_label([3])


def test_the_bundled_world_is_taken_where_none_is_given():
    assert world_of(None).units == mp.load().units
    assert world_of(None, 2005).year == 2005
    assert world_of(mp.load(), 2005).year == 2005


def test_what_is_no_dataset_or_no_year_is_refused():
    with pytest.raises(OptionError, match="a Dataset"):
        world_of(2010)
    with pytest.raises(OptionError, match="year is a whole number"):
        world_of(None, "2010")
    with pytest.raises(DataError, match="1800"):
        world_of(None, 1800)
