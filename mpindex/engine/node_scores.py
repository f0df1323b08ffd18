"""Aggregates a tree node by node: each node's children by its method, its rule for missing children, and `then`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from mpindex.engine.calls import Site, options_of
from mpindex.engine.derivation import Derivation
from mpindex.engine.learning import Source
from mpindex.engine.levels import Levels
from mpindex.engine.tree import Tree, span
from mpindex.errors import DefinitionError
from mpindex.grammar.model import Call, Leaf, Node
from mpindex.grammar.yamlfile import Path
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
    elsewhere : mapping of Source to Array
        What nodes learn from where it is not the data at hand, (years, units, leaves), normalised.
    """

    tree: Tree
    derivation: Derivation
    dead: Bools
    elsewhere: Mapping[Source, Array] = field(default_factory=dict)

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
        others = {source: Levels(rows, []) for source, rows in self.elsewhere.items()}
        for i in range(len(self.tree.nodes)):
            alive = self.alive[i]
            if not len(alive):
                for each in (levels, *others.values()):
                    each.nodes.append(np.full(each.leaves.shape[:-1], np.nan))
                continue
            below = levels.elements(alive)
            if weigh is not None:
                weights[alive] = weigh(i, self._to_weigh(i, below, others), weights[alive])
            reference = self._reference(i, weights[..., span(alive)], others) if others else None
            levels.nodes.append(self._score(i, below, weights[..., span(alive)], reference))
        return levels

    def _to_weigh(self, i: int, below: Array, others: Mapping[Source, Levels]) -> Array:
        """(rows, k): the scores of the children from which the weights of a node are found."""
        source = self.tree.nodes[i].settings.learn.weigh
        if source not in others:
            return below
        values = others[source].elements(self.alive[i])
        return values.reshape(-1, values.shape[-1])

    def _reference(self, i: int, weights: Array, others: Mapping[Source, Levels]) -> Array | None:
        """(..., rows): a node's results elsewhere, of which `then` learns; they go up in `others`."""
        node, alive = self.tree.nodes[i], self.alive[i]
        raw = {
            source: self._before_then(i, each.elements(alive), weights[..., None, :])
            for source, each in others.items()
        }
        source = node.settings.learn.then
        learned = raw[source].reshape(*raw[source].shape[:-2], -1) if source in raw else None
        for key, scores in raw.items():
            reference = None if learned is None else learned[..., None, :]
            others[key].nodes.append(
                scores if node.then is None else self._then(node, node.then, scores, reference)
            )
        return learned

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

    def _score(self, i: int, x: Array, weights: Array, reference: Array | None) -> Array:
        node, score = self.tree.nodes[i], self._before_then(i, x, weights)
        return score if node.then is None else self._then(node, node.then, score, reference)

    def _before_then(self, i: int, x: Array, weights: Array) -> Array:
        passes = self._passes_on[i] and not np.isinf(x).any()  # infinite ones the method refuses
        return _only_child(x, weights) if passes else self._of_children(i, x, weights)

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

    def _then(self, node: Node, call: Call, score: Array, reference: Array | None) -> Array:
        """Normalise a node's result (..., units) before it goes up, by what is learned from (..., rows) others."""
        if call.name == "chain":
            for link in call.keywords["calls"]:
                learned = None if reference is None else self._then(node, link, reference, reference)
                score, reference = self._then(node, link, score, reference), learned
            return score
        path, options = self.tree.path(node, "then"), options_of(call)
        among = call.keywords.get("among")
        if among is not None:
            rows = score.shape[-1] if reference is None else reference.shape[-1]
            options["members"] = self._members(among, path, score.shape[-1], rows)
        if reference is not None and "reference" in METHODS["normalise"][call.name].context:
            options["reference"] = reference[..., None]

        def site() -> Site:
            return Site(path, repr(node.id), (node.id,), word="then")

        values = self.derivation.calls.run("normalise", call.name, (score[..., None],), options, site)
        return np.asarray(values)[..., 0]

    def _members(self, among: Any, path: Path, units: int, rows: int) -> Bools:
        """(units, rows): who is in whose group, in each of the years that are one below the other."""
        inside = self.derivation.members(among, path)
        if units % len(inside) or rows % len(inside):
            raise DefinitionError(
                f"{self.derivation.where(path)}: 'among' does not go with learn: {{among: ...}}"
            )
        return np.tile(inside, (units // len(inside), rows // len(inside)))


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
