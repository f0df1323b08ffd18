"""Comparison groups and dyads say of the world what an atlas and the organisations' lists say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.errors import DefinitionError
from mpindex.resources import folder
from mpindex.units import countries, relations

UNITS = list(countries.gazetteer().names)
CENTRAL_ASIA = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
ORGANISATIONS = ("CICA", "CIS", "CSTO", "EAEU", "ECO", "EU", "G20", "G7", "MIKTA", "NATO", "OTS", "SCO")


def table(name: str) -> pd.DataFrame:
    with folder("data").joinpath(*name.split("/")).open("rb") as file:
        return pd.read_csv(file, keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def groups() -> pd.DataFrame:
    return table("groupings.csv")


@pytest.fixture(scope="module")
def distances() -> np.ndarray:
    return relations.matrix(UNITS, table("dyads/distances.csv"), "distance")


def group_of(unit: str, matrix: np.ndarray) -> set[str]:
    return {UNITS[j] for j in np.flatnonzero(matrix[UNITS.index(unit)])}


def test_the_world_is_everyone(groups: pd.DataFrame) -> None:
    assert relations.members(UNITS, groups, "world").all()


def test_a_classification_compares_each_state_with_its_own_class(groups: pd.DataFrame) -> None:
    subregion = relations.members(UNITS, groups, "subregion")
    assert group_of("KAZ", subregion) == CENTRAL_ASIA
    assert group_of("XKX", subregion) > {"SRB", "XKX"}
    assert (subregion == subregion.T).all()
    assert subregion.diagonal().all()
    assert group_of("BRA", relations.members(UNITS, groups, "region")) > {"USA", "CAN", "CUB"}


def test_the_name_of_one_class_compares_its_members_and_nobody_else(groups: pd.DataFrame) -> None:
    matrix = relations.members(UNITS, groups, "Central Asia")
    assert group_of("UZB", matrix) == CENTRAL_ASIA
    assert group_of("RUS", matrix) == set()
    assert matrix.sum() == 25


@pytest.mark.parametrize(
    ("unit", "organisations"),
    [
        ("KAZ", "CICA CIS CSTO EAEU ECO OTS SCO"),
        ("KGZ", "CICA CIS CSTO EAEU ECO OTS SCO"),
        ("UZB", "CICA CIS ECO OTS SCO"),
        ("TJK", "CICA CIS CSTO ECO SCO"),
        ("TKM", "ECO"),
        ("TUR", "CICA ECO G20 MIKTA NATO OTS"),
        ("AZE", "CICA CIS ECO OTS"),
        ("RUS", "CICA CIS CSTO EAEU G20 SCO"),
        ("BLR", "CIS CSTO EAEU SCO"),
    ],
)
def test_states_are_in_the_organisations_they_belong_to(
    unit: str, organisations: str, groups: pd.DataFrame
) -> None:
    mine = set(relations.groupings_of(unit, groups))
    assert mine & set(ORGANISATIONS) == set(organisations.split())


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ASEAN", 11), ("CAREC", 11), ("CICA", 27), ("CIS", 9), ("CSTO", 6), ("EAEU", 5), ("ECO", 10),
        ("EU", 27), ("G20", 19), ("G7", 7), ("Greater Central Asia", 6), ("MIKTA", 5), ("NATO", 32),
        ("OTS", 5), ("P5", 5), ("SCO", 10),
    ],
)  # fmt: skip
def test_organisations_have_as_many_members_as_they_have(name: str, count: int, groups: pd.DataFrame) -> None:
    assert relations.members(UNITS, groups, name).any(axis=1).sum() == count


@pytest.mark.parametrize(
    ("name", "year", "joined", "absent"),
    [
        ("SCO", 2016, "UZB", "IND"), ("SCO", 2017, "IND", "IRN"), ("OTS", 2018, "TUR", "UZB"),
        ("EU", 2010, "GBR", "HRV"), ("EU", 2021, "HRV", "GBR"), ("CIS", 2005, "GEO", "TKM"),
        ("CIS", 2010, "KAZ", "GEO"), ("CSTO", 2010, "UZB", "AZE"), ("CSTO", 2013, "KAZ", "UZB"),
        ("NATO", 1998, "TUR", "POL"), ("P5", 1965, "TWN", "CHN"), ("P5", 1972, "CHN", "TWN"),
    ],
)  # fmt: skip
def test_membership_goes_by_year(
    name: str, year: int, joined: str, absent: str, groups: pd.DataFrame
) -> None:
    inside = relations.members(UNITS, groups, name, year).diagonal()
    assert inside[UNITS.index(joined)]
    assert not inside[UNITS.index(absent)]


def test_observers_and_associates_count_only_when_asked(groups: pd.DataFrame) -> None:
    cis = relations.members(UNITS, groups, "CIS")
    assert group_of("TKM", cis) == set()
    wider = relations.members(UNITS, groups, "CIS", status=("member", "associate"))
    assert "TKM" in group_of("KAZ", wider)
    assert "TKM" in group_of("HUN", relations.members(UNITS, groups, "OTS", status="observer"))
    assert "CIS" in relations.groupings_of("TKM", groups, status="associate")


def test_an_organisation_before_its_time_has_no_members(groups: pd.DataFrame) -> None:
    assert not relations.members(UNITS, groups, "EAEU", 2014).any()
    assert relations.members(UNITS, groups, "EAEU", 2015).any()


def test_the_ten_nearest_to_kazakhstan_are_around_it(groups: pd.DataFrame, distances: np.ndarray) -> None:
    nearest = group_of("KAZ", relations.members(UNITS, groups, "nearest_10", distances=distances))
    assert len(nearest) == 11
    assert nearest > CENTRAL_ASIA
    assert not nearest & {"CHN", "USA", "TUR"}  # Beijing is farther than Kabul, Tehran or Moscow


@given(k=st.integers(1, 300))
def test_nearest_k_is_oneself_and_k_others_as_long_as_there_are_any(k: int) -> None:
    away = relations.great_circle(np.linspace(-80, 80, 40), np.linspace(-170, 170, 40))
    units = [f"u{i}" for i in range(40)]
    matrix = relations.members(units, pd.DataFrame({"unit": [], "group": []}), f"nearest_{k}", distances=away)
    assert (matrix.sum(axis=1) == min(k, 39) + 1).all()
    assert matrix.diagonal().all()


def test_a_unit_without_known_distances_has_no_nearest() -> None:
    away = np.array([[0.0, 5.0, np.nan], [5.0, 0.0, np.nan], [np.nan, np.nan, np.nan]])
    matrix = relations.members(
        ["a", "b", "c"], pd.DataFrame({"unit": [], "group": []}), "nearest_2", distances=away
    )
    assert matrix.tolist() == [[True, True, False], [True, True, False], [False, False, False]]


def test_an_unknown_group_is_refused_with_the_nearest_name(groups: pd.DataFrame) -> None:
    with pytest.raises(DefinitionError, match="Did you mean 'Central Asia'"):
        relations.members(UNITS, groups, "Centrl Asia")
    with pytest.raises(DefinitionError, match="Did you mean 'distance'"):
        relations.matrix(UNITS, table("dyads/distances.csv"), "distances")
    with pytest.raises(DefinitionError, match="needs distances"):
        relations.members(UNITS, groups, "nearest_5")


def test_every_name_that_is_offered_works(groups: pd.DataFrame) -> None:
    for name in relations.group_names(groups):
        assert relations.members(UNITS, groups, name, status=("member", "observer", "associate")).any(), name


def test_a_users_own_groups_need_only_unit_and_group() -> None:
    mine = pd.DataFrame({"unit": ["Oslo", "Bergen", "Rome"], "group": ["north", "north", "south"]})
    matrix = relations.members(["Rome", "Oslo", "Bergen", "Nowhere"], mine, "north")
    assert matrix.sum(axis=1).tolist() == [0, 2, 2, 0]
    assert relations.groupings_of("Rome", mine) == ["south"]
    assert relations.groupings_of("Rome", mine, year=1500) == ["south"]  # without years, always
    ended = mine.assign(to=["1990", "", ""])
    assert relations.groupings_of("Oslo", ended, year=1990) == ["north"]
    assert relations.groupings_of("Oslo", ended, year=1991) == relations.groupings_of("Oslo", ended) == []
    assert relations.groupings_of("Bergen", ended, year=1991) == ["north"]
    assert relations.groupings_of("Nowhere", mine) == []


def test_overlapping_classes_join_everyone_who_shares_one() -> None:
    mine = pd.DataFrame({"unit": ["a", "b", "b", "c"], "grouping": "club", "group": ["x", "x", "y", "y"]})
    matrix = relations.members(["a", "b", "c"], mine, "club")
    assert matrix.astype(int).tolist() == [[1, 1, 0], [1, 1, 1], [0, 1, 1]]


def test_the_order_of_the_units_only_reorders_the_matrix(groups: pd.DataFrame) -> None:
    order = np.random.default_rng(1).permutation(len(UNITS))
    straight = relations.members(UNITS, groups, "subregion")
    shuffled = relations.members([UNITS[i] for i in order], groups, "subregion")
    assert (shuffled == straight[np.ix_(order, order)]).all()


def test_kazakhstan_has_five_neighbours_and_they_have_it() -> None:
    border = relations.matrix(UNITS, table("dyads/borders.csv"), "border")
    assert group_of("KAZ", border == 1) == {"CHN", "KGZ", "RUS", "TKM", "UZB"}
    assert np.array_equal(border, border.T, equal_nan=True)
    assert group_of("ISL", border == 1) == set()
    assert np.isnan(border).sum() == 195 * 195 - 626


def test_astana_is_some_1116_km_from_tashkent(distances: np.ndarray) -> None:
    """CEPII has 1,116 km between other points of the same two cities."""
    assert distances[UNITS.index("KAZ"), UNITS.index("UZB")] == pytest.approx(1116, rel=0.015)


def test_distances_obey_the_triangle_inequality(distances: np.ndarray) -> None:
    filled = np.where(np.isnan(distances), 0, distances)
    detour = (filled[:, :, None] + filled[None, :, :]).min(axis=1)
    assert (filled <= detour + 0.11).all()
    assert np.isfinite(distances).sum() == 195 * 194
    assert np.nanmin(distances) > 0
    assert np.nanmax(distances) < np.pi * relations.EARTH_RADIUS


def test_the_great_circle_knows_a_quarter_and_half_of_the_globe() -> None:
    half = np.pi * relations.EARTH_RADIUS
    away = relations.great_circle([0, 0, 90, 0], [0, 90, 0, 180])
    np.testing.assert_allclose(away[0], [0, half / 2, half / 2, half])
    assert np.isnan(relations.great_circle([0, np.nan], [0, 0])[0, 1])


def test_points_across_the_globe_are_half_of_it_apart_whatever_the_rounding() -> None:
    """Here the last bit puts the square of the chord above 1."""
    away = relations.great_circle([-74.6, 74.6], [-31.3, 148.7])[0, 1]
    assert away == pytest.approx(np.pi * relations.EARTH_RADIUS)


def test_a_relation_takes_the_newest_value_not_later_than_the_year() -> None:
    dyads = pd.DataFrame(
        {
            "from": ["a", "a", "a", "b"],
            "to": ["b", "b", "b", "a"],
            "relation": "aid",
            "year": [2015, 2020, 2010, np.nan],
            "value": [15.0, 20.0, 10.0, 1.0],
        }
    )
    assert relations.matrix(["a", "b"], dyads, "aid")[0, 1] == 20
    assert relations.matrix(["a", "b"], dyads, "aid", 2019)[0, 1] == 15
    assert np.isnan(relations.matrix(["a", "b"], dyads, "aid", 2000)[0, 1])
    assert relations.matrix(["a", "b"], dyads, "aid", 2000)[1, 0] == 1
    assert relations.matrix(["b"], dyads, "aid").shape == (1, 1)


def test_exports_have_a_direction() -> None:
    exports = relations.matrix(UNITS, table("dyads/trade.csv"), "exports")
    kaz, chn = UNITS.index("KAZ"), UNITS.index("CHN")
    assert exports[kaz, chn] == pytest.approx(6.73e9, rel=0.001)
    assert exports[chn, kaz] == pytest.approx(8.43e9, rel=0.001)
    lacking = {
        UNITS[i]
        for i in range(195)
        if not (np.isfinite(exports[i]).any() or np.isfinite(exports[:, i]).any())
    }
    assert lacking == {"LIE", "MCO", "XKX"}


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("xyz")), max_size=12),
    st.sampled_from(["kind", "x", "y"]),
)
def test_groups_by_number_are_the_groups_by_pairs(rows, name):
    table = pd.DataFrame(rows, columns=["unit", "group"]).assign(grouping="kind")
    if name not in ("kind", *table["group"]) or not rows:
        return
    units = list("FEDCBAZ")
    numbers = relations.group_numbers(units, table, name)
    pairs = relations.members(units, table, name)
    classes = {
        unit: set(table["group"][table["unit"] == unit]) & ({name} if name != "kind" else set("xyz"))
        for unit in units
    }
    assert pairs.tolist() == [[bool(classes[a] & classes[b]) for b in units] for a in units]
    overlap = any(len(held) > 1 for held in classes.values())
    assert (numbers is None) == overlap
    assert overlap or (relations.sharing(numbers) == pairs).all()
