"""Labelled options go with labelled values in one order, or not at all."""

from __future__ import annotations

import contextlib
import inspect
import re

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import DataError, MpindexError, OptionError
from mpindex.steps import aggregate, normalise, screen
from mpindex.steps.by_label import same_labels
from mpindex.steps.registry import METHODS

TABLE = pd.DataFrame({"gdp": [1.0, 2.0], "area": [4.0, 3.0]}, index=["X", "Y"])


def test_the_same_order_is_taken_and_another_refused():
    in_order = normalise.minmax(TABLE, direction=pd.Series({"gdp": 1, "area": -1}))
    np.testing.assert_array_equal(in_order, normalise.minmax(TABLE.to_numpy(), direction=[1, -1]))
    with pytest.raises(DataError, match="labelled area, gdp and the values gdp, area"):
        normalise.minmax(TABLE, direction=pd.Series({"area": -1, "gdp": 1}))


@pytest.mark.parametrize("weights", [[1, 3], np.array([1, 3]), pd.Series([1, 3])])
def test_options_without_labels_go_by_place(weights):
    np.testing.assert_array_equal(aggregate.arithmetic(TABLE, weights), [3.25, 2.75])


def test_a_label_that_the_values_do_not_have_is_refused():
    with pytest.raises(DataError, match="labelled gdp, people"):
        aggregate.arithmetic(TABLE, pd.Series({"gdp": 1, "people": 3}))


def test_values_without_labels_take_any():
    np.testing.assert_array_equal(
        aggregate.arithmetic(TABLE.to_numpy(), pd.Series({"b": 1, "a": 3})), [3.25, 2.75]
    )


def test_options_of_units_go_by_the_labels_of_units():
    twice = same_labels(lambda x, by: x.to_numpy() / by.to_numpy()[:, None])
    assert twice(TABLE, pd.Series({"X": 1.0, "Y": 2.0})).tolist() == [[1.0, 4.0], [1.0, 1.5]]
    with pytest.raises(DataError, match="labelled Y, X and the values"):
        twice(TABLE, pd.Series({"Y": 1.0, "X": 2.0}))


def test_an_option_for_another_number_of_columns_says_the_shapes():
    with pytest.raises(OptionError, match=r"values \(2, 2\); direction \(3,\)"):
        normalise.minmax(TABLE, direction=[1, 1, 1])


def test_other_faults_stay_what_they_are():
    def broken(x):
        raise ValueError("something else")

    with pytest.raises(ValueError, match="something else"):
        same_labels(broken)(TABLE)


def test_a_checked_method_shows_its_own_options():
    assert list(inspect.signature(normalise.minmax).parameters) == ["x", "range", "direction", "reference"]


ODD = ["x", None, [], {"a": 1}, np.nan, np.inf, 10**400, [[1, 2], [3, 4]], 1 + 2j, object()]
CELLS = np.array([[0.1, 0.3, 0.2], [0.2, 0.1, 0.5], [0.4, 0.2, 0.1], [0.3, 0.5, 0.4]])


@pytest.mark.each("name", [(step, name) for step in METHODS if step != "derive" for name in METHODS[step]])
def test_an_option_of_another_kind_is_refused_in_the_words_of_the_library(name):
    method = METHODS[name[0]][name[1]]
    several = {"aggregate": (CELLS, np.ones(3)), "denominate": (CELLS, CELLS), "band": (CELLS[:, 0],)}
    values = several.get(name[0], (CELLS,))
    for option in method.parameters | method.context:
        for odd in ODD:
            try:
                method.function(*values, **{**method.example, option: odd})
            except MpindexError as fault:
                assert not re.search("ufunc|unsupported operand|object of type|NoneType", str(fault)), (
                    option,
                    odd,
                )


@pytest.mark.each("name", [(step, name) for step in METHODS if step != "derive" for name in METHODS[step]])
def test_values_of_another_kind_are_refused_in_the_words_of_the_library(name):
    method = METHODS[name[0]][name[1]]
    for odd in (
        *ODD,
        "text",
        CELLS[0],
        {1, 2},
        np.array(["2020"], "M8[Y]"),
        np.empty((0, 2)),
        np.empty((4, 0)),
    ):
        with contextlib.suppress(MpindexError):
            method.function(odd, *[np.ones(2)] * (name[0] in ("aggregate", "denominate")), **method.example)


def test_what_is_refused_is_named():
    with pytest.raises(OptionError, match=r"zscore cannot take ddof='x': .*see help\(normalise.zscore\)"):
        normalise.zscore(CELLS, ddof="x")
    with pytest.raises(OptionError, match="p is nan: no number to work with"):
        aggregate.power_mean(CELLS, [1, 1, 1], p=np.nan)
    with pytest.raises(OptionError, match=r"minmax: .*unexpected keyword argument 'rnage'"):
        normalise.minmax(CELLS, rnage=(0, 1))
    with pytest.raises(OptionError, match=r"rows are numbers from 0 to 3.*not \[7\]"):
        screen.availability(CELLS, include=[7])


def test_a_fault_of_another_package_stays_its_own():
    def theirs(x):
        raise KeyError("their own")

    theirs.__module__ = "theirs"
    with pytest.raises(KeyError, match="their own"):
        same_labels(theirs)(CELLS)
