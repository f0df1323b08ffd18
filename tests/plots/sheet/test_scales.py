"""Scales of values."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mpindex.plots.sheet.scales import scale_of


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1.0, 2, 3], "linear"),
        ([1.0, 1, 1, 1000], "log"),
        ([0.0, 1, 1, 1, 1000], "symlog"),
        ([-5.0, 1, 1, 1e4], "linear"),
    ],
)
def test_skewed_values_that_are_not_negative_go_by_powers_of_ten(values, kind):
    assert scale_of(np.array(values)).kind == kind


def test_a_scale_says_what_it_is_and_can_be_asked_for():
    assert scale_of(np.array([1.0, 2.0]), "GDP", log=True).label == "GDP (log scale)"
    assert scale_of(np.array([1.0, 1, 1, 1e4]), "GDP", log=False).label == "GDP"


def test_all_values_lie_within_and_the_best_is_on_top():
    scale = scale_of(np.array([3.0, 9.0, np.nan]), low_is_best=True)
    ax = plt.subplots()[1]
    scale.apply(ax)
    low, high = ax.get_ylim()
    assert low > 9 > 3 > high


def test_values_all_alike_have_a_scale():
    scale = scale_of(np.array([2.0, 2.0]))
    assert scale.low < 2 < scale.high
