"""What every combination of options makes of the figures, the means and the bands: tables that a page looks up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mpindex.engine.plan import Plan
from mpindex.errors import DataError, DefinitionError, OptionError
from mpindex.index.index import Index
from mpindex.pages.explore.columns import Columns
from mpindex.pages.explore.conditions import bands_of
from mpindex.pages.explore.controls import BANDS, FIGURES, NODES, Control, aspects
from mpindex.pages.explore.indicators import figures_of
from mpindex.pages.explore.nodes import nodes_of

#: Most combinations of options for which a page keeps the figures.
MOST = 400


@dataclass(frozen=True, eq=False)
class Variants:
    """A definition on data, with every combination of its options within reach.

    index : Index
        The definition as it stands.
    controls : tuple of Control
        What may be chosen.
    columns : Columns
        Where columns of numbers are kept.
    """

    index: Index
    controls: tuple[Control, ...]
    columns: Columns
    _plans: dict[str, Plan] = field(default_factory=dict, repr=False)

    def figures(self) -> list[dict[str, Any]]:
        """Scaled values and raw figures by leaf: numbers of columns, and what stands beside them.

        A table for each set of leaves that share controls: a choice about one dimension is not multiplied by one about
        another. A combination that the library refuses (a logarithm of zero, say) has the reason instead.
        """
        return [
            {"leaves": leaves, **self._table(numbers, partial(self._figures, leaves=leaves))}
            for leaves, numbers in self._parts()
        ]

    def nodes(self) -> dict[str, Any]:
        """The mean and the rule for gaps of every node."""
        definition = self.index.definition
        return self._table(self._concerned(NODES), lambda changes: nodes_of(definition.with_(changes).model))

    def bands(self) -> dict[str, Any]:
        """The band rules."""
        return self._table(self._concerned(BANDS), self._bands)

    def _concerned(self, aspect: str) -> list[int]:
        return [i for i, control in enumerate(self.controls) if aspect in control.aspects]

    def _parts(self) -> list[tuple[list[int], list[int]]]:
        """Sets of leaves, each with the numbers of the controls that change their figures; each leaf is in one."""
        parts: list[tuple[set[int], list[int]]] = []
        for number in self._concerned(FIGURES):
            leaves, numbers = reach(self.controls[number], self.index.plan), [number]
            for part in [part for part in parts if part[0] & leaves]:
                leaves, numbers = leaves | part[0], sorted(numbers + part[1])
                parts.remove(part)
            parts.append((leaves, numbers))
        rest = set(range(len(self.index.plan.leaves))).difference(*(leaves for leaves, _ in parts))
        return [(sorted(leaves), numbers) for leaves, numbers in [*parts, (rest, [])] if leaves]

    def _table(self, numbers: list[int], make: Callable[[Mapping[str, Any]], Any]) -> dict[str, Any]:
        """For each combination of options of some controls the place of what it makes among `values`."""
        sizes = [len(self.controls[i].options) for i in numbers]
        combinations = list(itertools.product(*map(range, sizes)))
        if len(combinations) > MOST:
            names = ", ".join(self.controls[i].name for i in numbers)
            raise OptionError(
                f"{self.index.definition.id}: {names} make {len(combinations):,} combinations, more than the {MOST} that"
                " an explore page holds; take one of them out of `uncertainty`"
            )
        values: list[Any] = []
        places = [_place(values, make(self._changes(numbers, chosen))) for chosen in combinations]
        return {"controls": numbers, "sizes": sizes, "places": places, "values": values}

    def _changes(self, numbers: Sequence[int], chosen: Sequence[int]) -> dict[str, Any]:
        """What a combination of options changes in the definition as it stands."""
        changes: dict[str, Any] = {}
        for i, option in zip(numbers, chosen, strict=True):
            if option != self.controls[i].start:
                changes |= self.controls[i].options[option].changes
        return changes

    def _plan(self, changes: Mapping[str, Any]) -> Plan:
        base, key = self.index.plan, repr(changes)
        if not changes:
            return base
        if key not in self._plans:
            plan = Plan.compile(base.definition.with_(changes), base.dataset, cache=base.cache)
            if plan.elements != base.elements:
                raise OptionError(
                    f"{base.definition.id}: an alternative may not add or remove elements of the tree"
                )
            self._plans[key] = plan
        return self._plans[key]

    def _figures(self, changes: Mapping[str, Any], leaves: Sequence[int]) -> dict[str, Any]:
        try:
            plan = self._plan(changes)
            scaled = plan.stage("normalised")
        except (DataError, DefinitionError) as fault:
            return {"fault": str(fault).split("\n")[0]}
        figures = figures_of(plan, self.columns)
        return {
            "scaled": [self.columns.add(scaled[:, j]) for j in leaves],
            "figures": [figures[j] for j in leaves],
        }

    def _bands(self, changes: Mapping[str, Any]) -> list[dict[str, Any]]:
        try:
            plan = self._plan(changes)
        except (DataError, DefinitionError):
            return []  # the figures say why
        return bands_of(plan, self.columns)


def reach(control: Control, plan: Plan) -> set[int]:
    """Return the numbers of the leaves whose figures a choice may change: those under the elements that its paths name.

    A path that names no element, and a filling of gaps, which may look at other indicators, reach all.

    Parameters
    ----------
    control : Control
        The choice.
    plan : Plan
        The definition bound to data.
    """
    every = set(range(len(plan.leaves)))
    below = {leaf.id: {j} for j, leaf in enumerate(plan.leaves)}
    below |= {
        node.id: {j for j, leaf in enumerate(plan.leaves) if leaf in set(node.leaves())}
        for node in plan.nodes
    }
    reached: set[int] = set()
    for path in (path for option in control.options for path in option.changes if FIGURES in aspects(path)):
        parts = path.split(".")
        reached |= every if "impute" in parts[:2] else below.get(parts[0], every)
    return reached


def _place(values: list[Any], value: Any) -> int:
    if value not in values:
        values.append(value)
    return values.index(value)
