"""Who moves between two definitions and why, on four towns counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.comparison.movers import REST, Movers

#: a is rich, d is large.
TOWNS = pd.DataFrame({"money": [4.0, 3.0, 2.0, 1.0], "people": [1.0, 2.0, 3.0, 4.0]}, index=list("abcd"))


def movers(first: dict, second: dict, frame: pd.DataFrame = TOWNS) -> Movers:
    world = mp.Dataset.from_frame(frame)
    trees = {"first": first, "second": second}
    indexes = [
        mp.definition({"id": name, "normalise": "none", "tree": tree}).apply(world)
        for name, tree in trees.items()
    ]
    return Movers("first", "second", (indexes[0], indexes[1]), {"a": "Aton", "d": "Dorf"})


def test_shifts_are_by_how_many_ranks_a_unit_is_better_off():
    shifts = movers({"money": 1}, {"people": 1}).shifts.set_index("unit")["shift"]
    assert shifts.to_dict() == {"a": -3, "d": 3, "b": -1, "c": 1}
    assert list(shifts.abs()) == sorted(shifts.abs(), reverse=True)


def test_only_units_that_both_score_are_ranked_against_each_other():
    gap = TOWNS.assign(people=[np.nan, 2.0, 3.0, 4.0])
    shifts = movers({"money": 1}, {"people": 1}, gap).shifts.set_index("unit")
    assert "a" not in shifts.index
    assert shifts.loc["b", ["rank_1", "rank_2"]].tolist() == [1, 3]


def test_the_winner_and_the_loser_come_with_the_reason():
    rows = movers({"money": 1}, {"people": 1}).extremes()
    assert [row["name"] for row in rows] == ["Dorf", "Aton"]
    assert rows[0]["why"].startswith("money (in the first only) +2, people (in the second only) +2")


def test_nobody_moves_between_equals():
    assert movers({"money": 1}, {"money": 2}).extremes() == []


def test_effects_and_the_rest_sum_to_the_change_of_position():
    pair = movers({"money": 3, "people": 1}, {"people": 1})
    before, after = (index.positions for index in pair.indexes)
    for unit in "abcd":
        total = sum(reason.effect for reason in pair.reasons(unit))
        assert total == pytest.approx(before[unit] - after[unit])
        assert pair.reasons(unit)[-1].indicator == REST


def test_what_is_known_of_a_unit_is_looked_up_once():
    pair = movers({"money": 1}, {"people": 1})
    first = pair.reasons("a")
    assert set(pair.parts) == {("first", "a"), ("second", "a")}
    pair.parts["first", "a"] = {}
    assert pair.reasons("a") != first
