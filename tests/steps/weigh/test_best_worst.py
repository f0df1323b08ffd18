"""Best-worst comparisons: consistent ones give back the weights they came from."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import weigh


@pytest.mark.parametrize("case", ["consistent", "transport", "five"])
def test_weights_and_what_is_left_are_those_of_the_linear_model(cases, case):
    table = cases.read("bwm")
    table = table[table["case"] == case]
    told = weigh.best_worst(table["best_to_others"], table["others_to_worst"])
    assert_allclose(told.weights, table["weight"], atol=1e-9)
    assert_allclose(told.xi, table["xi_linear"].iloc[0], atol=1e-9)
    assert_allclose(told.input_ratio, table["input_ratio"].iloc[0], atol=1e-9)
    x = np.zeros((2, len(table)))
    options = {"best_to_others": table["best_to_others"], "others_to_worst": table["others_to_worst"]}
    assert_allclose(weigh.bwm(x, **options), told.weights)


def test_of_children_as_good_as_the_best_the_one_furthest_from_the_worst_is_the_best():
    compared = weigh.best_worst([1, 1, 2, 2], [1.5, 2, 1, 1])
    assert compared.input_ratio == pytest.approx(0.5 / 2)  # 1 * 1.5 instead of 2, over 2**2 - 2
    assert compared.weights[1] >= compared.weights[0] > compared.weights[2]


def test_comparisons_close_to_equal_can_contradict_each_other():
    assert weigh.best_worst([1, 1.1, 1.2], [1.2, 1.2, 1]).input_ratio == pytest.approx(0.12 / 0.24)


def test_comparisons_of_equals_give_equal_weights():
    told = weigh.best_worst([1, 1, 1], [1, 1, 1])
    assert_allclose(told.weights, [1 / 3] * 3)
    assert told.xi == pytest.approx(0, abs=1e-12) and told.input_ratio == 0


@pytest.mark.parametrize(
    ("best", "worst", "says"),
    [
        ([1, 2], [2, 1, 3], "one length"),
        ([2, 3], [3, 1], "at least 1, and 1 of"),
        ([1, 0.5], [2, 1], "at least 1"),
        ([1, np.inf], [np.inf, 1], "at least 1"),
        ([1, 2, 4], [5, 2, 1], "4 times as important as the worst by one list, and 5 by the other"),
    ],
)
def test_comparisons_that_are_none_are_refused(best, worst, says):
    with pytest.raises(DataError, match=says):
        weigh.best_worst(best, worst)


def test_comparisons_of_other_children_are_refused():
    with pytest.raises(DataError, match="of 2 children; there are 3"):
        weigh.bwm(np.zeros((2, 3)), best_to_others=[1, 2], others_to_worst=[2, 1])
