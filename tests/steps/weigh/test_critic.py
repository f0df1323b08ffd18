"""CRITIC weights."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import weigh


def test_critic_weights_are_those_of_the_textbook_formula():
    x = np.random.default_rng(2).random((9, 4))
    rescaled = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    content = rescaled.std(axis=0) * (1 - np.corrcoef(x, rowvar=False)).sum(axis=1)
    assert_allclose(weigh.critic(x), content / content.sum())


def test_children_that_repeat_each_other_are_refused_and_nearly_so_are_not():
    x = np.arange(4.0)[:, None] * [1, 2] + 5
    with pytest.raises(DataError, match="repeat each other perfectly"):
        weigh.critic(x)
    x[3, 1] += 0.1
    assert_allclose(weigh.critic(x), [0.5, 0.5], atol=0.01)


def test_critic_leaves_a_constant_child_out_of_everything():
    x = np.random.default_rng(3).random((9, 3))
    assert_allclose(weigh.critic(np.column_stack([x, np.full(9, 0.1)])), [*weigh.critic(x), 0])
