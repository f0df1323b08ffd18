"""Beside each number its name, unit, year, source and licence."""

from __future__ import annotations

import base64

import numpy as np
import pytest

import mpindex as mp
from mpindex.pages.explore.columns import Columns
from mpindex.pages.explore.indicators import figures_of


def decoded(columns: Columns, number: int) -> np.ndarray:
    kind, text = columns.text[number]
    return np.frombuffer(base64.b64decode(text), f"<{kind}").astype(float)


@pytest.fixture(scope="module")
def world() -> mp.Dataset:
    return mp.load()


def test_values_years_and_ranks_are_those_of_the_library(world: mp.Dataset) -> None:
    index, columns = mp.definition("capability").apply(world), Columns()
    explained = index.explain("KAZ")
    kazakhstan = index.units.index("KAZ")
    for leaf, figure in zip(index.plan.leaves, figures_of(index.plan, columns), strict=True):
        row = explained.loc[leaf.id]
        np.testing.assert_array_equal(decoded(columns, figure["values"])[kazakhstan], row["value"])
        assert decoded(columns, figure["years"])[kazakhstan] == row["year"]
        assert decoded(columns, figure["ranks"])[kazakhstan] == row["rank"]
        assert (str(kazakhstan) in map(str, figure["standIns"])) == row["stand_in"]
        assert figure["name"] == row["name"]
        assert figure["unit"] == world.indicator(leaf.source).unit


def test_every_figure_names_its_source_and_licence(world: mp.Dataset) -> None:
    index = mp.definition("capability").apply(world)
    for leaf, figure in zip(index.plan.leaves, figures_of(index.plan, Columns()), strict=True):
        entry = world.indicator(leaf.source)
        assert figure["sources"] == [f"{entry.citation} [{entry.licence}]"]


def test_a_derived_figure_says_how_it_is_made_and_names_the_sources_of_its_parts(world: mp.Dataset) -> None:
    spec = {
        "id": "mine",
        "derive": {"soldiers_per_head": {"ratio": ["armed_forces", "population"]}},
        "tree": {"soldiers_per_head": 1},
    }
    (figure,) = figures_of(mp.definition(spec).apply(world).plan, Columns())
    assert figure["made"] == "ratio of armed forces, population"
    assert figure["name"] == "soldiers per head"
    assert len(figure["sources"]) == 2


def test_a_users_own_column_says_that_no_source_is_given() -> None:
    table = mp.Dataset.from_frame(mp.load().frame[["gdp"]].rename(columns={"gdp": "my_column"}))
    index = mp.definition({"id": "mine", "tree": {"my_column": 1}}).apply(table)
    (figure,) = figures_of(index.plan, Columns())
    assert figure["sources"] == ["my column: no source given"]
