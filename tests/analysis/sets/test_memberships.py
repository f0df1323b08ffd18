"""Which scores are sets, and what an outcome may be."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.sets.memberships import conditions_of, is_set, outcome_of
from mpindex.errors import OptionError

LINE = {"calibrate": {"out": 0, "cross": 1, "in": 2}}


@pytest.mark.parametrize(
    ("spec", "set_"),
    [
        ({"normalise": LINE, "tree": {"a": 1}}, True),
        ({"normalise": LINE, "tree": {"a": {"not": True}}}, True),
        ({"normalise": {"within": [0, 1]}, "tree": {"a": 1, "b": 1}}, True),
        ({"normalise": LINE, "aggregate": "sum", "tree": {"a": 1, "b": 1}}, False),
        ({"normalise": LINE, "tree": {"a": 1, "b": {"normalise": "minmax"}}}, False),
        ({"normalise": LINE, "then": "zscore", "tree": {"a": 1}}, False),
    ],
)
def test_a_set_is_calibrated_all_the_way_down(spec, set_):
    assert is_set(mp.definition({"id": "x", **spec}).model.root) is set_


def test_conditions_are_any_elements_of_the_tree():
    index = mp.definition("fuzzy_middle_power").apply(mp.load())
    assert list(conditions_of(index, ["niche", "output"])) == ["niche", "output"]
    assert list(conditions_of(index, None)) == ["means", "not_great", "shown"]


def test_a_list_a_set_and_a_tier_are_outcomes():
    world = mp.load()
    name, values = outcome_of("swp_2024", world)
    assert name == "swp_2024" and values["KAZ"] == 1 and set(values) == {0, 1}
    assert outcome_of(pd.Series([0.2], index=["KAZ"], name="mine"), world)[0] == "mine"
    name, values = outcome_of("wood", world)
    assert name == "wood: middle" and values["CAN"] == 1 and values["KAZ"] == 0
    with pytest.raises(OptionError, match="neither an expert list nor a definition"):
        outcome_of("nobody", world)
