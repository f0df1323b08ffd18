"""The values that an audit looks at, by stage."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.audits.values import LEVELS, Staged
from mpindex.errors import OptionError


@pytest.fixture(scope="module")
def staged() -> Staged:
    frame = pd.DataFrame(
        {"a": [1.0, 2.0, 4.0], "b": [9.0, 5.0, 7.0], "c": [1.0, 3.0, 2.0]}, index=list("xyz")
    )
    tree = {"p": {"of": {"a": 1, "b": {"direction": -1}}}, "c": 1}
    spec = {"id": "whole", "tree": tree, "missing": "available"}
    return Staged(mp.definition(spec).apply(mp.Dataset.from_frame(frame)))


def test_raw_values_are_those_of_the_table_and_levels_have_every_element(staged):
    x, names = staged.values("raw")
    assert names == ("a", "b", "c")
    assert_array_equal(x[:, 0], [1, 2, 4])
    assert staged.values(LEVELS)[1] == ("a", "b", "c", "p", "whole")


def test_directed_values_are_turned_where_less_is_more(staged):
    plain, directed = staged.levels("raw"), staged.levels("raw", directed=True)
    assert_array_equal(directed[:, 1], -plain[:, 1])
    assert_array_equal(directed[:, [0, 2, 3, 4]], plain[:, [0, 2, 3, 4]])


def test_which_leaves_are_under_which_dimension(staged):
    assert_array_equal(staged.under, [[True, True, False], [True, True, True]])
    assert staged.node("whole") == 1


def test_a_stage_or_dimension_that_is_not_there_gets_the_nearest(staged):
    with pytest.raises(OptionError, match="Did you mean 'imputed'"):
        staged.values("imputd")
    with pytest.raises(OptionError, match="there is no dimension 'q'"):
        staged.node("q")
    assert np.isfinite(staged.levels(LEVELS)).all()
