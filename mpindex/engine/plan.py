"""Plan: a definition bound to a dataset, as arrays and an ordered list of steps.

`apply` runs a plan once; a Monte Carlo run calls the same aggregation many times with other weights: one engine, two
callers.
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.banding import Banding
from mpindex.engine.derivation import Derivation
from mpindex.engine.stages import MISUSE, Stages
from mpindex.errors import DataError, DefinitionError, Fault
from mpindex.grammar import Call, Leaf, Model, Node, thaw
from mpindex.steps.aggregate import domains
from mpindex.steps.registry import METHODS

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition
    from mpindex.index.index import Index

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Levels:
    """Scores up a tree.

    leaves : (..., units, leaves) as they enter. nodes : (..., units) each, children before parents, the root last.
    """

    leaves: Array
    nodes: list[Array]

    @property
    def score(self) -> Array:
        """(..., units): the index."""
        return self.nodes[-1]

    def elements(self, places: NDArray[np.intp]) -> Array:
        """Return some elements of the tree by number, (..., units, places)."""
        first = self.leaves.shape[-1]
        if places.max() < first:
            return self.leaves[..., places]
        parts = [self.leaves[..., i] if i < first else self.nodes[i - first] for i in places]
        return np.stack(np.broadcast_arrays(*parts), axis=-1)

    def stacked(self) -> Array:
        """Return all elements as one array, (..., units, elements)."""
        nodes = np.stack(np.broadcast_arrays(*self.nodes), axis=-1)
        leaves = np.broadcast_to(self.leaves, (*nodes.shape[:-1], self.leaves.shape[-1]))
        return np.concatenate([leaves, nodes], axis=-1)


@dataclass(frozen=True, eq=False)
class Plan:
    """A definition compiled for a dataset.

    The elements of the tree are numbered: first the leaves in the order of the file, then the nodes, children
    before parents, the root last. Weights and levels are arrays over these elements.
    """

    definition: Definition
    dataset: Dataset
    parameters: Mapping[str, Any]
    model: Model
    cache: dict[Hashable, Any]

    @classmethod
    def compile(
        cls,
        definition: Definition,
        dataset: Dataset,
        parameters: Mapping[str, Any] | None = None,
        *,
        cache: dict[Hashable, Any] | None = None,
    ) -> Plan:
        """Bind `definition`, with `parameters` put in, to `dataset`; indicators it lacks are an error with file and line.

        `cache` may be shared by plans on the same dataset: what they have in common is computed once.
        """
        from mpindex.dataset.dataset import require_dataset

        require_dataset(dataset)
        given = dict(parameters or {})
        model = definition._model(given) if given else definition.model
        plan = cls(
            definition, dataset, {**definition.parameters, **given}, model, {} if cache is None else cache
        )
        plan._check_indicators()
        return plan

    def run(self) -> Index:
        """Score, rank and band every unit. Indicators without information are named in a warning."""
        from mpindex.index.index import Index

        for left_out in self.left_out():
            warnings.warn(f"{self.definition.id}: {left_out}", stacklevel=3)
        return Index(self, self.levels(self.stage("normalised")))

    # the tree, numbered --------------------------------------------------

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(self.model.root.leaves())

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return tuple(self.model.root.nodes())

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """Ids of leaves, then nodes; the last is the root."""
        return (*(leaf.id for leaf in self.leaves), *(node.id for node in self.nodes))

    @cached_property
    def children(self) -> tuple[NDArray[np.intp], ...]:
        """For each node the numbers of its children."""
        place = {name: i for i, name in enumerate(self.elements)}
        return tuple(np.array([place[child.id] for child in node.children]) for node in self.nodes)

    @cached_property
    def parent(self) -> NDArray[np.intp]:
        """For each element the number of its parent; the root has -1."""
        parent = np.full(len(self.elements), -1)
        for i, inside in enumerate(self.children):
            parent[inside] = len(self.leaves) + i
        return parent

    @cached_property
    def dimension(self) -> NDArray[np.intp]:
        """For each leaf the number of the node it hangs on: the `blocks` of the steps."""
        return self.parent[: len(self.leaves)] - len(self.leaves)

    @cached_property
    def given_weights(self) -> Array:
        """Weights as the file gives them, by element; the root has 1."""
        return np.array([*(leaf.weight for leaf in self.leaves), *(node.weight for node in self.nodes)])

    @cached_property
    def weights(self) -> Array:
        """Weights in use: the file's, or those that `weigh:` finds from the data. Of dead elements they are 0."""
        weights = np.where(self.dead, 0.0, self.given_weights)
        if any(node.settings.weigh.name != "given" for node in self.nodes):
            self._levels(self.stage("normalised"), weights, weigh=True)
        return weights

    def effective_weights(self, weights: Array | None = None) -> Array:
        """Return the product of shares of siblings' weights from each element up to the root, (..., elements)."""
        weights = self.weights if weights is None else weights
        share = np.zeros(np.broadcast_shapes(weights.shape))
        share[..., -1] = 1.0
        for i in range(len(self.nodes) - 1, -1, -1):
            inside, own = self.children[i], len(self.leaves) + i
            part = weights[..., inside]
            total = part.sum(-1, keepdims=True)
            share[..., inside] = part * np.divide(
                share[..., own, None], total, out=np.zeros(total.shape), where=total > 0
            )
        return share

    # the steps before aggregation ------------------------------------------

    @cached_property
    def stages(self) -> Stages:
        return Stages(self, self.cache)

    def stage(self, name: str) -> Array:
        """Return (units, leaves) after a step: raw, denominated, imputed, treated or normalised."""
        return self.stages.get(name)

    @property
    def derivation(self) -> Derivation:
        return self.stages.derivation

    @property
    def direction(self) -> NDArray[np.int_]:
        """(leaves,): +1 more is more, -1 less is more."""
        return self.stages.direction

    @cached_property
    def years(self) -> Array:
        """(units, leaves): the year of each value, the oldest that went into it."""
        return np.stack([column.years for column in self.stages.columns], axis=-1)

    @cached_property
    def stand_ins(self) -> NDArray[np.bool_]:
        """(units, leaves): whether a value comes, in part, from a stand-in source."""
        return np.stack([column.stand_in for column in self.stages.columns], axis=-1)

    # aggregation ---------------------------------------------------------

    @cached_property
    def dead(self) -> NDArray[np.bool_]:
        """(elements,): leaves without a usable value (absent, or constant where that tells nothing), and nodes of such."""
        dead = np.zeros(len(self.elements), dtype=bool)
        dead[: len(self.leaves)] = np.isnan(self.stage("normalised")).all(axis=0)
        for i, inside in enumerate(self.children):
            dead[len(self.leaves) + i] = dead[inside].all()
        return dead

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Ids of leaves that carry no information: they have data, but one value for all, and normalising gave nothing."""
        return tuple(name for name, varied in self._gone if not varied)

    @cached_property
    def emptied(self) -> tuple[str, ...]:
        """Ids of leaves whose values differ, of which normalising left none: its method may not bear missing values."""
        return tuple(name for name, varied in self._gone if varied)

    @cached_property
    def _gone(self) -> list[tuple[str, bool]]:
        """Leaves with data of which normalising left nothing, and whether the data differ."""
        found = []
        for leaf, dead, column in zip(self.leaves, self.dead, self.stage("treated").T, strict=False):
            there = column[~np.isnan(column)]
            if dead and len(there):
                found.append((leaf.id, bool(there.max() > there.min())))
        return found

    def left_out(self) -> list[str]:
        """Say which leaves with data are left out, and why."""
        found = []
        if self.constant:
            found.append(
                f"constant for all units, so without information and left out: {', '.join(self.constant)}"
            )
        if self.emptied:
            found.append(
                f"normalising left no value, so left out: {', '.join(self.emptied)}"
                " (a method must skip missing values, as np.nanmax does)"
            )
        return found

    def levels(self, x: Array, weights: Array | None = None) -> Levels:
        """Aggregate up the tree.

        x : (..., units, leaves) normalised. weights : (..., elements), the plan's own when None. Leading axes broadcast.
        """
        if weights is None and self._one_mean == "arithmetic" and not self.dead.any():
            with np.errstate(invalid="ignore", over="ignore"):
                nodes = x @ self._shares
            if np.isfinite(
                nodes[..., -1]
            ).all():  # nothing is missing or infinite: one product has every node
                return Levels(x, list(np.moveaxis(nodes, -1, 0)))
        return self._levels(x, self.weights if weights is None else weights)

    @cached_property
    def _shares(self) -> Array:
        """(leaves, nodes): what share each leaf has in each node, of a tree of arithmetic means."""
        k = len(self.leaves)
        shares = np.vstack([np.eye(k), np.zeros((len(self.nodes), k))])
        for i, inside in enumerate(self.children):
            shares[k + i] = (self.weights[inside] / self.weights[inside].sum()) @ shares[inside]
        return np.ascontiguousarray(shares[k:].T)

    def aggregate(self, x: Array, weights: Array | None = None) -> Array:
        """Return the levels as one array, (..., units, elements): `x` for the leaves, then every node."""
        return self.levels(x, weights).stacked()

    def scores(self, x: Array, weights: Array) -> Array:
        """Return the scores alone, (..., units), by the shortest way.

        A tree that is one mean all the way up, with nothing missing, is the same mean of its leaves with effective weights.
        """
        mean = self._one_mean
        if mean is None or np.isnan(x[..., ~self.dead[: len(self.leaves)]]).any():
            return self.levels(x, weights).score
        alive = np.flatnonzero(~self.dead[: len(self.leaves)])
        effective = self.effective_weights(np.where(self.dead, 0.0, weights))
        try:
            return METHODS["aggregate"][mean].function(x[..., alive], effective[..., alive])
        except DataError:
            return self.levels(x, weights).score  # says where

    @cached_property
    def _one_mean(self) -> str | None:
        """The mean that every node takes, if it is one that nests, and nothing is done `then`."""
        calls = {(node.settings.aggregate.name, node.then) for node in self.nodes}
        name, then = next(iter(calls))
        return (
            name
            if len(calls) == 1 and then is None and name in ("arithmetic", "geometric", "harmonic")
            else None
        )

    def _levels(self, x: Array, weights: Array, *, weigh: bool = False) -> Levels:
        levels = Levels(x, [])
        for i, node in enumerate(self.nodes):
            inside = self.children[i][~self.dead[self.children[i]]]
            if not len(inside):
                levels.nodes.append(np.full(x.shape[:-1], np.nan))
                continue
            below = levels.elements(inside)
            if weigh and node.settings.weigh.name != "given":
                weights[inside] = self._weighed(node, below, weights[inside])
            levels.nodes.append(self._node(node, below, weights[..., inside]))
        return levels

    def _weighed(self, node: Node, x: Array, weights: Array) -> Array:
        method = METHODS["weigh"][node.settings.weigh.name]
        keywords = {key: thaw(value) for key, value in node.settings.weigh.arguments}
        if "given" in method.context | method.parameters:
            keywords["given"] = weights
        try:
            return np.asarray(method.function(x, **keywords))
        except DataError as fault:
            raise DataError(
                f"{self.definition.where((*node.path, 'weigh'))}: weights of {node.id!r}: {fault}"
            ) from None
        except MISUSE as fault:
            where = self.definition.where((*node.path, "weigh"))
            raise DefinitionError(f"{where}: weights of {node.id!r}: {fault}") from None

    def _node(self, node: Node, x: Array, weights: Array) -> Array:
        """Aggregate children (..., units, k) to (..., units) by the node's method and its rule for missing children."""
        rule = node.settings.missing
        missing = np.isnan(x)
        gaps = bool(missing.any())
        if gaps and rule.rule == "zero":
            x = np.where(missing & ~missing.all(-1, keepdims=True), 0.0, x)
        call = node.settings.aggregate
        try:
            score = METHODS["aggregate"][call.name].function(
                x, weights, **{key: thaw(value) for key, value in call.arguments}
            )
        except DataError as fault:
            raise self._outside(node, x, fault) from None
        except MISUSE as fault:
            where = self.definition.where((*node.path, "aggregate"))
            raise DefinitionError(f"{where}: aggregate {call.name!r} of {node.id!r}: {fault}") from None
        lost = (
            len(node.children) - x.shape[-1] if rule.below < 1 else 0
        )  # all must be there: of those that tell
        if rule.rule == "exclude" and (gaps or lost):
            score = np.where(_share_there(missing, weights, lost) < rule.below - 1e-12, np.nan, score)
        return score if node.then is None else self._then(node, node.then, score)

    def _then(self, node: Node, call: Call, score: Array) -> Array:
        """Normalise a node's result (..., units) before it goes up."""
        if call.name == "chain":
            for one in call.keywords["calls"]:
                score = self._then(node, one, score)
            return score
        path = ("then",) if node is self.model.root else (*node.path, "then")
        keywords = {key: thaw(value) for key, value in call.arguments}
        among = keywords.pop("among", None)
        if among is not None:
            keywords["members"] = self.derivation.members(among, path)
        try:
            return np.asarray(METHODS["normalise"][call.name].function(score[..., None], **keywords))[..., 0]
        except DataError as fault:
            raise DataError(
                f"{self.definition.where(path)}: then {call.name!r} of {node.id!r}: {fault}"
            ) from None
        except MISUSE as fault:
            raise DefinitionError(f"{self.definition.where(path)}: then {call.name!r}: {fault}") from None

    def _outside(self, node: Node, x: Array, fault: DataError) -> DataError:
        """Name the units and indicators that a mean is not defined for."""
        ids = [child.id for child in node.children]
        alive = [
            name
            for name, place in zip(ids, self.children[self.nodes.index(node)], strict=True)
            if not self.dead[place]
        ]
        name = node.settings.aggregate.name
        options = {key: thaw(value) for key, value in node.settings.aggregate.arguments}
        wrong = domains[name](x, **options) if name in domains else np.zeros(x.shape, dtype=bool)
        cells = np.argwhere(wrong.reshape(-1, *x.shape[-2:])[0] if x.ndim > 2 else wrong)
        faults = [
            Fault(
                self.dataset.units[u],
                alive[j],
                self.dataset.year or "",
                float(x[..., u, j].flat[0]),
                f"not defined under {name}",
                "normalise to a positive range, or aggregate: arithmetic",
            )
            for u, j in cells
        ]
        where = self.definition.where((*node.path, "aggregate"))
        return DataError(
            f"{where}: {name} aggregation of {node.id!r} cannot take these values"
            if faults
            else f"{where}: {fault}",
            faults,
        )

    def coverage(self) -> Array:
        """(units,): share of the effective weight of the indicators that have a value of their own, before imputation."""
        weight = self.effective_weights(np.where(self.dead, self.given_weights, self.weights))[
            : len(self.leaves)
        ]
        return (~np.isnan(self.stage("raw")) * weight).sum(-1) / weight.sum()

    def _check_indicators(self) -> None:
        faults = []
        for leaf in self.leaves:
            for name, path in (
                (leaf.source, leaf.path),
                *([(leaf.settings.per.indicator, leaf.path)] if leaf.settings.per else []),
            ):
                try:
                    self.derivation.column(name, path)
                except DefinitionError as fault:
                    faults.append(str(fault))
        faults += self.derivation.faults()
        faults += Banding(self, self.model.bands).faults()
        if faults:
            raise DefinitionError("\n".join(self._needs() or dict.fromkeys(faults)))

    def _needs(self) -> list[str]:
        """Say which figures of the user's own a definition needs, where the dataset lacks them."""
        lacking = [name for name in self.definition.needs if name not in self.dataset.indicators]
        if not lacking:
            return []
        return [
            f"{self.definition.name}: {self.definition.id!r} needs figures that are not bundled: {', '.join(lacking)}."
            " Read your own table with mp.read(...), and apply the definition to it or to world.join(it)"
        ]


def _share_there(missing: NDArray[np.bool_], weights: Array, lost: int) -> Array:
    """(..., units): share of the children that are there, among those that have any weight; `lost` ones never are."""
    if (weights > 0).all():
        return (~missing).sum(axis=-1) / (missing.shape[-1] + lost)
    counted = (weights > 0)[..., None, :]
    return (~missing & counted).sum(axis=-1) / np.maximum(counted.sum(axis=-1) + lost, 1)
