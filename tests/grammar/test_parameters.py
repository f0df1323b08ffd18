"""Parameters of a definition are put in where they are named."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError


def parametric(**more: object) -> mp.Definition:
    spec = {"id": "x", "parameters": {"scale": "minmax"}, "normalise": "$scale", "tree": {"gdp": 1}}
    return mp.definition({**spec, **more})


SMALL = Dataset.from_frame(pd.DataFrame({"gdp": [1.0, 2.0, 5.0]}, index=["A", "B", "C"]))


def test_a_parameter_is_put_in_where_it_is_named():
    assert parametric().apply(SMALL).scores.tolist() == [0, 25, 100]
    assert parametric().apply(SMALL, parameters={"scale": "rank"}).scores.tolist() == [1, 2, 3]


def test_an_unknown_parameter_is_named_with_the_nearest():
    with pytest.raises(
        DefinitionError, match=r"x has no parameter 'scal'\. Did you mean 'scale'\? It has: scale"
    ):
        parametric().apply(SMALL, parameters={"scal": "rank"})
    with pytest.raises(DefinitionError, match=r"unknown parameter '\$scal'\. Did you mean 'scale'"):
        parametric(normalise="$scal")


def test_a_wrong_value_of_a_parameter_is_a_fault():
    with pytest.raises(DefinitionError, match="unknown normalise method 'rnak'"):
        parametric().apply(SMALL, parameters={"scale": "rnak"})


def test_a_dollar_in_a_text_is_a_dollar():
    assert parametric(question="$5 a day?").question == "$5 a day?"


def test_parameters_that_are_no_mapping_are_refused():
    with pytest.raises(DefinitionError, match="parameters must be a mapping"):
        mp.definition({"id": "x", "parameters": [1], "tree": {"gdp": 1}})
