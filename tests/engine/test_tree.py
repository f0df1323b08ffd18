"""The elements of a tree by number: leaves in the order of the file, then nodes, children before parents."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.engine.tree import Tree

SPEC = {
    "id": "all",
    "tree": {"x": {"weight": 3, "of": {"a": 1, "y": {"weight": 2, "of": {"b": 4, "c": 0}}}}, "d": 1},
}


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree(mp.definition(SPEC).model)


def test_leaves_come_first_and_parents_after_their_children(tree: Tree):
    assert tree.elements == ("a", "b", "c", "d", "y", "x", "all")
    assert [inside.tolist() for inside in tree.children] == [[1, 2], [0, 4], [5, 3]]
    assert_array_equal(tree.parent, [5, 4, 4, 6, 5, 6, -1])
    assert_array_equal(tree.dimension, [1, 0, 0, 2])
    assert_array_equal(tree.given_weights, [1, 4, 0, 1, 2, 3, 1])


def test_effective_weights_are_shares_multiplied_down_to_an_element(tree: Tree):
    shares = tree.effective(tree.given_weights)
    assert_allclose(shares, [0.25, 0.5, 0, 0.25, 0.5, 0.75, 1])
    assert shares[:4].sum() == pytest.approx(1)


def test_many_weights_at_once_are_as_many_times_one(tree: Tree):
    weights = np.random.default_rng(3).uniform(0.1, 1, (5, 7))
    assert_allclose(tree.effective(weights), [tree.effective(one) for one in weights])


def test_below_a_node_without_any_weight_nothing_counts(tree: Tree):
    weights = tree.given_weights.copy()
    weights[[0, 4]] = 0
    assert_allclose(tree.effective(weights), [0, 0, 0, 0.25, 0, 0.75, 1])


def test_what_is_said_of_the_root_stands_at_the_top_of_the_file(tree: Tree):
    assert tree.path(tree.nodes[-1], "then") == ("then",)
    assert tree.path(tree.nodes[0], "then") == ("tree", "x", "of", "y", "then")
