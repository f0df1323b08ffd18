"""Entropy weights."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import weigh


def test_a_child_in_one_hand_has_all_the_entropy_weight_and_an_even_one_none():
    assert_allclose(weigh.entropy([[1.0, 0, 5], [1.0, 8, 5], [1.0, 0, 5]]), [0, 1, 0], atol=1e-12)


def test_a_child_that_is_zero_or_known_for_one_unit_has_no_entropy_weight():
    zeros, lonely, shares = [0, 0, 0], [np.nan, 7, np.nan], [0.1, 0.2, 0.3]
    assert_allclose(weigh.entropy(np.column_stack([zeros, lonely, shares])), [0, 0, 1])


def test_what_is_missing_has_no_share():
    x = np.array([[0.1, 5.0], [0.2, 1.0], [0.3, np.nan]])
    uneven = [
        1 + sum(p * np.log(p) for p in shares) / np.log(len(shares))
        for shares in ([1 / 6, 1 / 3, 1 / 2], [5 / 6, 1 / 6])
    ]
    assert_allclose(weigh.entropy(x), np.array(uneven) / sum(uneven))


def test_entropy_weights_are_those_of_the_textbook_formula():
    x = np.random.default_rng(1).random((9, 4))
    p = x / x.sum(axis=0)
    uneven = 1 + (p * np.log(p)).sum(axis=0) / np.log(9)
    assert_allclose(weigh.entropy(x), uneven / uneven.sum())


def test_a_single_table_of_a_stack_that_is_spread_evenly_is_refused():
    with pytest.raises(DataError, match="spread evenly"):
        weigh.entropy([[[1.0, 1.0], [1.0, 2.0]], [[1.0, 1.0], [1.0, 1.0]]])
