"""Columns of a plan: what a definition derives, from data as they stand."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DataError, DefinitionError

NAN = np.nan


def tidy(rows: list[tuple[str, str, int, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"])
    return frame.assign(source="test")


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


def test_a_ratio_over_nobody_is_missing(region: Dataset):
    assert_array_equal(values(region, {"x": {"ratio": ["gdp", "population"], "factor": 2}}), [20, 6, NAN])


def test_what_is_derived_can_be_derived_from_again(region: Dataset):
    derive = {"x": {"share": "pc"}, "pc": {"ratio": ["gdp", "population"]}}
    assert_allclose(values(region, derive), [10 / 13, 3 / 13, NAN])


def test_a_lead_over_the_land_neighbours(region: Dataset):
    assert_array_equal(values(region, {"x": {"lead": "gdp", "among": "neighbours"}}), [2, 0.5, NAN])


@pytest.mark.parametrize(
    ("derive", "direction"),
    [
        ({"ratio": ["bad", "gdp"]}, -1),
        ({"ratio": ["gdp", "bad"]}, 1),
        ({"share": "bad"}, -1),
        ({"position": "gdp"}, -1),
        ({"position": "bad"}, 1),
        ({"change": "bad", "years": 1}, -1),
        ({"evenness": "trade", "partners": ["A", "B", "C"]}, 1),
    ],
)
def test_what_is_derived_has_the_direction_of_its_first_input(region: Dataset, derive: dict, direction: int):
    assert column(region, {"x": derive}).direction == direction


@pytest.fixture(scope="module")
def panel() -> Dataset:
    rows = [("A", "gdp", 2016 + i, 10.0 + 2 * i) for i in range(5)] + [
        ("B", "gdp", 2016 + i, 20.0 - i) for i in range(5)
    ]
    rows += [("A", "population", 2016 + i, 2.0) for i in range(5)] + [
        ("B", "population", 2018 + i, 1.0) for i in range(3)
    ]
    rows += [("C", "gdp", 2010, 5.0)]
    return Dataset.from_tidy(
        tidy(rows), newest_year=2020, metadata={"gdp": {"window": 5}, "population": {"window": 5}}
    )


def test_a_slope_looks_along_the_years(panel: Dataset):
    assert_allclose(values(panel, {"x": {"slope": "gdp", "years": 4}}), [2, -1, NAN])
    assert_allclose(values(panel, {"x": {"mean": "gdp", "years": 2}}), [17, 16.5, NAN])


def test_an_older_world_sees_no_later_figure(panel: Dataset):
    assert_allclose(values(panel.at(2018), {"x": {"mean": "gdp", "years": 2}}), [13, 18.5, NAN])


def test_years_look_along_derived_indicators_too(panel: Dataset):
    derive = {"pc": {"ratio": ["gdp", "population"]}, "x": {"slope": "pc", "years": 4}, "y": {"share": "gdp"}}
    assert_allclose(values(panel, derive), [1, -1, NAN])
    derive["x"] = {"change": "y", "years": 1}
    # shares of 18 and 16 in 34, of 16 and 17 in 33
    assert_allclose(values(panel, derive), [18 / 34 - 16 / 33, 16 / 34 - 17 / 33, NAN])


def test_years_of_years_have_no_series(panel: Dataset):
    derive = {"s": {"slope": "gdp", "years": 4}, "x": {"mean": "s", "years": 2}}
    with pytest.raises(DefinitionError, match="'s' has no figures by year"):
        values(panel, derive)


def test_an_indicator_without_any_year_is_missing_and_no_crash():
    data = Dataset.from_frame(pd.DataFrame({"gdp": [NAN, NAN]}, index=["A", "B"]))
    assert_array_equal(values(data, {"x": {"slope": "gdp", "years": 3}}), [NAN, NAN])


@pytest.mark.parametrize(
    ("derive", "message"),
    [
        ({"x": {"ratio": ["gpd", "population"]}}, "unknown indicator 'gpd'. Did you mean 'gdp'?"),
        ({"x": {"slope": "gdp", "years": 3, "error": "gdp_se"}}, "'gdp' has no standard errors"),
        (
            {"x": {"share": "gdp", "among": "clbu"}},
            "unknown group 'clbu'; known: club, world, nearest_10, neighbourhood_10. Did you mean 'club'?",
        ),
        ({"x": {"share": "gdp", "among": ["A", "D"]}}, "no such unit: 'D'"),
        ({"x": {"share": "exprts", "partners": "world"}}, "unknown relation 'exprts'"),
        ({"x": {"ratio": ["gdp", "population"]}, "unused": {"share": "gpd"}}, "unknown indicator 'gpd'"),
    ],
)
def test_a_derivation_that_cannot_be_made_says_why(region: Dataset, derive: dict, message: str):
    with pytest.raises(DefinitionError, match=re.escape(message)):
        values(region, derive)


def test_a_number_too_large_is_refused_by_name(region: Dataset):
    derive = {"x": {"product": ["gdp"] * 50}, "y": {"product": ["x"] * 5}}
    with pytest.raises(DataError, match="'y' is too large a number for A, B"):
        values(region, derive, "y")


def test_evenness_runs_along_indicators_where_it_lists_them_and_is_better_the_more(region: Dataset):
    made = column(region, {"x": {"evenness": ["bad", "bad"]}})
    assert made.direction == 1
    assert_allclose(made.values, [1, 1, 1])


def test_a_place_is_better_the_lower(region: Dataset):
    made = column(region, {"x": {"place": "gdp"}})
    assert made.direction == -1
    assert_allclose(made.values, [1, 2, 3])


@pytest.mark.each("derive", [{"r": {"ratio": ["absent", "gdp"]}}, {"r": {"mean": ["absent"], "years": 3}}])
def test_what_is_reported_may_be_absent_where_the_file_says_so(region: Dataset, derive: dict):
    spec = {"id": "x", "tree": {"gdp": 1}, "derive": derive}
    index = mp.definition({**spec, "report": {"r": {"title": "R", "optional": True}}}).apply(region)
    assert index.scores.notna().any()
    with pytest.raises(DefinitionError, match="unknown indicator 'absent'"):
        mp.definition({**spec, "report": {"r": "R"}}).apply(region)


def test_what_the_tree_needs_is_not_optional_because_it_is_reported(region: Dataset):
    spec = {"id": "x", "tree": {"gdp": 1, "r": 1}, "derive": {"r": {"ratio": ["absent", "gdp"]}}}
    with pytest.raises(DefinitionError, match="unknown indicator 'absent'"):
        mp.definition({**spec, "report": {"r": {"optional": True}}}).apply(region)
