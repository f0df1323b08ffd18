"""What the numbers that are added up have to do with each other: siblings of other scales, and zeros that decide alone."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from mpindex.engine.calls import listed
from mpindex.grammar.model import Call, Leaf, Node
from mpindex.index.result import Result
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Places

#: Numbers as they are read: of no scale in common.
_RAW = frozenset([Call("none")])
#: Siblings are of other scales where one runs over so many times what another does, and counts for so much more.
TIMES = 10.0
_MOST_CELLS = 6
#: Figures that differ by less than this share of their size differ by rounding.
ROUNDING = 1e-13


def scale_notes(result: Result) -> list[str]:
    """Return a note for each dimension whose children differ in scale, and for each in which zeros decide."""
    notes = _hardly_apart(result)
    for i, node in enumerate(result.plan.nodes):
        inside = result.plan.aggregation.nodes.alive[i]
        if len(inside) < 2:
            continue
        method = METHODS["aggregate"][node.settings.aggregate.name]
        if "multiplicative" in method.traits:
            notes += _zeros(result, node, inside)
        elif "scale" not in method.keeps:
            notes += _scales(result, node, inside)
    return notes


def _hardly_apart(result: Result) -> list[str]:
    """Name the indicators whose figures differ in the last digits alone, as sums that should be equal do."""
    raw = result.plan.stage("raw")
    least, most = np.fmin.reduce(raw, axis=0, initial=np.nan), np.fmax.reduce(raw, axis=0, initial=np.nan)
    apart, size = most - least, np.fmax(np.abs(least), np.abs(most))
    near = np.flatnonzero((apart > 0) & (apart < ROUNDING * size))
    if not len(near):
        return []
    names = ", ".join(result.plan.leaves[i].id for i in near)
    return [f"differ in their last digits alone, so that rounding decides: {names}"]


def _scales(result: Result, node: Node, inside: Places) -> list[str]:
    """Say which child runs over the most and which hardly count beside it, if they are of other scales.

    A child counts by its range times its weight, so weights that make up for the scales are no fault; and children
    that one method put on one scale are on one scale, whatever their values.
    """
    children = [_child(node, result.plan.elements[place]) for place in inside]
    values, weights = result.array[:, inside], result.plan.weights[inside]
    with np.errstate(over="ignore"):
        spans, sizes = (
            np.nanmax(values, axis=0) - np.nanmin(values, axis=0),
            np.nanmax(np.abs(values), axis=0),
        )
        counts = spans * weights
    if not (counts > 0).any():
        return []
    wide = int(np.argmax(np.where(weights > 0, spans, 0.0)))
    small = (counts > 0) & (TIMES * spans <= spans[wide]) & (TIMES * sizes <= sizes[wide])
    small &= TIMES * counts <= counts[wide]
    names = [
        f"{children[k].id} ({_range(values[:, k])})"
        for k in np.flatnonzero(small)
        if not _alike(children[k], children[wide])
    ]
    if not names:
        return []
    return [
        f"{node.id!r} puts together numbers of other scales: beside {children[wide].id} ({_range(values[:, wide])})"
        f" hardly counts {listed(names)}; normalise them alike, or give weights that make up for it"
    ]


def _child(node: Node, name: str) -> Leaf | Node:
    return next(child for child in node.children if child.id == name)


def _range(values: Array) -> str:
    return f"{np.nanmin(values):.3g} to {np.nanmax(values):.3g}"


def _alike(child: Leaf | Node, other: Leaf | Node) -> bool:
    return bool(_methods(child) == _methods(other) != _RAW)


def _methods(child: Leaf | Node) -> frozenset[Hashable]:
    """How the numbers below an element were brought to a scale."""
    if isinstance(child, Leaf):
        return frozenset([child.settings.normalise])
    if child.then is not None:
        return frozenset([child.then])
    return frozenset(leaf.settings.normalise for leaf in child.leaves())


def _zeros(result: Result, node: Node, inside: Places) -> list[str]:
    """Name the units whose score of a node is 0 because one child is, whatever their other children are."""
    values, weights = result.array[:, inside], result.plan.weights[inside]
    score = result.levels[node.id].to_numpy()
    zero = values == 0
    if node.settings.missing.rule == "zero":
        zero |= np.isnan(values)
    others = (np.where(zero, 0.0, np.nan_to_num(values)) > 0).any(axis=1)
    decided = zero & (weights > 0) & ((score == 0) & others)[:, None]
    if not decided.any():
        return []
    cells = [_cell(result, int(u), int(inside[k])) for u, k in np.argwhere(decided)]
    units = int(decided.any(axis=1).sum())
    return [
        f"a zero alone makes {node.id!r} 0 for {units} of {result.dataset.counted(len(result.units))}, whatever else they"
        f" have ({node.settings.aggregate.name}): {listed(cells)}; a range above 0, as in normalise: {{minmax: [1, 100]}},"
        " lets the rest count"
    ]


def _cell(result: Result, unit: int, element: int) -> str:
    """Which cell is zero: the unit, the child and, of an indicator, the figure that became zero."""
    name = f"{result.units[unit]} by {result.plan.elements[element]}"
    if element >= len(result.plan.leaves):
        return name
    raw = float(result.plan.stage("raw")[unit, element])
    return f"{name} (no value)" if np.isnan(raw) else f"{name} ({raw:.4g})"
