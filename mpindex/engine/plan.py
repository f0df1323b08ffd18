"""Plan: a definition bound to a dataset, put together of tree, stages, weights, aggregation and bands.

`apply` runs a plan once; a Monte Carlo run calls the same aggregation many times with other weights: one engine, two
callers.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mpindex.catalogue import catalogue
from mpindex.dataset.dataset import Dataset, require_dataset
from mpindex.engine.aggregation import Aggregation
from mpindex.engine.banding import Banding
from mpindex.engine.derivation import Derivation
from mpindex.engine.expert_lists import ReferenceSets
from mpindex.engine.great_powers import GreatPowers
from mpindex.engine.information import Information
from mpindex.engine.levels import Levels
from mpindex.engine.node_scores import NodeScores
from mpindex.engine.other_definitions import OtherDefinitions
from mpindex.engine.quantities import Quantities
from mpindex.engine.stages import Stages
from mpindex.engine.tree import Tree
from mpindex.engine.weights import weights_in_use
from mpindex.errors import DefinitionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import bundled_ids
from mpindex.grammar.library import definition as find_definition
from mpindex.grammar.model import Leaf, Model, Node
from mpindex.typing import Array, Bools, Ints, Places

#: Where a dataset lacks so many figures of a definition, and this share, they are told in one line that names so many.
MANY, MOST = 3, 0.6


@dataclass(frozen=True, eq=False)
class Plan:
    """A definition compiled for a dataset.

    The parts hold what they need and none of them holds a plan; what is asked of a plan it hands on to them.

    Attributes
    ----------
    definition : Definition
    dataset : Dataset
    parameters : mapping
        The definition's own, with the values in use.
    model : Model
        The definition with the parameters put in.
    cache : dict
        What plans on the same dataset have in common.
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
        """Bind a definition, with parameters put in, to a dataset.

        Parameters
        ----------
        definition : Definition
        dataset : Dataset
        parameters : mapping, optional
            Values for the definition's own parameters.
        cache : dict, optional
            Shared by plans on the same dataset: what they have in common is computed once.

        Raises
        ------
        DefinitionError
            Indicators that the dataset lacks, and conditions on nothing known, all at once, with file and line.
        """
        require_dataset(dataset)
        given = dict(parameters or {})
        model = definition.bind(given) if given else definition.model
        values = {**definition.parameters, **given}
        plan = cls(definition, dataset, values, model, {} if cache is None else cache)
        faults = plan.faults()
        if faults:
            raise DefinitionError("\n".join(faults))
        return plan

    # the parts -------------------------------------------------------------

    @cached_property
    def tree(self) -> Tree:
        """The elements by number."""
        return Tree(self.model)

    @cached_property
    def derivation(self) -> Derivation:
        """The columns of the dataset, and what is derived from them."""
        return Derivation.of(self.model, self.dataset, self.definition.where, self.great_powers, self.cache)

    @cached_property
    def others(self) -> OtherDefinitions:
        """The other definitions."""
        return OtherDefinitions(self.dataset, find_definition, bundled_ids, self.cache)

    @cached_property
    def great_powers(self) -> GreatPowers:
        """Who is a great power."""
        return GreatPowers(self.others, self.definition.great_powers)

    @cached_property
    def stages(self) -> Stages:
        """The steps before aggregation."""
        return Stages(self.tree, self.derivation, self.cache)

    @cached_property
    def information(self) -> Information:
        """Which elements tell anything."""
        return Information(self.tree, self.stage("treated"), self.stage("normalised"))

    @cached_property
    def aggregation(self) -> Aggregation:
        """The way up the tree."""
        nodes = NodeScores(self.tree, self.derivation, self.dead, self.stages.elsewhere())
        return Aggregation(self.tree, weights_in_use(nodes, self.stage("normalised")), nodes)

    @cached_property
    def banding(self) -> Banding:
        """The bands."""
        quantities = Quantities(self.tree, self.derivation, self.coverage)
        tiers = tuple(self.definition.height(band.label) for band in self.model.bands)
        reference_sets = ReferenceSets(self.dataset, self.cache)
        return Banding(self.model.bands, quantities, self.others, reference_sets, tiers, self.great_powers)

    # the tree --------------------------------------------------------------

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The indicators of the tree."""
        return self.tree.leaves

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The dimensions of the tree, children before parents; the last is the index itself."""
        return self.tree.nodes

    @property
    def elements(self) -> tuple[str, ...]:
        """Ids of leaves, then nodes; the last is the root."""
        return self.tree.elements

    @property
    def children(self) -> tuple[Places, ...]:
        """For each node the numbers of its children."""
        return self.tree.children

    @property
    def parent(self) -> Places:
        """For each element the number of its parent; the root has -1."""
        return self.tree.parent

    @property
    def dimension(self) -> Places:
        """For each leaf the place among `nodes` of the node it hangs on."""
        return self.tree.dimension

    @property
    def weights(self) -> Array:
        """(elements,): weights in use: the file's, or those that `weigh:` finds; of dead elements they are 0."""
        return self.aggregation.weights

    def effective_weights(self, weights: Array | None = None) -> Array:
        """Return the product of shares of siblings' weights from each element up to the root, (..., elements)."""
        return self.tree.effective(self.weights if weights is None else weights)

    @property
    def dead(self) -> Bools:
        """(elements,): those that are left out, having nothing to tell."""
        return self.information.dead

    # the data, step by step --------------------------------------------------

    def stage(self, name: str) -> Array:
        """Return (units, leaves) after a step: raw, denominated, imputed, treated or normalised; read-only."""
        return self.stages.get(name)

    @property
    def direction(self) -> Ints:
        """(leaves,): +1 more is more, -1 less is more."""
        return self.stages.methods.direction

    @cached_property
    def years(self) -> Array:
        """(units, leaves): the year of each value, the oldest that went into it."""
        return np.stack([column.years for column in self.stages.methods.columns], axis=-1)

    @cached_property
    def stand_ins(self) -> Bools:
        """(units, leaves): whether a value comes, in part, from a stand-in source."""
        return np.stack([column.stand_in for column in self.stages.methods.columns], axis=-1)

    def coverage(self) -> Array:
        """Return (units,): share of the effective weight of the indicators that have a value of their own."""
        weights = self.tree.effective(np.where(self.dead, self.tree.given_weights, self.weights))
        of_leaves = weights[: len(self.leaves)]
        return np.asarray((~np.isnan(self.stage("raw")) * of_leaves).sum(-1) / of_leaves.sum())

    # scores ----------------------------------------------------------------

    def levels(self, x: Array, weights: Array | None = None) -> Levels:
        """Aggregate (..., units, leaves) up the tree; see `Aggregation.levels`."""
        return self.aggregation.levels(x, weights)

    def aggregate(self, x: Array, weights: Array | None = None) -> Array:
        """Return the levels as one array, (..., units, elements): `x` for the leaves, then every node."""
        return self.levels(x, weights).stacked()

    def scores(self, x: Array, weights: Array) -> Array:
        """Return the scores alone, (..., units), by the shortest way; see `Aggregation.scores`."""
        return self.aggregation.scores(x, weights)

    # what is wrong ---------------------------------------------------------

    def faults(self) -> list[str]:
        """Return what the dataset lacks for the definition, each fault with file and line."""
        faults = []
        for leaf in self.leaves:
            names = [leaf.source, *([leaf.settings.per.indicator] if leaf.settings.per else [])]
            for name in names:
                try:
                    self.derivation.column(name, leaf.path)
                except DefinitionError as fault:
                    faults.append(str(fault))
        faults += self.derivation.faults()
        faults += self.banding.faults()
        return (self._needs() or self._foreign() or list(dict.fromkeys(faults))) if faults else []

    def _needs(self) -> list[str]:
        """Say which figures of the user's own a definition needs, where the dataset lacks them."""
        lacking = [name for name in self.definition.needs if name not in self.dataset.indicators]
        if not lacking:
            return []
        return [
            f"{self.definition.name}: {self.definition.id!r} needs figures that are not bundled: {', '.join(lacking)}."
            " Read your own table with mp.read(...), and apply the definition to it or to world.join(it)"
        ]

    def _foreign(self) -> list[str]:
        """Say in one line what is lacking where it is most of a definition's figures: the data are of towns, say."""
        derived, known = self.derivation.derived, self.dataset.indicators
        wanted = [
            *(leaf.source for leaf in self.leaves),
            *(name for item in derived.values() for name in item.inputs),
        ]
        needed = [name for name in dict.fromkeys(wanted) if name not in derived]
        lacking = [name for name in needed if name not in known]
        if len(lacking) < max(MANY, MOST * len(needed)) or any(name not in catalogue() for name in lacking):
            return []
        some, others = ", ".join(lacking[:MANY]), len(lacking) - MANY
        return [
            f"{self.definition.name}: the data lack {len(lacking)} of the {len(needed)} figures of {self.definition.id!r}:"
            f" {some}{f' and {others} more' if others else ''}. They have {', '.join(known[:MANY])}"
            f"{', ...' if len(known) > MANY else ''}: ask a definition that is made of these"
        ]
