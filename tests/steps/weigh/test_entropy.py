"""Entropy weights."""

import numpy as np
from numpy.testing import assert_allclose

from mpindex.steps import weigh


def test_a_child_in_one_hand_has_all_the_entropy_weight_and_an_even_one_none():
    assert_allclose(weigh.entropy([[1.0, 0, 5], [1.0, 8, 5], [1.0, 0, 5]]), [0, 1, 0], atol=1e-12)


def test_entropy_weights_are_those_of_the_textbook_formula():
    x = np.random.default_rng(1).random((9, 4))
    p = x / x.sum(axis=0)
    uneven = 1 + (p * np.log(p)).sum(axis=0) / np.log(9)
    assert_allclose(weigh.entropy(x), uneven / uneven.sum())
