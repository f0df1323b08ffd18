"""Band rules as a page gets them, with what they need of the data put in."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.pages.explore.columns import Columns
from mpindex.pages.explore.conditions import bands_of
from mpindex.steps.registry import METHODS, register

from . import golden


def conditions(bands: list, name: str = "forest") -> tuple[list[dict], mp.Index]:
    definition, table = golden.forest() if name == "forest" else (mp.definition(name), mp.load())
    index = definition.with_(bands=bands, tiers={}, uncertainty={}).apply(table)
    return bands_of(index.plan, Columns()), index


def test_numbers_have_their_bounds_and_their_path() -> None:
    (band,), _ = conditions([{"tall": {"score": {"min": 3}, "land": [1, 2], "rank": {"not": 4}}}])
    assert band["label"] == "tall"
    score, land, rank = band["conditions"]
    assert score == {
        "form": "number",
        "quantity": "score",
        "tests": [["min", 3.0]],
        "path": "bands.0.tall.score",
    }
    assert (land["node"], land["tests"]) == (0, [["min", 1.0], ["max", 2.0]])
    assert rank["tests"] == [["not", 4.0]]


def test_a_quantile_has_the_units_that_it_is_taken_over() -> None:
    (band,), index = conditions([{"tall": {"score": {"min": {"quantile": 0.5, "of": ["Oak", "Ash"]}}}}])
    ((_, bound),) = band["conditions"][0]["tests"]
    assert bound == {"quantile": 0.5, "of": [index.units.index("Ash"), index.units.index("Oak")]}


def test_the_band_of_another_definition_is_known_beforehand() -> None:
    (band,), index = conditions([{"x": {"capability": {"not": "great"}}}], "behavioural")
    great = mp.definition("capability").apply(index.dataset).bands == "great"
    assert set(range(len(index.units))) - set(band["conditions"][0]["units"]) == set(
        great.to_numpy().nonzero()[0]
    )


def test_cuts_within_groups_have_each_group_once() -> None:
    bands = [{"top": {"gap": {"from": 1, "to": 5, "among": "region"}}}]
    (band,), _ = conditions(bands, "wood")
    (cut,) = band["conditions"]
    owners = [unit for group in cut["groups"] for unit in group["owners"]]
    assert len(owners) == len(set(owners)) > 150
    assert cut["rule"] == "largest_gap"
    assert cut["options"] == {"log": False, "first": 1, "last": 5}


def test_a_band_rule_that_a_page_does_not_know_is_refused_by_name() -> None:
    @register("band", "odd_and_even", keeps=())
    def odd_and_even(scores):
        """Class 1 and 2 in turn."""
        return 1 + scores * 0

    try:
        with pytest.raises(OptionError, match="odd_and_even"):
            conditions([{"odd": {"odd_and_even": {"class": 1}}}])
    finally:
        del METHODS["band"]["odd_and_even"]
