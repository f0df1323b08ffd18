"""Aggregates a tree node by node: each node's children by its method, its rule for missing children, and `then`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.engine.calls import Site, options_of
from mpindex.engine.derivation import Derivation
from mpindex.engine.levels import Levels
from mpindex.engine.tree import Tree, span
from mpindex.errors import DefinitionError
from mpindex.grammar.model import Call, Leaf, Node
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Bools, Places

#: Gives the weights of a node's children from their scores: (number of the node, scores, weights as given) to weights.
Weigher = Callable[[int, Array, Array], Array]

#: A share of children met up to rounding is met.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class NodeScores:
    """The nodes of a tree, to be aggregated children before parents.

    Attributes
    ----------
    tree : Tree
    derivation : Derivation
        Knows the groups that `then` may normalise among.
    dead : Bools
        (elements,), those that are left out everywhere.
    """

    tree: Tree
    derivation: Derivation
    dead: Bools

    def levels(self, x: Array, weights: Array, weigh: Weigher | None = None) -> Levels:
        """Aggregate up the tree.

        Parameters
        ----------
        x : Array
            (..., units, leaves), normalised.
        weights : Array
            (..., elements). Leading axes broadcast.
        weigh : callable, optional
            Asked for the weights of the children of each node on the way up; they are put into `weights`.
        """
        levels = Levels(x, [])
        for i in range(len(self.tree.nodes)):
            alive = self.alive[i]
            if not len(alive):
                levels.nodes.append(np.full(x.shape[:-1], np.nan))
                continue
            below = levels.elements(alive)
            if weigh is not None:
                weights[alive] = weigh(i, below, weights[alive])
            levels.nodes.append(self._score(i, below, weights[..., span(alive)]))
        return levels

    @cached_property
    def alive(self) -> tuple[Places, ...]:
        """For each node the numbers of its children that tell anything."""
        return tuple(inside[~self.dead[inside]] for inside in self.tree.children)

    @cached_property
    def any_excludes(self) -> bool:
        """Whether a node counts children that tell nothing as missing, and may exclude units for the want of them."""
        return any(lost for lost, alive in zip(self.lost, self.alive, strict=True) if len(alive))

    @cached_property
    def lost(self) -> tuple[int, ...]:
        """For each node how many children count as missing because they tell nothing.

        Where all must be there, none does; nor does one that is optional, and so need not be there at all.
        """
        return tuple(
            sum(
                bool(self.dead[i]) and not may_be_absent(child)
                for i, child in zip(inside, node.children, strict=True)
            )
            if node.settings.missing.rule == "exclude" and node.settings.missing.below < 1
            else 0
            for node, inside in zip(self.tree.nodes, self.tree.children, strict=True)
        )

    def alive_ids(self, i: int) -> tuple[str, ...]:
        """Return the ids of the children of a node that tell anything."""
        return tuple(self.tree.elements[place] for place in self.alive[i])

    def aggregate(self, i: int, call: Call, x: Array, weights: Array) -> Array:
        """Aggregate values (..., units, k) to (..., units) by a method, in the name of a node."""
        calls, node = self.derivation.calls, self.tree.nodes[i]

        def site() -> Site:
            year = self.derivation.dataset.year or ""
            names = self.alive_ids(i)
            return Site((*node.path, "aggregate"), repr(node.id), names, year=lambda row, column: year)

        score: Array = np.asarray(calls.run("aggregate", call.name, (x, weights), options_of(call), site))
        if score.shape[-1:] != x.shape[-2:-1]:
            why = f"it must give a score for each of {x.shape[-2]} units, not values of shape {score.shape}"
            raise DefinitionError(calls.message("aggregate", call.name, site(), why))
        return score

    def _score(self, i: int, x: Array, weights: Array) -> Array:
        node = self.tree.nodes[i]
        passes = self._passes_on[i] and not np.isinf(x).any()  # infinite ones the method refuses
        score = _only_child(x, weights) if passes else self._of_children(i, x, weights)
        return score if node.then is None else self._then(node, node.then, score)

    @cached_property
    def _passes_on(self) -> tuple[bool, ...]:
        """Which nodes have one child alone, of which their method makes what it is."""
        methods = [METHODS["aggregate"][node.settings.aggregate.name] for node in self.tree.nodes]
        return tuple(
            len(alive) == 1 and not lost and "idempotence" in method.keeps and method.refuses is None
            for method, alive, lost in zip(methods, self.alive, self.lost, strict=True)
        )

    def _of_children(self, i: int, x: Array, weights: Array) -> Array:
        """Aggregate children (..., units, k) to (..., units) by the node's method and its rule for missing children."""
        node, rule = self.tree.nodes[i], self.tree.nodes[i].settings.missing
        missing = np.isnan(x)
        gaps = bool(missing.any())
        if gaps and rule.rule == "zero":
            x = np.where(missing & ~missing.all(-1, keepdims=True), 0.0, x)
        score = self.aggregate(i, node.settings.aggregate, x, weights)
        lost = self.lost[i]
        if rule.rule == "exclude" and (gaps or lost):
            score = np.where(_share_present(missing, weights, lost) < rule.below - ROUNDING, np.nan, score)
        return score

    def _then(self, node: Node, call: Call, score: Array) -> Array:
        """Normalise a node's result (..., units) before it goes up."""
        if call.name == "chain":
            for link in call.keywords["calls"]:
                score = self._then(node, link, score)
            return score
        path, options = self.tree.path(node, "then"), options_of(call)
        among = call.keywords.get("among")
        if among is not None:
            options["members"] = self.derivation.members(among, path)

        def site() -> Site:
            return Site(path, repr(node.id), (node.id,), word="then")

        values = self.derivation.calls.run("normalise", call.name, (score[..., None],), options, site)
        return np.asarray(values)[..., 0]


def may_be_absent(child: Leaf | Node) -> bool:
    """Return whether a child is optional, or a dimension of nothing else."""
    return all(map(may_be_absent, child.children)) if isinstance(child, Node) else child.optional


def _only_child(x: Array, weights: Array) -> Array:
    """Pass on the one child (..., units, 1): a mean of one value is that value; of weight 0 it does not count."""
    counts = weights > 0
    return x[..., 0] if counts.all() else np.where(counts, x[..., 0], np.nan)


def _share_present(missing: Bools, weights: Array, lost: int) -> Array:
    """(..., units): share of the children that are there, among those that have any weight; `lost` ones never are."""
    if (weights > 0).all():
        return np.asarray((~missing).sum(axis=-1) / (missing.shape[-1] + lost))
    counted = (weights > 0)[..., None, :]
    return np.asarray((~missing & counted).sum(axis=-1) / np.maximum(counted.sum(axis=-1) + lost, 1))
