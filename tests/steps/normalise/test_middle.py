"""Middleness: 1 in the middle, 0 at either end, whatever the kernel."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.normalise.middle import KERNELS


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_kernel_is_1_in_the_middle_0_at_the_ends_and_the_same_from_both(kernel):
    f = np.linspace(0, 1, 41)
    m = normalise.middleness_of(f, kernel=kernel)
    assert m[20] == 1 and m[0] == m[-1] == pytest.approx(0, abs=1e-12)
    assert_allclose(m, m[::-1], atol=1e-12)
    assert (np.diff(m[:21]) >= 0).all()


def test_the_triangle_is_one_less_the_distance_from_the_middle():
    assert_allclose(normalise.middleness_of([0.1, 0.5, 0.75]), [0.2, 1, 0.5])


def test_the_third_holds_a_third_of_the_places():
    f = (np.arange(300) + 0.5) / 300
    assert normalise.middleness_of(f, kernel="third").mean() == pytest.approx(1 / 3, abs=0.01)


def test_of_values_it_is_that_of_their_positions_in_their_group():
    x = np.array([[1.0], [2.0], [3.0], [50.0], [60.0], [np.nan]])
    groups = np.array([0, 0, 0, 1, 1, 1])
    members = groups[:, None] == groups
    assert_allclose(normalise.middleness(x, members=members).ravel(), [1 / 3, 1, 1 / 3, 0.5, 0.5, np.nan])
    assert_allclose(normalise.middleness(x), normalise.middleness(x, direction=[-1]))


def test_in_the_middle_of_everything_is_more_in_the_middle_than_first_and_last_in_turn():
    x = np.array([[5.0, 5.0], [9.0, 1.0], [1.0, 9.0]])
    assert (np.diff(normalise.middleness(x).mean(axis=1)) <= 0).all()


def test_a_kernel_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(OptionError, match="Did you mean 'triangle'"):
        normalise.middleness_of([0.5], kernel="triangel")
