"""Tree: the elements of a definition's tree by number, and which hang below which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.grammar.model import Leaf, Model, Node
from mpindex.grammar.yamlfile import Path
from mpindex.typing import Array, Places


def span(places: Places) -> slice | Places:
    """Return consecutive numbers as a slice: taking it copies nothing; others as they are.

    >>> span(np.array([3, 4, 5])), span(np.array([3, 5]))
    (slice(3, 6, None), array([3, 5]))
    """
    consecutive = len(places) and np.array_equal(places, np.arange(places[0], places[0] + len(places)))
    return slice(int(places[0]), int(places[-1]) + 1) if consecutive else places


@dataclass(frozen=True, eq=False)
class Tree:
    """The elements of a model, numbered: the leaves in the order of the file, then the nodes, the root last.

    Nodes come children before parents, so that one pass over them goes up the tree. Weights and scores are arrays
    over these numbers.
    """

    model: Model

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The indicators of the tree."""
        return tuple(self.model.root.leaves())

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The dimensions of the tree; the last is the index itself."""
        return tuple(self.model.root.nodes())

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """Ids of leaves, then nodes; the last is the root."""
        return (*(leaf.id for leaf in self.leaves), *(node.id for node in self.nodes))

    @cached_property
    def children(self) -> tuple[Places, ...]:
        """For each node the numbers of its children."""
        number = {name: i for i, name in enumerate(self.elements)}
        return tuple(np.array([number[child.id] for child in node.children]) for node in self.nodes)

    @cached_property
    def spans(self) -> tuple[slice | Places, ...]:
        """For each node its children, as a slice where they stand together."""
        return tuple(map(span, self.children))

    @cached_property
    def parent(self) -> Places:
        """For each element the number of its parent; the root has -1."""
        parent = np.full(len(self.elements), -1)
        for i, inside in enumerate(self.children):
            parent[inside] = len(self.leaves) + i
        return parent

    @cached_property
    def dimension(self) -> Places:
        """For each leaf the place among `nodes` of the node it hangs on: the `blocks` of the steps."""
        return self.parent[: len(self.leaves)] - len(self.leaves)

    @cached_property
    def given_weights(self) -> Array:
        """(elements,): weights as the file gives them; the root has 1."""
        return np.array([*(leaf.weight for leaf in self.leaves), *(node.weight for node in self.nodes)])

    def effective(self, weights: Array) -> Array:
        """Return the product of shares of siblings' weights from each element up to the root, (..., elements).

        Parameters
        ----------
        weights : Array
            (..., elements), of any sum. Below a node whose children all weigh 0 every share is 0.

        Returns
        -------
        Array
            (..., elements); the root has 1, and the leaves sum to 1.
        """
        share = np.zeros(weights.shape)
        share[..., -1] = 1.0
        for i in range(len(self.nodes) - 1, -1, -1):
            inside = self.spans[i]
            part = weights[..., inside]
            total = part.sum(-1, keepdims=True)
            above = share[..., len(self.leaves) + i, None]
            share[..., inside] = part * np.divide(above, total, out=np.zeros(total.shape), where=total > 0)
        return share

    def path(self, node: Node, key: str) -> Path:
        """Return where the file says `key` of a node; what is said of the root stands at the top of the file."""
        return (key,) if node is self.model.root else (*node.path, key)
