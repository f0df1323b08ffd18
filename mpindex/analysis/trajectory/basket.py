"""A constant basket: the indicators that enough units, and every unit drawn, have in every year; and what falls out."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.analysis.trajectory.lost_parts import asks_for, lost_names, needed
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.engine.tree import Tree
from mpindex.errors import DataError, MpindexError
from mpindex.grammar import Leaf
from mpindex.grammar.definition import Definition
from mpindex.typing import Array, Bools
from mpindex.units.statehood import existed
from mpindex.wording import listed, percent

#: A later start is worth a word if it leaves out less than this share of the years.
EARLY = 0.25


def in_being(dataset: Dataset, year: int) -> Bools:
    """Return which units can have a score in a year, (units,)."""
    return existed(dataset.units, year) if dataset.is_countries else np.ones(len(dataset.units), dtype=bool)


@dataclass(frozen=True, eq=False)
class Availability:
    """Which unit has a figure of which indicator in which year.

    Attributes
    ----------
    leaves : tuple of str
        Ids of the definition's indicators.
    years : tuple of int
        In order.
    units : tuple of str
        Codes.
    present : array of bool, (years, units, leaves)
        Whether there is a figure.
    inside : array of bool, (years, units)
        Whether the unit was in being.
    """

    leaves: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    present: Bools
    inside: Bools

    @property
    def shares(self) -> Array:
        """(years, leaves): share of the units in being that have a figure."""
        units = np.maximum(self.inside.sum(axis=1), 1)[:, None]
        return np.asarray((self.present & self.inside[:, :, None]).sum(axis=1) / units)

    def lacking(self, unit: str) -> Bools:
        """Return (years, leaves): where a unit is in being and has no figure."""
        place = self.units.index(unit)
        return np.asarray(self.inside[:, place, None] & ~self.present[:, place])


def availability(
    definition: Definition, worlds: Mapping[int, Dataset], parameters: Mapping[str, Any]
) -> Availability:
    """Return which unit has a figure of each of a definition's indicators; none where it cannot be derived at all.

    Parameters
    ----------
    definition : Definition
        Its indicators are looked for.
    worlds : mapping of int to Dataset
        The data as of each year, of the same units.
    parameters : mapping
        Of the definition.
    """
    model = definition.bind(parameters)
    leaves = tuple(model.root.leaves())
    years, units = tuple(worlds), next(iter(worlds.values())).units
    present = np.zeros((len(years), len(units), len(leaves)), dtype=bool)
    for i, world in enumerate(worlds.values()):
        plan = Plan(definition, world, {**definition.parameters, **parameters}, model, {})
        for j, leaf in enumerate(leaves):
            present[i, :, j] = _has_figure(plan, leaf)
    inside = np.stack([in_being(world, year) for year, world in worlds.items()])
    return Availability(tuple(leaf.id for leaf in leaves), years, units, present, inside)


def _has_figure(plan: Plan, leaf: Leaf) -> Bools:
    """(units,): whether there is a figure and, where it is taken per something, a denominator too."""
    try:
        values = plan.derivation.column(leaf.source, leaf.path).values
        if leaf.settings.per is not None:
            values = values * plan.derivation.column(leaf.settings.per.indicator, leaf.path).values
    except MpindexError:
        return np.zeros(len(plan.dataset.units), dtype=bool)
    return ~np.isnan(values)


def dropped_from(available: Availability, enough: float, drawn: Sequence[str] = ()) -> dict[str, str]:
    """Return the indicators that are in no constant basket, each with the reason in words.

    Parameters
    ----------
    available : Availability
        What there is.
    enough : float
        Share of the units in being that must have a figure in every year.
    drawn : sequence of str
        Units that must have one in every year of their being.
    """
    years = list(available.years)
    lacking = {unit: available.lacking(unit) for unit in drawn}
    reasons = {}
    for j, name in enumerate(available.leaves):
        short = {
            unit: [year for year, none in zip(years, lacks[:, j], strict=True) if none]
            for unit, lacks in lacking.items()
        }
        gaps = "; ".join(f"{unit} has no figure in {spans(gap, years)}" for unit, gap in short.items() if gap)
        reason = _few(available, j, enough) or gaps
        if reason:
            reasons[name] = reason
    return reasons


def later_start(available: Availability, drawn: Sequence[str], lost: Sequence[str]) -> int | None:
    """Return the year from which on units drawn have indicators that they lack in their first years alone, or None.

    Parameters
    ----------
    available : Availability
        What there is.
    drawn : sequence of str
        The units.
    lost : sequence of str
        Indicators that are out of the basket for their sake.
    """
    lacks = np.any([available.lacking(unit) for unit in drawn], axis=0)
    last = [int(np.flatnonzero(lacks[:, available.leaves.index(name)])[-1]) for name in lost]
    early = [place for place in last if place < len(available.years) * EARLY]
    return available.years[max(early) + 1] if early else None


def _few(available: Availability, j: int, enough: float) -> str:
    """Say in which years too few units have a figure of an indicator; empty where enough have."""
    shares, years = available.shares[:, j], available.years
    short = [year for year, share in zip(years, shares, strict=True) if share < enough]
    if not short:
        return ""
    worst = int(shares.argmin())
    return (
        f"fewer than {percent(enough)} of the units have a figure in {len(short)} of {len(years)} years"
        f" ({spans(short, list(years))}; fewest {percent(shares[worst])} in {years[worst]})"
    )


def spans(short: Sequence[int], years: Sequence[int]) -> str:
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


def without(definition: Definition, dropped: Collection[str]) -> Definition:
    """Return the definition without some leaves, and without the dimensions that they leave empty.

    Where bands ask for what is gone, there are none.

    Parameters
    ----------
    definition : Definition
        Stays as it is.
    dropped : collection of str
        Ids of leaves; as a mapping, with the reason of each.

    Raises
    ------
    DataError
        Nothing is left, with the reason of each.
    """
    spec = {key: value for key, value in copy.deepcopy(dict(definition.spec)).items() if key not in _CHOICES}
    if asks_for(spec.get("bands"), lost_names(definition, dropped)):
        spec = {key: value for key, value in spec.items() if key not in ("bands", "tiers")}
    spec["tree"] = _pruned(spec["tree"], dropped)
    if "derive" in spec:
        spec["derive"] = needed(definition, spec, dropped)
    if not spec["tree"]:
        reasons = dropped.items() if isinstance(dropped, Mapping) else ()
        raise DataError(
            f"no indicator of {definition.id!r} has figures for enough units, and for those drawn, in all these years:"
            f" {listed(sorted(dropped))}. Ask for fewer years, a smaller share by enough=, or basket='set', which asks"
            " nothing of the units drawn" + "".join(f"\n  {name}: {why}" for name, why in reasons)
        )
    return Definition(spec, definition.lines, definition.name)


def reduced(definition: Definition, dropped: Mapping[str, str]) -> Definition:
    """Return the definition on the indicators that are left, each as heavy beside the others as it was.

    A dimension loses the weight of what it loses. Else the last indicator of a dimension would carry it alone: memberships
    of organisations all of diplomacy.

    Parameters
    ----------
    definition : Definition
        Stays as it is.
    dropped : mapping of str to str
        Ids of leaves, with the reason of each.

    Raises
    ------
    DataError
        Nothing is left.
    """
    cut = without(definition, dropped)
    tree = Tree(definition.model)
    effective = dict(zip(tree.elements, tree.effective(tree.given_weights), strict=True))
    weights = {}
    for node in tree.nodes[:-1]:
        left = sum(effective[leaf.id] for leaf in node.leaves() if leaf.id not in dropped)
        if 0 < left < effective[node.id] and any(leaf.id in dropped for leaf in node.leaves()):
            weights[node.id] = float(node.weight * left / effective[node.id])
    return cut.with_(weights=weights) if weights else cut


#: What speaks of single indicators, and is of no use here.
_CHOICES = ("uncertainty", "chains", "keeps")


def _pruned(tree: Mapping[str, Any], dropped: Collection[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping) and "of" in value:
            inside = _pruned(value["of"], dropped)
            if inside:
                kept[key] = {**value, "of": inside}
        elif key not in dropped:
            kept[key] = value
    return kept
