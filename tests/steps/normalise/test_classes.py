"""Classes by cut points."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise


def test_classes_by_cut_points_give_the_better_class_to_a_value_at_the_cut():
    x = np.array([[1.0], [2.0], [5.0], [np.nan]])
    assert_allclose(normalise.categorical(x, cuts=[2, 5]).ravel(), [0, 1, 2, np.nan])
    assert_allclose(normalise.categorical(x, cuts=[2, 5], direction=[-1]).ravel(), [2, 2, 1, np.nan])
    for wrong in ({"cuts": [5, 2]}, {"cuts": [2], "scores": [1]}, {"cuts": [2], "scores": [3, 1]}):
        with pytest.raises(OptionError):
            normalise.categorical(x, **wrong)


@pytest.mark.parametrize("unit", [1.0, 0.1, 3.0])
def test_a_value_on_the_line_is_not_beyond_it_in_whatever_unit(unit):
    x = np.array([[1.0], [1.0], [0.5]]) * unit  # the mean is 5/6, and the line a fifth above it 1
    assert_allclose(normalise.above_below_mean(x).ravel(), [0, 0, -1])


def test_of_many_ranges_and_cuts_one_that_is_turned_round_is_refused():
    x = np.array([[1.0, 1.0], [3.0, 3.0]])
    assert_array_equal(normalise.within(x, range=[[1, 0], [1, None]]), [[1, 1], [0, 1]])
    with pytest.raises(OptionError):
        normalise.within(x, range=[[1, 5], [3, 2]])
    for cuts in ([[1, 3], [2, 2]], [[1, 3], [2, 3]]):
        with pytest.raises(OptionError, match="cuts must ascend"):
            normalise.categorical(x, cuts=cuts)


def test_the_handbooks_classes_part_a_hundred_units_at_5_15_35_65_85_and_95_percent():
    scores = normalise.percentile_classes(np.arange(100.0)[:, None])
    assert_array_equal(
        np.unique(scores, return_counts=True), [[0, 20, 40, 50, 60, 80, 100], [4, 10, 20, 30, 20, 10, 6]]
    )
