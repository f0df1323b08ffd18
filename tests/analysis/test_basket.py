"""A basket of indicators that stays the same, and what falls out of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.basket import availability, dropped_from, in_being, spans, without
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError

SPEC = {
    "id": "two_storeys",
    "tree": {"a": 1, "upper": {"weight": 2, "of": {"b": 1, "c": 1}}},
    "bands": [{"high": {"score": {"min": 50}}}],
}


def rows() -> pd.DataFrame:
    """a is there in both years, b for one unit of three in 2000, c only in 2001."""
    long = [("a", u, y, 1.0 + i) for i, u in enumerate("xyz") for y in (2000, 2001)]
    long += [("b", "x", 2000, 1.0), *(("b", u, 2001, 2.0 + i) for i, u in enumerate("xyz"))]
    long += [("c", u, 2001, 3.0 + i) for i, u in enumerate("xyz")]
    return pd.DataFrame(long, columns=["indicator", "unit", "year", "value"]).assign(source="test")


@pytest.fixture(scope="module")
def world() -> Dataset:
    return Dataset.from_tidy(rows(), metadata={name: {"window": 0} for name in "abc"})


def test_shares_by_hand(world):
    there = availability(mp.definition(SPEC), {year: world.at(year) for year in (2000, 2001)}, {})
    assert there == {
        "a": {2000: 1, 2001: 1},
        "b": {2000: pytest.approx(1 / 3), 2001: 1},
        "c": {2000: 0, 2001: 1},
    }


def test_what_is_dropped_has_its_reason():
    out = dropped_from({"a": {2000: 1.0, 2001: 0.2, 2002: 0.4}}, 0.5)
    assert out["a"] == (
        "fewer than 50% of the units have a figure in 2 of 3 years (2001 to 2002; fewest 20% in 2001)"
    )


def test_exactly_enough_is_enough():
    assert not dropped_from({"a": {2000: 0.5}}, 0.5)


def test_a_dimension_left_empty_goes_with_its_last_indicator():
    cut = without(mp.definition(SPEC), {"b", "c"})
    assert [leaf.id for leaf in cut.model.root.leaves()] == ["a"]
    assert list(cut.spec["tree"]) == ["a"]
    assert mp.definition(SPEC).spec["tree"] == SPEC["tree"]


def test_nothing_left_is_an_error_that_says_what_to_do():
    with pytest.raises(DataError, match=r"no indicator of 'two_storeys' .* Ask for fewer years"):
        without(mp.definition(SPEC), set("abc"))


def test_years_in_words():
    assert spans([1990], [1990]) == "1990"
    assert spans([1990, 1991, 1993], [1990, 1991, 1992, 1993]) == "1990 to 1991, 1993"


def test_units_that_are_no_countries_always_are(world):
    assert np.array_equal(in_being(world, 1500), [True, True, True])
