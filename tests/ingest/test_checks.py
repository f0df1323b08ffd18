"""Everything that is wrong with a table is found at once, and nothing hides anything else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.ingest.read import check_table, read

GOOD = {"country": "Kazakhstan", "indicator": "cpi", "year": "2024", "value": "50"}
WRONG = {
    "the unit is blank": {"country": ""},
    "no known country": {"country": "Ruritania"},
    "the indicator is blank": {"indicator": ""},
    "the year must be whole": {"year": "2020.5"},
    "must be a number": {"value": "many"},
    "must be finite": {"value": "inf"},
    "must be >= 0": {"value": "-1"},
    "must be 0 to 100": {"value": "101"},
}


def table(*rows):
    return pd.DataFrame([{**GOOD, "year": str(1990 + i), **row} for i, row in enumerate(rows)])


def rules(*rows):
    return check_table(table({}, *rows), units="countries")["rule"].tolist()


def test_a_good_table_breaks_no_rule():
    assert rules({}, {"value": ""}) == []


@pytest.mark.parametrize("rule", WRONG)
def test_each_rule_is_broken_by_its_own_fault_alone(rule):
    assert rules(WRONG[rule], {}) == [rule]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([None, *WRONG]), min_size=1, max_size=8))
def test_faults_do_not_hide_one_another(kinds):
    told = rules(*({} if kind is None else WRONG[kind] for kind in kinds))
    expected = [kind for kind in kinds if kind is not None]
    gathered = {"no known country"}  # one fault for all rows of it
    assert sorted(told) == sorted(
        [kind for kind in expected if kind not in gathered] + sorted(gathered & set(expected))
    )


def test_minus_infinity_is_told_once_and_not_as_a_sign():
    assert rules({"value": "-inf"}) == ["must be finite"]


def test_the_same_place_twice_is_one_fault_that_shows_both_values():
    found = check_table(table({}, {"year": "1990", "country": "Kazakstan", "value": "51"}))
    row = found.iloc[0]
    assert (row["unit"], row["value"], row["rule"]) == ("KAZ", "50 and 51", "given 2 times")
    assert row["hint"] == "keep one of lines 2, 3; spelt Kazakhstan, Kazakstan"


def test_two_missing_values_of_one_place_are_no_contradiction():
    assert rules({"year": "2000", "value": ""}, {"year": "2000", "value": ".."}) == []


def test_two_unknown_units_are_not_taken_for_one():
    assert (
        rules({"country": "A", "year": "2000"}, {"country": "B", "year": "2000"}) == ["no known country"] * 2
    )


def test_a_column_without_any_number_is_one_fault():
    frame = pd.DataFrame({"iso3": ["KAZ", "UZB"], "v": ["1,5", "2,5"]})
    found = check_table(frame)
    assert found["unit"].tolist() == ["all 2"]
    assert "decimal=','" in found["hint"].iloc[0]


def test_faults_stand_in_the_order_of_the_table():
    frame = pd.DataFrame({"iso3": ["KAZ", "UZB"], "a": ["x", 1], "b": [1, "y"]})
    assert check_table(frame)["value"].tolist() == ["x", "y"]


def test_what_is_unlikely_is_noted_by_indicator():
    frame = pd.DataFrame({"iso3": ["KAZ"] * 7, "year": range(2000, 2007), "resource_rents": [150.0] * 7})
    (note,) = (note for note in read(frame).notes if "plausible" in note)
    assert note.startswith("resource_rents: outside the plausible 0 to 100: KAZ 2000 (150)")
    assert note.endswith("and 2 more")


def test_many_faults_are_found_quickly_and_shown_in_part():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {"unit": [f"u{i}" for i in range(500)], "v": rng.normal(size=500), "w": ["x"] * 250 + ["1"] * 250}
    )
    found = check_table(frame, units="free")
    assert len(found) == 250


def test_units_taken_for_their_countries_are_told_which_column_names_them():
    table = pd.DataFrame(
        {"town": ["Almaty", "Astana", "Osh"], "country": ["KAZ", "KAZ", "KGZ"], "rent": [7.5, 8.1, 4.1]}
    )
    hint = check_table(table)["hint"].iloc[0]
    assert hint.startswith(
        "the rows differ in town (Almaty, Astana): columns={'town': 'unit'} counts each as a unit"
    )
    assert read(table, columns={"town": "unit"}).units == ("Almaty", "Astana", "Osh")
