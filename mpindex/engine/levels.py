"""Levels: the scores of every element of a tree, from the leaves up to the index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.engine.tree import span
from mpindex.typing import Array, Bools, Places


@dataclass(frozen=True, eq=False)
class Levels:
    """Scores up a tree.

    Attributes
    ----------
    leaves : Array
        (..., units, leaves), the normalised indicators as they enter the aggregation.
    nodes : list of Array
        (..., units) each, children before parents, the root last. Leading axes may be broadcast from node to node.
    weighed : Bools, optional
        (draws, leaves), which leaves have any weight in each draw; all when None.
    """

    leaves: Array
    nodes: list[Array]
    weighed: Bools | None = None

    @property
    def score(self) -> Array:
        """(..., units): the index."""
        return self.nodes[-1]

    def elements(self, places: Places) -> Array:
        """Return some elements of the tree by number, (..., units, places)."""
        first = self.leaves.shape[-1]
        if places.max() < first:
            return self.leaves[..., span(places)]
        parts = [self.leaves[..., i] if i < first else self.nodes[i - first] for i in places]
        return np.stack(np.broadcast_arrays(*parts), axis=-1)

    def of(self, draws: slice) -> Levels:
        """Return some draws of levels whose score is (draws, units)."""
        leaves = self.leaves[draws] if self.leaves.ndim > 2 else self.leaves
        weighed = None if self.weighed is None else self.weighed[draws]
        return Levels(leaves, [node[draws] if node.ndim > 1 else node for node in self.nodes], weighed)

    def stacked(self) -> Array:
        """Return all elements as one array, (..., units, elements)."""
        nodes = np.stack(np.broadcast_arrays(*self.nodes), axis=-1)
        leaves = np.broadcast_to(self.leaves, (*nodes.shape[:-1], self.leaves.shape[-1]))
        return np.concatenate([leaves, nodes], axis=-1)
