"""A basket of indicators that stays the same, and what falls out of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.trajectory.basket import (
    Availability,
    availability,
    dropped_from,
    in_being,
    later_start,
    reduced,
    spans,
    without,
)
from mpindex.dataset.dataset import Dataset
from mpindex.engine.tree import Tree
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


@pytest.fixture(scope="module")
def available(world) -> Availability:
    return availability(mp.definition(SPEC), {year: world.at(year) for year in (2000, 2001)}, {})


def test_shares_by_hand(available):
    assert available.leaves == ("a", "b", "c") and available.years == (2000, 2001)
    np.testing.assert_allclose(available.shares, [[1, 1 / 3, 0], [1, 1, 1]])


def test_who_lacks_what_by_hand(available):
    assert available.lacking("x").tolist() == [[False, False, True], [False, False, False]]
    assert available.lacking("y").tolist() == [[False, True, True], [False, False, False]]


def test_a_denominator_that_is_missing_is_a_figure_that_is_missing(world):
    spec = {"id": "per", "tree": {"a": {"per": "b"}}}
    present = availability(mp.definition(spec), {2000: world.at(2000)}, {}).present
    assert present[0, :, 0].tolist() == [True, False, False]


def test_what_too_few_have_is_dropped_with_its_reason(available):
    assert dropped_from(available, 0.5) == {
        "b": "fewer than 50 % of the units have a figure in 1 of 2 years (2000; fewest 33 % in 2000)",
        "c": "fewer than 50 % of the units have a figure in 1 of 2 years (2000; fewest 0 % in 2000)",
    }


def test_exactly_enough_is_enough(available):
    assert list(dropped_from(available, 1 / 3)) == ["c"]


def test_what_a_unit_drawn_lacks_in_any_year_is_dropped_for_its_sake(available):
    assert "b" not in dropped_from(available, 0.3, ["x"])
    assert dropped_from(available, 0.3, ["x", "y", "z"])["b"] == (
        "y has no figure in 2000; z has no figure in 2000"
    )


def test_a_state_lacks_nothing_before_it_was_one():
    world = mp.load().at(None)
    years = {year: world.at(year) for year in (1990, 1993)}
    available = availability(mp.definition("capability"), years, {})
    assert not available.lacking("CZE")[0].any()
    assert available.lacking("FRA")[0].any()


def test_a_later_start_is_advised_where_early_years_alone_are_lacking():
    present = np.ones((8, 1, 2), dtype=bool)
    present[0, 0, 0] = present[5, 0, 1] = False
    years = tuple(range(2000, 2008))
    available = Availability(("a", "b"), years, ("x",), present, np.ones((8, 1), dtype=bool))
    assert later_start(available, ["x"], ["a", "b"]) == 2001
    assert later_start(available, ["x"], ["b"]) is None


def test_a_dimension_left_empty_goes_with_its_last_indicator():
    cut = without(mp.definition(SPEC), {"b": "rare", "c": "rare"})
    assert [leaf.id for leaf in cut.model.root.leaves()] == ["a"]
    assert list(cut.spec["tree"]) == ["a"]
    assert mp.definition(SPEC).spec["tree"] == SPEC["tree"]


def test_what_stays_is_as_heavy_beside_the_rest_as_it_was():
    """a has a third, b and c a third each; without c a and b weigh alike, and b does not carry the dimension alone."""
    tree = Tree(reduced(mp.definition(SPEC), {"c": "rare"}).model)
    assert tree.effective(tree.given_weights)[:2] == pytest.approx([0.5, 0.5])
    capability = mp.definition("capability")
    kept = {"gdp", "milex", "io_memberships"}
    before, after = (
        dict(zip(t.elements, t.effective(t.given_weights), strict=True))
        for t in (
            Tree(capability.model),
            Tree(reduced(capability, dict.fromkeys(set(capability.indicators) - kept, "")).model),
        )
    )
    assert after["io_memberships"] / after["gdp"] == pytest.approx(before["io_memberships"] / before["gdp"])
    assert after["milex"] / after["gdp"] == pytest.approx(before["milex"] / before["gdp"])


def test_nothing_left_is_an_error_that_says_what_to_do():
    with pytest.raises(
        DataError, match=r"no indicator of 'two_storeys' (.|\n)* Ask for fewer years(.|\n)*a: rare"
    ):
        without(mp.definition(SPEC), dict.fromkeys("abc", "rare"))


def test_years_in_words():
    assert spans([1990], [1990]) == "1990"
    assert spans([1990, 1991, 1993], [1990, 1991, 1992, 1993]) == "1990 to 1991, 1993"


def test_units_that_are_no_countries_always_are(world):
    assert np.array_equal(in_being(world, 1500), [True, True, True])
