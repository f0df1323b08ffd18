"""Flows to partners: market shares, evenness, weight where the partners are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan

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


def test_the_market_share_is_of_what_the_neighbours_buy(region: Dataset):
    # B buys 6 of A and 3 of C; A buys 4 of B and 1 of C
    assert_allclose(
        values(region, {"x": {"share": "exports", "partners": "neighbours"}}), [6 / 9, 4 / 5, NAN]
    )


def test_an_indicator_of_the_relations_name_does_not_get_in_between(region: Dataset):
    frame = (
        pd.DataFrame({"exports": [999.0, 999.0, 999.0]}, index=["A", "B", "C"])
        .rename_axis("unit")
        .reset_index()
    )
    joined = region.join(mp.read(frame, units="free", year=2020))
    assert_allclose(
        values(joined, {"x": {"share": "exports", "partners": "neighbours"}}), [6 / 9, 4 / 5, NAN]
    )


def test_the_market_share_may_be_of_an_indicator(region: Dataset):
    assert_allclose(
        values(region, {"x": {"share": "exports", "of": "imports", "partners": "world"}}),
        [8 / 60, 4 / 70, 4 / 90],
    )


def test_the_market_share_may_be_of_a_relation(region: Dataset):
    # all trade of B with A and C: 6 + 4 + 3 = 13
    assert_allclose(
        values(region, {"x": {"share": "exports", "of": "trade", "partners": ["A", "B"]}})[0], 6 / 13
    )


def test_trade_is_evenly_spread_over_partners_not_counting_oneself(region: Dataset):
    # A trades 10 with B and 3 with C: 1 - (100 + 9) / 169, over 1 - 1/2
    expected = (1 - 109 / 169) * 2
    assert values(region, {"x": {"evenness": "trade", "partners": ["A", "B", "C"]}})[0] == pytest.approx(
        expected
    )
    assert values(region, {"x": {"evenness": "trade", "partners": "world"}})[0] == pytest.approx(expected)


def test_a_group_in_a_list_is_one_partner(region: Dataset):
    # B trades 10 with A and 3 with C, both in the club: one partner alone
    assert np.isnan(values(region, {"x": {"evenness": "trade", "partners": ["club"]}})[1])


def test_the_partners_in_a_group_are_the_other_members_of_the_own_group(region: Dataset):
    # every other state is a partner, or none is where the club's rules keep one out: B is no member
    assert np.isnan(values(region, {"x": {"evenness": "trade", "partners": "club"}})).all()


def test_preponderance_weighs_by_distance_and_most_at_home(region: Dataset):
    home = 0.67 * np.array([10.0, 20.0, 30.0])
    at_b = 0.6 / (60 / 100 + 30 / home[1] + 10 / 400)
    at_c = 0.3 / (60 / 200 + 30 / 400 + 10 / home[2])
    assert values(region, {"x": {"preponderance": "gdp", "partners": "world"}})[0] == pytest.approx(
        (at_b + at_c) / 2
    )


def test_flows_carry_their_year(region: Dataset):
    one = column(region, {"x": {"share": "exports", "partners": "neighbours"}})
    assert_array_equal(one.years, [2015, 2015, NAN])


def test_a_bloc_is_a_partner_as_it_was_in_the_year_of_the_trade():
    """B left the club in 2020: trade of 2015 with it counts B in, and A sells 6 to the club and 2 to C: uneven."""
    dyads = pd.DataFrame(
        [
            ("A", "B", "exports", 2015, 6.0),
            ("A", "C", "exports", 2015, 2.0),
            ("A", "D", "exports", 2015, 6.0),
        ],
        columns=["from", "to", "relation", "year", "value"],
    )
    groups = pd.DataFrame(
        {"unit": ["B", "D"], "group": ["club"] * 2, "from": [2000, 2000], "to": [2020, NAN]}
    )
    frame = pd.DataFrame({"unit": list("ABCD"), "gdp": [4.0, 3.0, 2.0, 1.0]})
    data = mp.read(frame, units="free", year=2025, dyads=dyads, groups=groups)
    (a, *_) = values(data, {"x": {"evenness": "exports", "partners": ["club", "C"]}})
    shares = np.array([12 / 14, 2 / 14])
    assert a == pytest.approx((1 - (shares**2).sum()) / (1 - 1 / 2))


def test_botswanas_trade_of_2015_counts_the_united_kingdom_in_the_union():
    world = mp.load()
    balance = column(world, {"x": {"evenness": "trade", "partners": ["RUS", "CHN", "USA", "EU"]}}).values
    assert balance[world.units.index("BWA")] == pytest.approx(0.301, abs=0.001)
