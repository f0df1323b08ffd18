"""Weights in use: the file's, or those that `weigh:` finds from the data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.engine.calls import Site, options_of
from mpindex.engine.node_scores import NodeScores
from mpindex.steps.registry import METHODS
from mpindex.typing import Array


@dataclass(frozen=True, eq=False)
class Weighing:
    """Finds the weights of the children of a node from their scores, where the definition asks for that.

    Attributes
    ----------
    nodes : NodeScores
    """

    nodes: NodeScores

    def __call__(self, i: int, x: Array, given: Array) -> Array:
        """Return the weights (k,) of the children of a node.

        Parameters
        ----------
        i : int
            The number of the node.
        x : Array
            (units, k), the scores of the children.
        given : Array
            (k,), the weights as the file gives them.
        """
        node = self.nodes.tree.nodes[i]
        call = node.settings.weigh
        if call.name == "given":
            return given
        method, options = METHODS["weigh"][call.name], options_of(call)
        if "given" in method.context | method.parameters:
            options["given"] = given

        def site() -> Site:
            return Site((*node.path, "weigh"), repr(node.id), self.nodes.alive_ids(i))

        return np.asarray(self.nodes.derivation.calls.run("weigh", call.name, (x,), options, site))


def weights_in_use(nodes: NodeScores, x: Array) -> Array:
    """Return (elements,): the file's weights, or those found from the data; those of dead elements are 0.

    Parameters
    ----------
    nodes : NodeScores
        Aggregates the children of a node once their weights are known, for the node above.
    x : Array
        (units, leaves), normalised.
    """
    tree = nodes.tree
    weights = np.where(nodes.dead, 0.0, tree.given_weights)
    if any(node.settings.weigh.name != "given" for node in tree.nodes):
        nodes.levels(x, weights, Weighing(nodes))
    return weights
