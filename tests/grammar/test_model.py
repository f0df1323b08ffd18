"""What a definition is once it is read."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.grammar.model import freeze, thaw


def test_derived_indicators_are_resolved_to_what_they_are_made_from():
    assert mp.definition("beckley").indicators == ("gdp_ppp", "population")


def test_what_is_reported_beside_the_score_counts_and_relations_are_no_indicators():
    assert set(mp.definition("regional").indicators) == {
        "gdp", "population", "milex", "exports", "area", "rail_km", "lpi", "io_memberships",
    }  # fmt: skip


def test_a_bound_definition_takes_what_its_parameters_say():
    definition = mp.definition(
        {"id": "x", "parameters": {"what": "gdp"}, "tree": {"a": {"indicator": "$what"}}}
    )
    assert definition.bind({"what": "area"}).indicators == ("area",)
    assert definition.indicators == ("gdp",)


def test_denominators_count_among_the_indicators():
    assert mp.definition({"id": "x", "tree": {"gdp": {"per": "population"}}}).indicators == (
        "gdp",
        "population",
    )


@pytest.mark.parametrize(("best", "sign"), [("high", 1), ("low", -1)])
def test_scores_times_the_sign_are_better_the_higher(best: str, sign: int):
    assert mp.definition({"id": "x", "best": best, "tree": {"gdp": 1}}).model.sign == sign


@pytest.mark.parametrize("value", [1, "a", [1, [2, "b"]], {"a": {"b": [1, 2]}, "c": None}, [], {}])
def test_what_is_frozen_can_be_hashed_and_comes_back(value: object):
    assert isinstance(hash(freeze(value)), int)
    assert thaw(freeze(value)) == value


def test_an_empty_mapping_and_an_empty_list_stay_apart():
    assert thaw(freeze({})) == {} and thaw(freeze([])) == []
