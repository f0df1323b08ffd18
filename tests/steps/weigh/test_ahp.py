"""Comparisons in pairs: the Handbook's expert, consistent ones, and circles."""

import warnings
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


def test_saatys_random_index_is_about_the_mean_of_random_comparisons():
    rng = np.random.default_rng(1)
    scale = np.append(np.arange(1.0, 10), 1 / np.arange(2.0, 10))
    for k in range(3, 16):
        above = np.triu(rng.choice(scale, (3000 // k, k, k)), 1)
        matrices = (
            above + np.eye(k) + np.divide(1, above, out=np.zeros(above.shape), where=above > 0).swapaxes(1, 2)
        )
        mean = (np.linalg.eigvals(matrices).real.max(axis=1).mean() - k) / (k - 1)
        judged = weigh.judgement(matrices[0])
        assert judged.index / judged.ratio == pytest.approx(mean, abs=0.1), k


def test_two_children_cannot_contradict_each_other_but_by_rounding():
    rounded = weigh.judgement([[1, 3], [0.34, 1]])
    assert rounded.index > 0 and rounded.ratio == 0


def test_a_ratio_above_a_tenth_is_warned_of_and_one_below_is_not():
    for middle, fault in ((3, False), (1 / 2, True)):  # the ends compare as 4
        matrix = [[1, 2, 4], [1 / 2, 1, middle], [1 / 4, 1 / middle, 1]]
        assert (weigh.judgement(matrix).ratio > 0.1) == fault
        assert weigh.judgement(matrix).ratio < 1
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            weigh.ahp(np.zeros((2, 3)), matrix=matrix)
        assert len(caught) == fault


@pytest.mark.each(
    "matrix",
    [[[1, 0], [0, 1]], [[1, np.inf], [0.5, 1]], [[1, 2], [0.53, 1]], [[1, 2, 3], [0.5, 1, 4]], [[2]], [[]]],
)
def test_what_is_no_comparison_is_refused(matrix):
    with pytest.raises(DataError, match="compar"):
        weigh.judgement(matrix)


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
