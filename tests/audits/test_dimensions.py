"""Tables by dimension: alpha and components of the children that hang together there."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.audits import dimensions
from mpindex.audits.reliability import cronbach
from mpindex.audits.values import Staged


@pytest.fixture(scope="module")
def staged() -> Staged:
    rng = np.random.default_rng(9)
    common = rng.normal(size=50)
    frame = pd.DataFrame(
        {name: common + 0.3 * rng.normal(size=50) for name in "abc"} | {"d": rng.normal(size=50)}
    )
    tree = {"p": {"of": {"a": 1, "b": 1, "c": {"direction": -1}}}, "d": 1}
    spec = {"id": "whole", "tree": tree, "missing": "available", "normalise": "zscore"}
    return Staged(mp.definition(spec).apply(mp.Dataset.from_frame(frame.rename(index=str))))


def test_alpha_is_of_all_indicators_under_a_dimension(staged):
    table = dimensions.alphas(staged, "raw")
    x = staged.values("raw")[0]
    assert table["indicators"].tolist() == [3, 4]
    assert_allclose(table["alpha"], [cronbach(x[:, :3]), cronbach(x)])
    assert table.loc["p", "flag"] == "" and dimensions.alphas(staged, "normalised").loc["p", "flag"] == "low"


def test_who_loads_against_the_majority_is_named(staged):
    table = dimensions.principal(staged)
    assert table.loc["p", "opposed"] == "c"
    assert table.loc["p", "children"] == 3 and table.loc["p", "units"] == 50
    assert table.loc["p", "share"] > 0.8 and table.loc["p", "above_one"] == 1


def test_loadings_are_of_the_children_or_of_all_indicators(staged):
    _, children = dimensions.loaded(staged, "whole", "normalised")
    _, leaves = dimensions.loaded(staged, None, "normalised")
    assert list(children.index) == ["p", "d"] and list(leaves.index) == ["a", "b", "c", "d"]
    assert_allclose((leaves**2).sum(), 1)


def test_a_dimension_that_cannot_be_told_has_no_components():
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.0]}, index=["x", "y"])
    spec = {"id": "whole", "tree": {"a": 1, "b": 1}, "missing": "available"}
    two = Staged(mp.definition(spec).apply(mp.Dataset.from_frame(frame)))
    assert dimensions.loaded(two, None, "raw") is None
    assert np.isnan(dimensions.principal(two).loc["whole", "first"])
