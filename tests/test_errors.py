"""One tree of errors: what a user's mistake can cause is an MpindexError, and says where."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex import errors
from mpindex.errors import DataError, Fault, MpindexError, MpindexWarning, OptionError, suggest
from mpindex.steps import weigh


@pytest.mark.parametrize(
    "name", ["OptionError", "DefinitionError", "DataError", "UnknownUnit", "UnknownIndicator"]
)
def test_every_error_is_of_one_tree_and_a_value_error_too(name: str):
    kind = getattr(errors, name)
    assert issubclass(kind, MpindexError) and issubclass(kind, ValueError)


def test_what_is_not_there_is_a_failed_look_up():
    assert issubclass(errors.UnknownUnit, LookupError) and issubclass(errors.UnknownIndicator, DataError)


def test_a_warning_of_ours_is_told_from_anybody_elses():
    assert issubclass(MpindexWarning, UserWarning) and not issubclass(MpindexWarning, MpindexError)


def test_faults_are_a_table_in_the_message_and_as_a_frame():
    error = DataError(
        "2 values are wrong", [Fault("KAZ", "gdp", 2024, -1, "must be >= 0"), Fault("UZB", "gdp")]
    )
    lines = str(error).splitlines()
    assert lines[0] == "2 values are wrong" and lines[1].split() == list(Fault.__dataclass_fields__)
    assert "KAZ" in lines[2] and list(error.table["unit"]) == ["KAZ", "UZB"]


def test_a_long_list_of_faults_says_how_many_are_left_out():
    text = str(DataError("wrong", [Fault(str(i)) for i in range(25)]))
    assert "and 5 more (all in the error's .table)" in text


@pytest.mark.parametrize(
    ("name", "hint"),
    [("gdp_pp", " Did you mean 'gdp_ppp'?"), ("GDP_PPP", " Did you mean 'gdp_ppp'?"), ("zzz", "")],
)
def test_the_nearest_name_is_offered_only_where_it_is_near(name: str, hint: str):
    assert suggest(name, ["gdp_ppp", "area"]) == hint


STATES = ("Ireland", "Finland", "Taiwan", "Poland", "Kazakhstan", "Nauru", "KAZ", "CAR")


@pytest.mark.parametrize(
    "name", ["England", "Foo", "Scotland", "Wales", "Narnia", "BAR", "K", "", "Holland", "Naura Islands"]
)
def test_what_is_merely_somewhat_like_a_name_is_not_offered(name: str):
    assert suggest(name, STATES) == ""


SLIPS = {
    "Irland": "Ireland",
    "Kazahkstan": "Kazakhstan",
    "taiwn": "Taiwan",
    "KZA": "KAZ",
    "Kazakh": "Kazakhstan",
    "Polnad": "Poland",
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_letters_or_the_beginning_of_a_name_is_offered(name: str):
    assert suggest(name, STATES) == f" Did you mean {SLIPS[name]!r}?"


def test_the_word_that_a_longer_name_begins_with_is_offered():
    assert suggest("population_total", ["population", "pop"]) == " Did you mean 'population'?"
    assert suggest("grate", ["great", "middle"]) == " Did you mean 'great'?"


CIRCLE = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
WARNED = {
    "weights": lambda: weigh.ahp(np.zeros((2, 3)), matrix=CIRCLE),
    "weights of each table": lambda: weigh.fitted(np.arange(1, 7).reshape(3, 2) ** 1.01, targets=[9, 1]),
    "figures": lambda: mp.Dataset.from_frame(pd.DataFrame({"a": [2**53, 2**53 + 1]}, index=["x", "y"])),
    "a result": lambda: mp.definition({"id": "d", "tree": {"a": 1, "b": 1}}).apply(
        mp.Dataset.from_frame(pd.DataFrame({"a": [1, 2], "b": [1, 1]}, index=["x", "y"]))
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_a_warning_points_at_the_line_that_called_the_library(name: str):
    with pytest.warns(MpindexWarning) as caught:
        WARNED[name]()
    assert {warning.filename for warning in caught} == {__file__}


def test_an_option_error_is_caught_as_the_tree_and_as_a_value_error():
    for kind in (MpindexError, ValueError):
        with pytest.raises(kind):
            raise OptionError("draws is a whole number of at least 1, not 0")
