"""A pool of rankings widened by published places."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.guard.places import wider_pool, with_places
from mpindex.dataset.dataset import Dataset

RANKINGS = mp.definition("rankings")


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def with_rows(world: Dataset, *rows: tuple[object, ...]) -> Dataset:
    columns = ["unit", "ranking", "edition", "place", "ranked", "first_is", "indicator", "domain"]
    table = pd.DataFrame(rows, columns=columns)
    return replace(world, tables=replace(world.tables, given={"places": table}))


def test_rankings_that_the_pool_has_are_not_counted_twice(world: Dataset):
    pool = wider_pool(RANKINGS, world, "KAZ")
    assert pool is not None and len(pool.rankings) == 11
    assert not {"Corruption Perceptions Index", "Human Development Index"} & set(pool.rankings)


def test_a_place_enters_its_domain_as_a_position_from_the_top(world: Dataset):
    """23rd of 45 is the middle; first of 100 of a list that begins with the worst is the last."""
    data = with_rows(
        world,
        ("KAZ", "Peace", 2025, 23, 45, "best", "gpi", "peace"),
        ("KAZ", "Fragile", 2025, 1, 100, "worst", "fragile_states", "risk"),
    )
    index, rankings = with_places(RANKINGS.apply(data), "KAZ") or (None, ())
    assert rankings == ("Fragile", "Peace")
    assert index.normalised.loc["KAZ", ["gpi_place", "fragile_states_place"]].to_list() == [0.5, 0.995]
    inform = index.normalised.loc["KAZ", "inform_risk"]
    assert index.levels.loc["KAZ", "risk"] == pytest.approx((inform + 0.995) / 2)


def test_the_newest_edition_counts_and_as_of_a_year_nothing_later(world: Dataset):
    rows = [
        ("KAZ", "Peace", year, place, 100, "best", "gpi", "peace") for year, place in ((2021, 10), (2024, 50))
    ]
    data = with_rows(world, *rows)
    for then, expected in ((data, 0.495), (data.at(2023), 0.095)):
        pool = wider_pool(RANKINGS, then, "KAZ")
        assert pool.dataset.frame.loc["KAZ", "gpi_place"] == pytest.approx(expected)


def test_a_state_without_places_has_no_wider_pool(world: Dataset):
    assert wider_pool(RANKINGS, world, "USA") is None
    assert with_places(RANKINGS.apply(world), "USA") is None


@pytest.mark.parametrize("name", ["capability", "borda", "wood"])
def test_what_is_no_pool_of_positions_under_domains_is_left_alone(world: Dataset, name: str):
    assert wider_pool(mp.definition(name), world, "KAZ") is None


def test_kazakhstans_verdict_holds_with_its_places(world: Dataset):
    index, _ = with_places(RANKINGS.apply(world), "KAZ") or (None, ())
    assert index.bands["KAZ"] == "middle third" and index.ranks["KAZ"] < 83
    text = " ".join(str(mp.where("KAZ", definitions=["rankings"])).split())
    assert "83rd of 195 (74th with 11 more rankings)" in text and "the verdict holds" in text
