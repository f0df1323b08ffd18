"""The way back: what is written for COINr scores the same when it is read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, DefinitionError, OptionError

ASEM = Path(__file__).parents[1] / "reference" / "coinr" / "inputs"


def again(tables, **options) -> mp.Index:
    """The index that the written tables make when they are read."""
    return mp.Definition.from_coinr(tables.imeta, **options).apply(mp.read(tables.idata, units="free"))


def test_there_and_back(imeta, idata):
    world = mp.read(idata, units="free")
    definition = mp.Definition.from_coinr(imeta)
    tables = definition.to_coinr(world)
    index = definition.apply(world)
    pd.testing.assert_series_equal(again(tables).scores, index.scores)
    pd.testing.assert_series_equal(again(tables).ranks, index.ranks)


def test_coinrs_own_example_comes_out_as_it_went_in():
    theirs = pd.read_csv(ASEM / "asem_iMeta.csv", keep_default_na=False, na_values=[""])
    theirs = theirs[theirs["Type"] != "Group"].set_index("iCode")
    world = mp.read(ASEM / "asem_iData.csv", units="free")
    idata, imeta, _ = mp.Definition.from_coinr(ASEM / "asem_iMeta.csv").to_coinr(world)
    ours = imeta.set_index("iCode").loc[theirs.index]
    columns = ["iName", "Level", "Parent", "Direction", "Weight", "Denominator", "Type"]
    pd.testing.assert_frame_equal(ours[columns[1:]], theirs[columns[1:]], check_dtype=False)
    tree = theirs.index[
        theirs["Type"] != "Denominator"
    ]  # names of denominators are in iMeta, which is not data
    pd.testing.assert_series_equal(ours.loc[tree, "iName"], theirs.loc[tree, "iName"], check_dtype=False)
    figures = pd.read_csv(ASEM / "asem_iData.csv").set_index("uCode")
    written = idata.set_index("uCode").loc[figures.index, list(world.indicators)]
    pd.testing.assert_frame_equal(written, figures[list(world.indicators)], check_dtype=False, rtol=0, atol=0)


@pytest.mark.parametrize("name", ["cinc", "wood"])
def test_bundled_definitions_score_the_same_there_and_back(name):
    definition = mp.definition(name)
    usual = {"missing": "exclude", "aggregate": "arithmetic", "normalise": "minmax"}
    index, settings = definition.apply(), {key: definition.spec.get(key, usual[key]) for key in usual}
    back = again(definition.to_coinr(), **settings)
    np.testing.assert_allclose(back.scores, index.scores, rtol=1e-12)
    np.testing.assert_array_equal(back.ranks, index.ranks)


def test_elements_at_unequal_depth_get_aggregates_of_one():
    world = mp.Dataset.from_frame(
        pd.DataFrame(
            {"a": [1.0, 2, 3], "b": [3.0, 1, 2], "c": [5.0, 4, 9], "z": [1.0, 3, 2]}, index=list("xyz")
        )
    )
    deep = {"of": {"n": {"weight": 2, "of": {"b": 1, "c": 1}}}}
    definition = mp.definition(
        {"id": "i", "tree": {"a": 2, "z": 0, "flat": {"of": {"z2": {"indicator": "z"}}}, "m": deep}}
    )
    tables = definition.to_coinr(world)
    assert set(tables.imeta.loc[tables.imeta["Type"] == "Indicator", "Level"]) == {1}
    pd.testing.assert_series_equal(again(tables).scores, definition.apply(world).scores)


def test_derived_indicators_and_denominators_are_written_as_figures():
    world = mp.Dataset.from_frame(
        pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 1, 2], "p": [5.0, 4, 9]}, index=list("xyz"))
    )
    definition = mp.definition(
        {"id": "i", "derive": {"sum_ab": {"sum": ["a", "b"]}, "twice": {"sum": ["p", "p"]}},
         "tree": {"sum_ab": 1, "b": {"per": "twice"}}}
    )  # fmt: skip
    tables = definition.to_coinr(world)
    assert tables.idata["sum_ab"].tolist() == [4, 3, 5] and tables.idata["twice"].tolist() == [10, 8, 18]
    pd.testing.assert_series_equal(again(tables).scores, definition.apply(world).scores)


def test_weights_found_from_the_data_are_written():
    world = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 1, 2.5]}, index=list("xyz")))
    definition = mp.definition({"id": "i", "weigh": "standard_deviation", "tree": {"a": 2, "b": 1}})
    tables = definition.to_coinr(world)
    pd.testing.assert_series_equal(again(tables).scores, definition.apply(world).scores)
    assert tables.imeta["Weight"].iloc[0] != 2


def test_a_denominator_that_is_an_indicator_too_stands_once():
    world = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 3], "p": [5.0, 4, 9]}, index=list("xyz")))
    spec = {"id": "i", "tree": {"a": {"per": "p"}, "p": 1}}
    tables = mp.definition(spec).to_coinr(world)
    assert tables.imeta["iCode"].tolist() == ["a", "p", "i"]
    pd.testing.assert_series_equal(again(tables).scores, mp.definition(spec).apply(world).scores)
    other = {"id": "i", "tree": {"a": {"per": "p"}, "p": {"indicator": "a"}}}
    with pytest.raises(DataError, match="the denominator 'p' has the id of an element"):
        mp.definition(other).to_coinr(world)


def test_what_is_optional_and_absent_is_left_out_with_its_dimension():
    world = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 3]}))
    definition = mp.definition({"id": "i", "tree": {"a": 1, "n": {"of": {"gone": {"optional": True}}}}})
    tables = definition.to_coinr(world)
    assert tables.imeta["iCode"].tolist() == ["a", "i"]
    assert list(tables.idata) == ["uCode", "uName", "a"]


def test_codes_that_coinr_refuses_are_changed_in_both_tables():
    world = mp.Dataset.from_frame(pd.DataFrame({"gdp growth": [1.0, 2]}, index=["New York", "2"]))
    idata, imeta, notes = mp.definition({"id": "i", "tree": {"gdp growth": 1}}).to_coinr(world)
    assert list(idata) == ["uCode", "uName", "gdp_growth"] and idata["uCode"].tolist() == ["New_York", "X2"]
    assert imeta["iCode"].tolist() == ["gdp_growth", "i"] and idata["uName"].tolist() == ["New York", "2"]
    assert sum("renamed" in note for note in notes) == 2


def test_mistakes_are_named():
    with pytest.raises(OptionError):
        mp.definition("cinc").to_coinr("world.csv")
    with pytest.raises(DefinitionError, match="regio"):
        mp.definition("cinc").to_coinr(parameters={"regio": "SCO"})
