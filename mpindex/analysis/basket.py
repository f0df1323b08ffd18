"""A constant basket: the indicators of a definition that enough units have in every year, and what falls out."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.derivation import Derivation
from mpindex.engine.great_powers import GreatPowers
from mpindex.engine.other_definitions import OtherDefinitions
from mpindex.errors import DataError, MpindexError
from mpindex.grammar import Leaf
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import bundled_ids
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import Bools
from mpindex.units.statehood import existed
from mpindex.wording import listed


def in_being(dataset: Dataset, year: int) -> Bools:
    """Return which units can have a score in a year, (units,)."""
    return existed(dataset.units, year) if dataset.is_countries else np.ones(len(dataset.units), dtype=bool)


def availability(
    definition: Definition, worlds: Mapping[int, Dataset], parameters: Mapping[str, Any]
) -> dict[str, dict[int, float]]:
    """Return for each leaf and year the share of the units that have a figure; 0 where it cannot be derived at all."""
    model = definition.bind(parameters)
    leaves = list(model.root.leaves())
    shares: dict[str, dict[int, float]] = {leaf.id: {} for leaf in leaves}
    for year, world in worlds.items():
        others = OtherDefinitions(world, find_definition, bundled_ids, {})
        great_powers = GreatPowers(others, definition.great_powers)
        derivation = Derivation(world, model.derived, definition.where, great_powers)
        inside = in_being(world, year)
        for leaf in leaves:
            shares[leaf.id][year] = _share(derivation, leaf, inside)
    return shares


def _share(derivation: Derivation, leaf: Leaf, inside: Bools) -> float:
    try:
        values = derivation.column(leaf.source, leaf.path).values
        if leaf.settings.per is not None:
            values = values * derivation.column(leaf.settings.per.indicator, leaf.path).values
    except MpindexError:
        return 0.0
    return float((~np.isnan(values))[inside].mean()) if inside.any() else 0.0


def dropped_from(available: Mapping[str, Mapping[int, float]], enough: float) -> dict[str, str]:
    """Return the leaves that fewer than `enough` of the units have in any year, with the reason in words.

    >>> dropped_from({"gdp": {1990: 0.9, 1991: 1.0}, "patents": {1990: 0.1, 1991: 0.6}}, 0.5)
    {'patents': 'fewer than 50% of the units have a figure in 1 of 2 years (1990; fewest 10% in 1990)'}
    """
    reasons = {}
    for name, shares in available.items():
        short = [year for year, share in shares.items() if share < enough]
        if short:
            worst = min(shares, key=lambda year: shares[year])
            reasons[name] = (
                f"fewer than {enough:.0%} of the units have a figure in {len(short)} of {len(shares)} years"
                f" ({spans(short, list(shares))}; fewest {shares[worst]:.0%} in {worst})"
            )
    return reasons


def spans(short: list[int], years: list[int]) -> str:
    """Write years, those that follow each other among all the years as one span.

    >>> spans([1990, 2000, 2020], [1990, 2000, 2010, 2020])
    '1990 to 2000, 2020'
    """
    runs: list[list[int]] = []
    for year in short:
        if runs and years.index(year) == years.index(runs[-1][-1]) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def without(definition: Definition, dropped: set[str]) -> Definition:
    """Return the definition without some leaves, and without the dimensions that they leave empty."""
    spec = {key: value for key, value in copy.deepcopy(dict(definition.spec)).items() if key not in _CHOICES}
    spec["tree"] = _pruned(spec["tree"], dropped)
    if not spec["tree"]:
        raise DataError(
            f"no indicator of {definition.id!r} has figures for enough units in all these years:"
            f" {listed(sorted(dropped))}. Ask for fewer years, or a smaller share by enough="
        )
    return Definition(spec, definition.lines, definition.name)


#: What speaks of single indicators, and is of no use here.
_CHOICES = ("uncertainty", "chains", "keeps")


def _pruned(tree: Mapping[str, Any], dropped: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping) and "of" in value:
            inside = _pruned(value["of"], dropped)
            if inside:
                kept[key] = {**value, "of": inside}
        elif key not in dropped:
            kept[key] = value
    return kept
