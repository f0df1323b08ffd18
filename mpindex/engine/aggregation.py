"""Aggregation up a tree by the shortest way: one matrix product, one mean of all leaves, or node by node."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.engine.levels import Levels
from mpindex.engine.node_scores import NodeScores
from mpindex.engine.tree import Tree, span
from mpindex.errors import DataError
from mpindex.grammar.model import Call
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Places


@dataclass(frozen=True, eq=False)
class Aggregation:
    """Scores of normalised indicators under the tree's weights or others.

    Attributes
    ----------
    tree : Tree
    weights : Array
        (elements,), those in use.
    nodes : NodeScores
        The way that is always right.
    """

    tree: Tree
    weights: Array
    nodes: NodeScores

    def levels(self, x: Array, weights: Array | None = None) -> Levels:
        """Aggregate up the tree.

        Parameters
        ----------
        x : Array
            (..., units, leaves), normalised.
        weights : Array, optional
            (..., elements); those in use when None. Leading axes broadcast.
        """
        if weights is None and self._is_arithmetic and not self.nodes.dead.any():
            with np.errstate(invalid="ignore", over="ignore"):
                nodes = x @ self._shares
            # nothing is missing or infinite: one product has every node
            if np.isfinite(nodes[..., -1]).all():
                return Levels(x, list(np.moveaxis(nodes, -1, 0)))
        return self.nodes.levels(x, self.weights if weights is None else weights)

    def scores(self, x: Array, weights: Array) -> Array:
        """Return the scores alone, (..., units), by the shortest way.

        A tree that is one mean all the way up, with nothing missing, is that mean of its leaves with effective weights.
        """
        alive = self._alive
        if self.one_mean is None or self.nodes.any_excludes or np.isnan(x[..., alive]).any():
            return self.levels(x, weights).score
        dead = self.nodes.dead
        effective = self.tree.effective(np.where(dead, 0.0, weights) if dead.any() else weights)
        arrays, call = (x[..., alive], effective[..., alive]), self.one_mean
        try:
            return self.nodes.aggregate(len(self.tree.nodes) - 1, call, *arrays)
        except DataError:
            return self.levels(x, weights).score  # says where

    @cached_property
    def one_mean(self) -> Call | None:
        """The mean that every node takes, if it is one that nests, and nothing is done `then`."""
        calls = {(node.settings.aggregate, node.then) for node in self.tree.nodes}
        (call, then), *others = calls
        nests = "nests" in METHODS["aggregate"][call.name].traits
        return call if nests and then is None and not others else None

    @cached_property
    def _alive(self) -> slice | Places:
        """The leaves that tell anything."""
        return span(np.flatnonzero(~self.nodes.dead[: len(self.tree.leaves)]))

    @cached_property
    def _is_arithmetic(self) -> bool:
        return self.one_mean is not None and self.one_mean.name == "arithmetic"

    @cached_property
    def _shares(self) -> Array:
        """(leaves, nodes): what share each leaf has in each node, of a tree of arithmetic means."""
        k = len(self.tree.leaves)
        shares = np.vstack([np.eye(k), np.zeros((len(self.tree.nodes), k))])
        for i, inside in enumerate(self.tree.children):
            part = self.weights[inside] / self.weights[inside].sum()
            shares[k + i] = part @ shares[inside]
        return np.ascontiguousarray(shares[k:].T)
