"""Every verb of `derive` says which argument it cannot take, and no other library does."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from mpindex.errors import MpindexError
from mpindex.steps import derive
from mpindex.steps.columns import BadValues
from mpindex.steps.derive.inputs import column, on_columns, who
from mpindex.steps.registry import METHODS

TABLE = np.array([[1.0, 3.0, 2.0], [2.0, 1.0, 5.0], [4.0, 2.0, 1.0]])
#: A call of each argument that every verb with it can take.
FIT = {
    "calendar": np.array([2020, 2021, 2022]), "years": 2, "members": np.ones((3, 3), bool), "rivals": np.ones((3, 3), bool),
    "partners": np.ones((3, 3), bool), "outsiders": np.array([True, False, False]), "factor": 2.0, "decay": 1.0, "log": True,
    "relative": True,
}  # fmt: skip
#: What nothing can be made of, by kind of argument.
UNFIT = {
    "a column": [
        "x", {"a": 1}, 3.0, [[1], [1, 2]], np.array([1 + 2j] * 3), np.array(["2020"], "M8[Y]"), [1.0, np.inf, 2.0],
        [1e308, 1, 1],
    ],
    "calendar": ["x", 2020, [2020.5], [], [np.nan]],
    "years": ["x", 0, -1, 1.5, np.nan, True, None],
    "groups": ["x", 1, [0.5, 1, 0], np.ones((2, 3), int) * 7, ["a", "b", "c"], np.nan],
    "factor": ["x", np.nan, np.inf, True, [1, 2], 1 + 2j], "decay": ["x", np.nan, np.inf, {}],
    "log": ["yes", 2, np.nan], "relative": ["yes", 2],
}  # fmt: skip
GROUPS = ("members", "rivals", "partners", "outsiders")


def arguments(function):
    """What each argument of a verb is given: a fit value, and whether by place."""
    given = {}
    for name, argument in inspect.signature(function).parameters.items():
        if argument.kind is argument.VAR_POSITIONAL:
            given[name] = TABLE[0]
        elif argument.default is argument.empty or name in ("factor", "decay", "log", "relative"):
            given[name] = FIT.get(name, TABLE)
    return given


def called(function, given):
    named = {
        name: value
        for name, value in given.items()
        if inspect.signature(function).parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
    }
    return function(*(value for name, value in given.items() if name not in named), **named)


@pytest.mark.each("verb", sorted(METHODS["derive"]))
def test_a_verb_refuses_what_it_cannot_take_in_its_own_words(verb):
    function = METHODS["derive"][verb].function
    fit = arguments(function)
    called(function, fit)
    for name in fit:
        kind = name if name in UNFIT else "groups" if name in GROUPS else "a column"
        for value in UNFIT[kind]:
            if value is None and name != "years":
                continue
            with pytest.raises(MpindexError) as refused:
                called(function, {**fit, name: value})
            assert "ufunc" not in str(refused.value), (name, value)


def test_an_infinite_cell_is_named_by_its_row():
    with pytest.raises(BadValues, match=r"row 1.*inf.*must be finite and at most 1e\+300"):
        derive.total([1.0, np.inf], [1.0, 2.0])
    with pytest.raises(MpindexError, match=r"x must be finite.*1 of 4 cells is not, at \(1, 0\)"):
        derive.mean([[1.0, 2.0], [np.inf, 1.0]], [2020, 2021], years=1)


def test_a_place_that_is_no_partner_stays_marked():
    assert derive.evenness([[1.0, 1.0, -np.inf]]).tolist() == [1.0]


def test_numbers_of_groups_are_no_members():
    with pytest.raises(MpindexError, match="members is an array of true and false"):
        who([1, 2, 3], "members")
    with pytest.raises(MpindexError, match=r"members is \(units, units\).*got shape \(3,\)"):
        who([1, 0, 1], "members")


def test_lists_are_columns_and_nothing_is_no_argument():
    assert column([1, 2], "x").dtype == float
    assert on_columns(lambda x, error=None: (x, error))([1, 2], error=None)[1] is None
