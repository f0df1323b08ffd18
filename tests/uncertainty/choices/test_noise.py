"""Errors of measurement: absolute, relative or the publisher's own, and none where nothing is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.uncertainty.choices.noise import noise


@pytest.fixture(scope="module")
def plan() -> Plan:
    table = pd.DataFrame({"unit": list("abc"), "tanks": [9.0, 4, np.nan], "ships": [8.0, 5, 1]})
    spec = {"id": "arms", "normalise": "none", "tree": {"tanks": 1, "ships": 1}}
    return Plan.compile(mp.definition(spec), mp.read(table, units="free"))


def test_an_absolute_error_is_the_same_for_all_and_a_relative_one_grows_with_the_value(plan):
    factor = noise({"tanks": {"sd": 0.5}, "ships": {"cv": 0.1}}, plan)
    np.testing.assert_allclose(factor.sd, [[0.5, 0.8], [0.5, 0.5], [0.5, 0.1]])
    both = noise({"ships": {"sd": 1, "cv": 0.1}}, plan)
    np.testing.assert_allclose(both.sd[:, 1], [1.8, 1.5, 1.1])


def test_publishers_errors_are_taken_where_there_are_some_and_nothing_varies_where_there_are_none(plan):
    assert noise(True, plan) is None
    spec = {"id": "law", "normalise": "none", "tree": {"wgi_rl": 1, "gdp": 1}}
    law = Plan.compile(mp.definition(spec), mp.load())
    factor = noise(True, law)
    np.testing.assert_allclose(factor.sd[:, 0], np.nan_to_num(mp.load().values(["wgi_rl_se"])[:, 0]))
    assert (factor.sd[:, 1] == 0).all()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (False, "noise is true"),
        ({}, "noise is true"),
        ("yes", "noise is true"),
        ({"tank": {"sd": 1}}, "Did you mean 'tanks'"),
        ({"tanks": 3}, "{sd: number}"),
        ({"tanks": {"sdd": 3}}, "{sd: number}"),
        ({"tanks": {"sd": "much"}}, "sd is a number of at least 0"),
        ({"tanks": {"cv": -1}}, "cv is a number of at least 0"),
        ({"tanks": {"cv": float("nan")}}, "cv is a number of at least 0"),
    ],
)
def test_what_is_no_error_of_measurement_is_refused(plan, given, words):
    with pytest.raises(DefinitionError) as caught:
        noise(given, plan)
    assert words in str(caught.value)


@pytest.mark.each(
    "case",
    [
        ("yes", "noise is true (the publishers' standard errors) or {indicator: {cv: 0.05}}, not 'yes'"),
        ({"tank": {"sd": 1}}, "noise for 'tank', which is no indicator of the tree. Did you mean 'tanks'?"),
        ({"tanks": 3}, "noise of 'tanks' is {sd: number} or {cv: share of the value}, not 3"),
        ({"tanks": {"sd": -1}}, "noise of 'tanks': sd is a number of at least 0, not -1"),
    ],
)
def test_the_refusal_names_the_indicator_and_what_was_given(plan, case):
    given, message = case
    with pytest.raises(DefinitionError) as caught:
        noise(given, plan)
    assert str(caught.value) == message


def test_an_error_of_zero_is_one_but_lets_nothing_vary(plan):
    assert noise({"tanks": {"sd": 0, "cv": 0}}, plan) is None
    (tanks, ships) = noise({"tanks": {"sd": 0, "cv": 0}, "ships": {"sd": 0.1}}, plan).sd.T
    assert not tanks.any() and (ships == 0.1).all()
