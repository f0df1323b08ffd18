"""Comparisons in pairs: the Handbook's expert, consistent ones, and circles."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import reject
from numpy.testing import assert_allclose

from mpindex.errors import DataError, MpindexWarning
from mpindex.steps import weigh
from mpindex.steps.registry import METHODS

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path, index):
    table = pd.read_csv(REFERENCE / path, comment="#", keep_default_na=False, na_values=[""])
    return table.set_index(index)


def test_the_handbooks_expert_compares_consistently_enough():
    found = weigh.judgement(read("handbook/table20_ahp.csv", "indicator"))
    assert round(found.eigenvalue, 5) == 8.21108
    assert round(found.ratio, 4) == 0.0214
    assert_allclose(found.index, found.ratio * 1.41)
    assert_allclose(found.weights.sum(), 1)


def test_consistent_comparisons_give_back_the_weights_they_came_from():
    w = np.array([0.5, 0.3, 0.15, 0.05])
    found = weigh.judgement(w[:, None] / w)
    assert_allclose(found.weights, w)
    assert_allclose([found.eigenvalue, found.ratio], [4, 0], atol=1e-9)
    assert weigh.judgement([[1.0]]).weights == 1


def test_comparisons_that_go_round_in_a_circle_are_warned_of():
    circle = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    with pytest.warns(MpindexWarning, match="contradict each other"):
        assert_allclose(weigh.ahp(np.zeros((2, 3)), matrix=circle), [1 / 3] * 3)


EXAMPLES = {
    "given": {"given": [1.0, 2.0, 3.0]},
    "budget": {"points": [[10, 20, 70], [50, 25, 25]]},
    "ahp": {"matrix": [[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]},
}


def found(name, x):
    try:
        return METHODS["weigh"][name].function(x, **EXAMPLES.get(name, {}))
    except DataError:
        reject()
