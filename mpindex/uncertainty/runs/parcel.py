"""What of a dataset a worker needs: the indicators that a definition or a variant of it may ask for, and of which years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.dataset.snapshot import rows
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import bundled_ids
from mpindex.grammar.library import definition as find_definition
from mpindex.grammar.model import LEARNING, Call, Leaf, Model, Node
from mpindex.steps.registry import METHODS
from mpindex.uncertainty.choices.choices import Choice
from mpindex.uncertainty.runs.replicates import Replicates


def reduced(dataset: Dataset, replicates: Replicates) -> Dataset:
    """Return a dataset with the indicators that any variant may ask for, and other years only of those of which it does.

    Parameters
    ----------
    dataset : Dataset
    replicates : Replicates
        The definition and its choices.
    """
    needed = indicators(replicates)
    small = dataset.subset(indicators=[name for name in dataset.indicators if name in needed])
    by_year = set().union(*(_by_year(variant.model) for variant in _variants(replicates)))
    newest = rows(
        small.panel,
        small.entries,
        units=len(small.units),
        reference=small.reference_year,
        latest=small.latest,
    )
    kept = np.isin(np.array(small.indicators), sorted(by_year))[small.panel.indicator]
    kept[newest[newest >= 0]] = True
    return replace(small, panel=small.panel.kept(kept))


def indicators(replicates: Replicates) -> frozenset[str]:
    """Return every indicator of the data that the definition or a variant of it may ask for."""
    return frozenset().union(*(_indicators_of(variant, set()) for variant in _variants(replicates)))


def _variants(replicates: Replicates) -> Iterator[Definition]:
    """The definition, and each single alternative to it."""
    base = replicates.base.definition
    yield base
    for factor in replicates.factors:
        for changes in factor.changes if isinstance(factor, Choice) else ():
            if changes:
                yield base.with_(changes)


def _indicators_of(definition: Definition, seen: set[str]) -> set[str]:
    """Ids that a definition takes from the data: in its tree, its conditions, and the definitions that these name."""
    ids = set(definition.indicators)
    for condition in (condition for band in definition.model.bands for condition in band.conditions):
        name = condition.quantity
        ids.add(name)
        if name in bundled_ids() and name not in seen:
            ids |= _indicators_of(find_definition(name), seen | {name})
    return ids | {name.removesuffix("_se") for name in ids}


def _by_year(model: Model) -> set[str]:
    """Ids of which a model looks at other years: all of them where it learns from other years."""
    leaves = list(model.root.leaves())
    elements: list[Leaf | Node] = [*leaves, *model.root.nodes()]
    learned = {getattr(item.settings.learn, step)[0] for item in elements for step in LEARNING}
    if learned & {"panel", "year"}:
        return set(model.indicators)
    derived = {item.id: item for item in model.derived}
    ids = {leaf.source for leaf in leaves if _looks_along_years(leaf)}
    waiting = [name for item in model.derived if item.axis == "years" for name in item.indicators]
    while waiting:
        name = waiting.pop()
        ids.add(name)
        waiting += derived[name].indicators if name in derived else ()
    return ids


def _looks_along_years(leaf: Leaf) -> bool:
    def looks(call: Call) -> bool:
        if call.name == "chain":
            return any(map(looks, call.keywords["calls"]))
        return "along_years" in METHODS["impute"][call.name].traits

    return looks(leaf.settings.impute)
