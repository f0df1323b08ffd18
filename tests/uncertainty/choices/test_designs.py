"""Weights in a design: a column for each element, shares among siblings, the definition's own where none is given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError

SPEC = {"id": "i", "normalise": "none", "tree": {"a": 1, "n": {"weight": 3, "of": {"b": 1, "c": 1}}}}


@pytest.fixture(scope="module")
def data() -> mp.Dataset:
    return mp.Dataset.from_frame(
        pd.DataFrame({"a": [1.0, 2], "b": [3.0, 5], "c": [8.0, 4]}, index=["x", "y"])
    )


def scores(data, kind: dict, **columns: float) -> np.ndarray:
    design = pd.DataFrame([{f"weights.{name}": value for name, value in columns.items()}])
    run = mp.robustness(SPEC, data, uncertainty={"weights": kind}, design=design, keep=True)
    return run.runs["score"].iloc[0].to_numpy()


@pytest.mark.parametrize("kind", [{"concentration": 20}, {"uniform": True}, {"spread": 0.9}])
def test_weights_of_a_design_are_taken_and_others_stay(data, kind):
    expected = 0.25 * np.array([1, 2]) + 0.75 * (0.8 * np.array([3, 5]) + 0.2 * np.array([8, 4]))
    np.testing.assert_allclose(scores(data, kind, b=4, c=1), expected)


def test_siblings_that_all_weigh_nothing_keep_the_definitions_weights(data):
    expected = 0.25 * np.array([1, 2]) + 0.75 * np.array([5.5, 4.5])
    np.testing.assert_allclose(scores(data, {"concentration": 20}, b=0, c=0), expected)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"weights.bb": [1.0]}, "Did you mean 'weights.b'"),
        ({"weights.b": [-1.0]}, "'weights.b' takes weights, numbers of at least 0"),
        ({"weights.b": ["x"]}, "takes weights"),
        ({"weights": [0]}, "is drawn: give the weight of each element in a column of its own, weights.ID"),
        ({"noise": [0.5]}, "'noise' takes seeds, whole numbers"),
    ],
)
def test_columns_that_do_not_fit_are_named(data, columns, message):
    vary = {"weights": {"uniform": True}, "noise": {"a": {"cv": 0.1}}}
    with pytest.raises(OptionError, match=message):
        mp.robustness(SPEC, data, uncertainty=vary, design=pd.DataFrame(columns))


def test_each_fault_of_a_design_is_told_with_what_would_be_right(data):
    vary = {"weights": [{"a": 1}, {"a": 2}], "normalise": ["none", "rank", "minmax"]}
    with pytest.raises(OptionError) as caught:
        mp.robustness(
            SPEC,
            data,
            uncertainty=vary,
            design=pd.DataFrame({"normalize": [0], "weights": [2], "normalise": [-1]}),
        )
    assert str(caught.value).splitlines() == [
        "design: no factor 'normalize'. Did you mean 'normalise'? There are: weights, normalise",
        "design: 'weights' takes whole numbers from 0 to 1",
        "design: 'normalise' takes whole numbers from 0 to 2",
    ]
    for wrong, message in (
        ({"a": [1]}, "design is a DataFrame with a column for each factor and a row for each run, not dict"),
        (pd.DataFrame({"weights": []}), "design has no row; each row is one run"),
    ):
        with pytest.raises(OptionError) as caught:
            mp.robustness(SPEC, data, uncertainty=vary, design=wrong)
        assert str(caught.value) == message


def test_the_first_and_the_last_alternative_and_any_seed_fit(data):
    vary = {"weights": [{"a": 1}, {"a": 2}], "normalise": ["none", "rank"], "noise": {"a": {"sd": 1}}}
    design = pd.DataFrame({"weights": [0, 1], "normalise": [0, 1], "noise": [0, 7]})
    assert mp.robustness(SPEC, data, uncertainty=vary, design=design).draws == 2


def test_a_bound_of_a_design_is_a_finite_number(data):
    spec = {**SPEC, "bands": [{"top": {"score": {"min": 3}}}, {"rest": {}}]}
    line = "bands.0.top.score.min"
    for wrong in ([np.inf], ["x"]):
        with pytest.raises(OptionError, match=f"'{line}' takes finite numbers"):
            mp.robustness(
                spec, data, uncertainty={line: {"uniform": [1, 4]}}, design=pd.DataFrame({line: wrong})
            )
