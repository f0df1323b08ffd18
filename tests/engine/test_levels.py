"""Levels hand out any elements of a tree, with whatever leading axes they came in."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from mpindex.engine.levels import Levels

LEAVES = np.array([[1.0, 2.0], [3.0, 4.0]])
NODES = [np.array([10.0, 20.0]), np.array([[5.0, 6.0], [7.0, 8.0], [9.0, 0.0]])]  # the second of three draws


def test_the_score_is_the_last_node():
    assert_array_equal(Levels(LEAVES, NODES).score, NODES[1])


def test_elements_are_taken_by_number_leaves_first():
    levels = Levels(LEAVES, [NODES[0]])
    assert_array_equal(levels.elements(np.array([1, 0])), [[2, 1], [4, 3]])
    assert_array_equal(levels.elements(np.array([2, 0])), [[10, 1], [20, 3]])


def test_one_table_is_repeated_for_every_draw():
    stacked = Levels(LEAVES, NODES).stacked()
    assert stacked.shape == (3, 2, 4)
    assert_array_equal(stacked[2], [[1, 2, 10, 9], [3, 4, 20, 0]])
    assert Levels(LEAVES, NODES).elements(np.array([0, 3])).shape == (3, 2, 2)
