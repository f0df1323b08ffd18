"""The schema finds every broken rule, names its place, and takes nothing for something else in silence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.ingest.schema import COLUMNS, RULES, broken, faults, warnings

GOOD = {
    "line": 2, "label": "Kazakhstan", "unit": "KAZ", "indicator": "gdp", "year_text": "2024", "year": 2024.0,
    "text": "288", "value": 288.0, "low": 0.0, "high": 1000.0, "closed": False, "why": "", "hint": "",
}  # fmt: skip

WRONG = {
    "named": {"label": "", "unit": ""},
    "known": {"label": "Ruritania", "unit": "", "why": "no known country"},
    "titled": {"indicator": ""},
    "year": {"year": 2020.5, "year_text": "2020.5"},
    "number": {"text": "many", "value": np.nan},
    "finite": {"text": "inf", "value": np.inf},
    "sign": {"text": "-1", "value": -1.0},
    "scale": {"text": "1001", "value": 1001.0, "closed": True},
}


def long(*rows):
    table = pd.DataFrame([{**GOOD, "year": 2000.0 + i, "line": i + 2, **row} for i, row in enumerate(rows)])
    return table.astype(COLUMNS)


def test_a_good_table_breaks_no_rule():
    assert not len(broken(long({}, {}, {"text": "", "value": np.nan})))


@pytest.mark.parametrize("rule", WRONG)
def test_each_rule_is_broken_by_its_own_fault_alone(rule):
    pairs = broken(long({}, WRONG[rule], {}))
    assert pairs.to_numpy().tolist() == [[rule, 1]]


def test_every_rule_is_tried_here():
    assert {rule.name for rule in RULES} == {*WRONG, "once"}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([None, *WRONG]), min_size=1, max_size=8))
def test_faults_do_not_hide_one_another(kinds):
    table = long(*({} if kind is None else WRONG[kind] for kind in kinds))
    pairs = broken(table)
    assert sorted(zip(pairs["row"], pairs["rule"], strict=True)) == [
        (i, kind) for i, kind in enumerate(kinds) if kind is not None
    ]
    found, wrong = faults(table)
    assert wrong == sum(kind is not None for kind in kinds)
    assert all(fault.rule for fault in found)


def test_minus_infinity_is_told_once_and_not_as_a_sign():
    assert broken(long({"text": "-inf", "value": -np.inf}))["rule"].tolist() == ["finite"]


def test_the_same_place_twice_is_one_fault_that_shows_both_values():
    twice = {"year": 2024.0, "year_text": "2024"}
    (fault,), wrong = faults(long({**twice, "text": "1", "value": 1.0}, {}, {**twice, "label": "Kazakstan"}))
    assert wrong == 2
    assert (fault.unit, fault.value, fault.rule) == ("KAZ", "1 and 288", "given 2 times")
    assert fault.hint == "keep one of lines 2, 4; spelt Kazakhstan, Kazakstan"


def test_two_missing_values_of_one_place_are_no_contradiction():
    empty = {"year": 2024.0, "text": "", "value": np.nan}
    assert not len(broken(long(empty, empty)))


def test_two_unknown_units_are_not_taken_for_one():
    foreign = {"unit": "", "why": "no known country", "year": 2024.0}
    assert set(broken(long({**foreign, "label": "A"}, {**foreign, "label": "B"}))["rule"]) == {"known"}


def test_a_column_without_any_number_is_one_fault():
    text = {"indicator": "area", **WRONG["number"]}
    (fault,), wrong = faults(long(text, text, {}))
    assert (wrong, fault.unit, fault.indicator) == (2, "all 2", "area")
    found, _ = faults(long(text, text, {"indicator": "area"}))
    assert len(found) == 2


def test_what_is_unlikely_is_noted_by_indicator():
    (note,) = warnings(long({"text": "1001", "value": 1001.0}, {}))
    assert note == "gdp: outside the plausible 0 to 1000: KAZ 2024 (1001)"


def test_a_table_that_is_not_in_long_form_is_a_defect_of_the_caller():
    with pytest.raises(TypeError, match="not a table in long form"):
        broken(long({}).drop(columns="why"))
