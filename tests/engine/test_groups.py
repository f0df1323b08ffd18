"""Comparison groups of every kind, and names of units."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.groups import is_absent_state, places, present, region_words
from mpindex.engine.plan import Plan
from mpindex.errors import DataError, DefinitionError

NAN = np.nan


@pytest.fixture(scope="module")
def region() -> Dataset:
    """Three states: A and B border each other, C is an island; all trade."""
    values = pd.DataFrame(
        {
            "unit": ["A", "B", "C"], "gdp": [60.0, 30.0, 10.0], "population": [6.0, 10.0, 0.0],
            "imports": [50.0, 40.0, 20.0],
            "bad": [1.0, 2.0, 4.0], "area": [np.pi * 100, np.pi * 400, np.pi * 900],
        }
    )  # fmt: skip
    dyads = pd.DataFrame(
        [
            ("A", "B", "border", NAN, 1), ("A", "B", "distance", NAN, 100), ("A", "C", "distance", NAN, 200),
            ("B", "C", "distance", NAN, 400), ("A", "B", "exports", 2015, 6), ("A", "C", "exports", 2015, 2),
            ("B", "A", "exports", 2015, 4), ("C", "A", "exports", 2015, 1), ("C", "B", "exports", 2015, 3),
        ],
        columns=["from", "to", "relation", "year", "value"],
    )  # fmt: skip
    groups = pd.DataFrame({"unit": ["A", "C"], "group": ["club", "club"]})
    meta = {"bad": {"direction": -1}}
    return mp.read(values, units="free", year=2020, dyads=dyads, groups=groups, indicators=meta)


def column(data: Dataset, derive: dict, name: str = "x", **spec: object):
    definition = mp.definition({"id": "test", "derive": derive, "tree": {name: 1}, **spec})
    return Plan.compile(definition, data).derivation.column(name)


def values(data: Dataset, derive: dict, name: str = "x", **spec: object) -> np.ndarray:
    return column(data, derive, name, **spec).values


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        ("world", [0.6, 0.3, 0.1]),
        ("club", [60 / 70, NAN, 10 / 70]),
        ("neighbours", [60 / 90, 30 / 90, NAN]),
        (["B", "C"], [NAN, 0.75, 0.25]),
        ("nearest_1", [60 / 90, 30 / 90, 10 / 70]),
    ],
)
def test_a_share_among_every_kind_of_group(region: Dataset, among: object, expected: list[float]):
    assert_allclose(values(region, {"x": {"share": "gdp", "among": among}}), expected)


def test_neighbours_need_borders():
    data = Dataset.from_frame(pd.DataFrame({"gdp": [1.0, 2.0]}, index=["A", "B"]))
    with pytest.raises(DefinitionError, match="border"):
        values(data, {"x": {"share": "gdp", "among": "neighbours"}})


def test_a_unit_among_the_items_of_an_option_becomes_its_row():
    world = mp.load()
    assert places(world, [1, {"unit": "Kazakhstan"}, {"quantile": 0.5}]) == [
        1, {"unit": world.units.index("KAZ")}, {"quantile": 0.5},
    ]  # fmt: skip


def test_a_state_named_as_an_anchor_stands_at_the_crossover_of_the_set():
    spec = {
        "id": "x",
        "normalise": {"calibrate": {"out": 0, "cross": "KAZ", "in": "USA"}},
        "tree": {"gdp": 1},
    }
    scores = mp.definition(spec).apply(mp.load()).scores
    assert scores["KAZ"] == 0.5 and scores["UZB"] < 0.5 < scores["TUR"] < scores["USA"]
    with pytest.raises(DataError, match="Kasachland"):
        mp.definition(spec).with_({"normalise.calibrate.cross": "Kasachland"}).apply(mp.load())


def test_a_group_is_looked_up_once_for_all_definitions_and_no_one_can_change_it():
    world = mp.load()
    plans = [Plan.compile(mp.definition(name), world) for name in ("regional", "capability")]
    one, other = (plan.derivation.members("neighbourhood_10") for plan in plans)
    assert one is other
    with pytest.raises(ValueError, match="read-only"):
        one[0, 0] = False


def test_groups_of_other_units_and_other_years_are_others():
    world = mp.load()
    some = world.subset(units=["POL", "FRA", "DEU"])
    members = [
        Plan.compile(mp.definition("cinc"), data).derivation.members("EU")
        for data in (world, some, mp.load(2000))
    ]
    assert [len(inside) for inside in members] == [195, 3, 195]
    poland = world.units.index("POL")
    assert members[0][poland].sum() > members[2][poland].sum() == 0


def test_who_is_in_no_group_has_no_company_and_an_island_no_neighbours(region: Dataset):
    plan = Plan.compile(mp.definition({"id": "t", "tree": {"gdp": 1}}), region)
    members = plan.derivation.members
    assert members("world").all() and members("world").shape == (3, 3)
    assert members("club").tolist() == [[True, False, True], [False, False, False], [True, False, True]]
    assert members("neighbours").tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert members(["B"]).tolist() == [[False] * 3, [False, True, False], [False] * 3]


def test_a_unit_that_is_none_is_named_with_the_nearest_and_a_state_that_is_absent_is_passed_over(
    region: Dataset,
):
    with pytest.raises(DefinitionError) as caught:
        present(region, ["A", "AA", "Q"])
    assert str(caught.value).startswith("no such unit: 'AA', 'Q'.")
    some = mp.load().subset(units=["KAZ", "UZB"])
    assert present(some, ["UZB", "POL", "KAZ"]) == ["UZB", "KAZ"]
    assert (
        is_absent_state(some, "POL")
        and not is_absent_state(some, "KAZ")
        and not is_absent_state(region, "POL")
    )
    assert places(some, ["UZB", "POL"]) == [1] and places(some, 7) == 7 and places(some, ("KAZ",)) == [0]


def test_great_powers_are_in_no_group_but_their_own():
    world = mp.load()
    plan = Plan.compile(mp.definition("regional"), world)
    inside = plan.derivation.members("world without great powers")
    usa, kaz = world.units.index("USA"), world.units.index("KAZ")
    assert inside[usa, usa] and not inside[kaz, usa] and inside[kaz, kaz] and inside[usa, kaz]
    near = plan.derivation.members("neighbourhood_10 without great powers")
    rus = world.units.index("RUS")
    assert near[rus, rus] and not near[kaz, rus] and plan.derivation.members("neighbourhood_10")[kaz, rus]


def test_a_mean_inner_distance_is_two_thirds_of_the_radius_of_the_area(region: Dataset):
    plan = Plan.compile(mp.definition({"id": "t", "tree": {"gdp": 1}}), region)
    distance = plan.derivation.groups.distance
    assert_allclose(np.diag(distance), [0.67 * 10, 0.67 * 20, 0.67 * 30])
    assert distance[0, 1] == distance[1, 0] == 100 and distance[2, 1] == 400


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("neighbourhood_1", "neighbours alone"),
        ("neighbourhood_20 without great powers", "neighbours, filled to 20, without great powers"),
        ("nearest_5", "the 5 nearest capitals"),
        ("Central Asia", "Central Asia"),
    ],
)
def test_a_region_is_said_in_words(name: str, words: str):
    assert region_words(name) == words
