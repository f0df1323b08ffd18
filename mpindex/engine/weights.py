"""Weights in use: the file's, or those that `weigh:` finds from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.engine.calls import Site, options_of
from mpindex.engine.node_scores import NodeScores
from mpindex.errors import DefinitionError, suggest
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
            return Site(self.nodes.tree.path(node, "weigh"), repr(node.id), self.nodes.alive_ids(i))

        try:
            children = tuple(child.id for child in node.children)
            options = {
                name: in_order(value, children, self.nodes.alive_ids(i)) for name, value in options.items()
            }
        except DefinitionError as fault:
            calls = self.nodes.derivation.calls
            raise DefinitionError(calls.message("weigh", call.name, site(), str(fault))) from None
        return np.asarray(self.nodes.derivation.calls.run("weigh", call.name, (x,), options, site))


def in_order(value: Any, children: Sequence[str], alive: Sequence[str]) -> Any:
    """Return an option that names children, ``{gdp: 2, area: 1}``, as a list in the order of the columns.

    Parameters
    ----------
    value : object
        An option of a weighing method; mappings are put in order, those within lists and mappings too.
    children, alive : sequence of str
        All children of the node, and those of them that have a column.

    Raises
    ------
    DefinitionError
        A name is that of no child, or a child with a column is not named.

    Examples
    --------
    >>> in_order({"gdp": 2, "area": 1}, ["area", "gdp", "oil"], ["area", "gdp"])
    [1, 2]
    """
    if isinstance(value, list):
        return [in_order(item, children, alive) for item in value]
    if not isinstance(value, Mapping):
        return value
    for name in value:
        if name not in children:
            known = f"{suggest(name, children)} There are: {', '.join(children)}"
            raise DefinitionError(f"it names {name!r}, which is no child here.{known}")
    lacking = [name for name in alive if name not in value]
    if lacking:
        raise DefinitionError(
            f"it names some children and leaves out {', '.join(lacking)}: name each of them"
        )
    return [in_order(value[name], children, alive) for name in alive]


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
