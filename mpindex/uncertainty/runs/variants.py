"""The variants of a definition: a plan for each combination of alternatives, a rule of bands for each that differs in bands.

Choices that change nothing but bands leave the scores alone: draws that differ in them share a plan. So many plans are made
as there are ways to the scores, and so many rules of bands as there are alternatives of bands, not one of each combination.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.banding import Banding
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.grammar.definition import Definition
from mpindex.typing import Places
from mpindex.uncertainty.choices.choices import Choice

#: For each choice the number of an alternative; -1 as the definition stands.
Combination: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Variants:
    """A plan, and the choices that make others of it.

    Attributes
    ----------
    base : Plan
    choices : tuple of Choice
    """

    base: Plan
    choices: tuple[Choice, ...]
    _plans: dict[Combination, Plan] = field(default_factory=dict, repr=False)
    _bandings: dict[Combination, Banding] = field(default_factory=dict, repr=False)

    def plan(self, combination: Combination) -> Plan:
        """Return the plan of one combination of alternatives, sharing stages with the others.

        Raises
        ------
        DefinitionError
            It adds or removes elements of the tree.
        """
        if combination not in self._plans:
            changes: dict[str, Any] = {}
            for choice, number in zip(self.choices, combination, strict=True):
                if number >= 0:
                    changes |= choice.changes[number]
            self._plans[combination] = self._changed(changes) if changes else self.base
        return self._plans[combination]

    def scoring(self, combination: Combination) -> Combination:
        """Return a combination as far as it decides the scores: choices of bands alone as they stand."""
        return tuple(-1 if bands else n for n, bands in zip(combination, self._of_bands, strict=True))

    def banding(self, combination: Combination) -> Banding:
        """Return the bands of one combination: its own rule, on the quantities of the plan that gives its scores."""
        if combination not in self._bandings:
            self._bandings[combination] = self._put_together(combination)
        return self._bandings[combination]

    def groups(self, values: Mapping[str, NDArray[Any]], size: int) -> Iterator[tuple[Combination, Places]]:
        """Group draws by their combination of alternatives; those that share the scores' part follow each other."""
        columns = [values.get(choice.name, np.full(size, -1)) for choice in self.choices]
        if not columns:
            yield (), np.arange(size)
            return
        table = np.stack(columns, axis=1).astype(np.intp)
        order = np.lexsort(table.T[np.argsort(~np.array(self._of_bands), kind="stable")])
        table = table[order]
        starts = np.flatnonzero(np.append(True, (table[1:] != table[:-1]).any(axis=1)))
        for row, draws in zip(table[starts].tolist(), np.split(order, starts[1:]), strict=True):
            yield tuple(row), draws

    @cached_property
    def _of_bands(self) -> tuple[bool, ...]:
        """Which choices change nothing but bands."""
        return tuple(
            all(path.split(".")[0] == "bands" for changes in choice.changes for path in changes)
            for choice in self.choices
        )

    @cached_property
    def _definition(self) -> Definition:
        """The definition with the parameters in use as its own, so that an alternative may change one of them."""
        base = self.base
        own = base.definition.parameters
        given = {key: value for key, value in base.parameters.items() if value != own[key]}
        return base.definition.with_({f"parameters.{key}": value for key, value in given.items()})

    def _changed(self, changes: Mapping[str, Any]) -> Plan:
        base = self.base
        plan = Plan.compile(self._definition.with_(changes), base.dataset, cache=base.cache)
        if plan.elements != base.elements:
            raise DefinitionError(
                f"{base.definition.id}: an alternative may not add or remove elements of the tree"
            )
        return plan

    def _put_together(self, combination: Combination) -> Banding:
        scoring = self.scoring(combination)
        scored, base = self.plan(scoring).banding, self.base.banding
        if combination == scoring:
            return scored
        if (scored.bands, scored.tiers) != (base.bands, base.tiers):
            return self.plan(combination).banding  # what changes the scores changes the bands as well
        bands = tuple(n if of_bands else -1 for n, of_bands in zip(combination, self._of_bands, strict=True))
        banding = replace(
            self.plan(bands).banding, quantities=scored.quantities, great_powers=scored.great_powers
        )
        faults = banding.faults()
        if faults:
            raise DefinitionError("\n".join(faults))
        return banding
