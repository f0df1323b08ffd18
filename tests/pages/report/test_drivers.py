"""The table of figures: every figure once, with value, unit, rank, year and source."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.pages.report.drivers import drivers, figure

from .conftest import CITY_CARD


@pytest.fixture(scope="module")
def capability(study):
    return study.where("KAZ").standings["capability"]


def test_every_figure_of_the_definition_stands_in_it_once(capability) -> None:
    table = drivers(capability)
    assert sorted(table.frame.index) == sorted(leaf.id for leaf in capability.index.plan.leaves)
    assert len(table.rows) == len(table.frame)


def test_a_row_says_value_unit_rank_year_and_source(capability) -> None:
    row = next(row for row in drivers(capability).rows if row[0] == "GDP at market exchange rates")
    index, world = capability.index, capability.index.dataset
    rank = int(capability.explained.loc["gdp", "rank"])
    assert row[1].endswith(" billion") and row[2] == "current US$"
    assert row[3].startswith(f"{rank}") and row[3].endswith(f"of {world.frame['gdp'].notna().sum()}")
    assert (
        row[4]
        == str(index.plan.years[index.row("KAZ"), [leaf.id for leaf in index.plan.leaves].index("gdp")])[:4]
    )
    assert world.sources.loc["KAZ", "gdp"] == "world-bank-wdi"
    assert row[5] == "World Bank, World Development Indicators"


def test_what_lifts_comes_first_and_what_is_missing_last(cities) -> None:
    standing = mp.where("Dushanbe", CITY_CARD, cities).standings["city_card"]
    table = drivers(standing)
    assert table.rows[-1][:2] == ("rent", "no figure")
    effects = table.frame["effect"].dropna()
    assert list(effects) == sorted(effects, reverse=True)


def test_where_the_lowest_score_is_best_what_lowers_it_lifts(study) -> None:
    standing = study.where("KAZ").standings["rankings"]
    table = drivers(standing).frame
    lifted = table.index[table["effect"] > 0]
    assert set(lifted) == set(standing.lifts(99).index)


def test_a_stand_in_is_marked() -> None:
    world = mp.load()
    index = mp.definition("capability").apply(world)
    unit, leaf = next(
        (unit, leaf.id)
        for j, leaf in enumerate(index.plan.leaves)
        for i, unit in enumerate(index.units)
        if index.plan.stand_ins[i, j]
    )
    standing = mp.where(unit, "capability", world).standings["capability"]
    name = standing.explained.loc[leaf, "name"]
    row = next(row for row in drivers(standing).rows if row[0] == name)
    assert "stand-in" in row[5]


def test_figures_are_written_as_they_are_published() -> None:
    assert [figure(x) for x in (71000.0, 38.0, 1.0e6)] == ["71,000", "38", "1 million"]
    assert [figure(x) for x in (6.11e-6, -0.0184, 0.0)] == ["6.11 per million", "−0.0184", "0"]
