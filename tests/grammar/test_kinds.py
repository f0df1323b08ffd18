"""What the values of options must be."""

from __future__ import annotations

import math

import pytest

from mpindex.grammar import kinds

CORE = {"lists": "verified", "at_least": 3, "leave_out": ["one"], "not_great_in": "cow_major_2016"}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("WHOLE", [1, 7], [0, -1, 1.0, True, "1", None]),
        ("NUMBER", [0, -2.5, 10**20], [True, "1", math.nan, math.inf, 1e301, None]),
        ("FLAG", [True, False], [0, 1, "true", None]),
        ("TEXT", ["", "a"], [1, None, ["a"]]),
        ("GROUP", ["SCO", ["KAZ", "UZB"]], [5, [], [1], None]),
        ("SHARE", [1, 0.001], [0, 1.001, -1, "1"]),
        ("CLASSES", [1, [1, 2]], [0, [], [0], "1"]),
        ("PAIR", [[0, 1], (2, 1)], [[1], [1, 2, 3], [1, "2"], "12", 5]),
        ("BOUND", [1, {"quantile": 0.25}, {"quantile": 1, "of": ["KAZ"]}, {"quantile": 0.5, "of": CORE}],
         ["high", {}, {"quantile": 2}, {"quantile": 0.5, "to": 1}, {"quantile": 0.5, "of": 5}]),
        ("LABEL", ["great", ["great", "small"], 3], [None, [], [1]]),
        ("COUNT", [2, "50%", "66.6%"], ["half", "50", None, "1000%"]),
    ],
)  # fmt: skip
def test_a_kind_knows_its_values(kind: str, right: list, wrong: list):
    fits, words = getattr(kinds, kind)
    assert words
    assert [value for value in right if not fits(value)] == []
    assert [value for value in wrong if fits(value)] == []


@pytest.mark.parametrize("key", CORE)
@pytest.mark.parametrize("value", [{}, -1, 1.5, [1]])
def test_each_word_of_a_reference_set_has_its_kind(key: str, value: object):
    fits, _ = kinds.BOUND
    assert not fits({"quantile": 0.5, "of": {**CORE, key: value}})
    assert not fits({"quantile": 0.5, "of": {"lits": "all"}})
