"""What a reader may choose: the listed alternatives and the ranges that a definition declares as uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Leaf, Node
from mpindex.uncertainty.choices.choices import Choice, LeaveOut, Threshold, Weights
from mpindex.uncertainty.choices.factors import factors

#: A range of a parameter that changes the figures is offered as so many even steps, both ends among them.
STEPS = 5

#: What a change by path may change beside the weights.
FIGURES, NODES, BANDS = "figures", "nodes", "bands"


@dataclass(frozen=True)
class Option:
    """One alternative: what it is called, what it changes by path, and whether the definition declares it.

    The definition as it stands is an option too; it is not declared where it is not among the alternatives.
    """

    label: str
    changes: Mapping[str, Any]
    declared: bool = True


@dataclass(frozen=True)
class Control:
    """One choice among options. `start` is the number of the definition's own."""

    name: str
    options: tuple[Option, ...]
    start: int

    @property
    def aspects(self) -> frozenset[str]:
        """What any of the options may change: figures, nodes (means and rules for gaps), bands."""
        return frozenset().union(*(aspects(path) for option in self.options for path in option.changes))


@dataclass(frozen=True)
class Declared:
    """All that a definition declares as uncertain, as far as a page can vary it.

    spread : how its weights vary: ("concentration", 50.0), ("spread", 0.25) or ("uniform", 0.0).
    omitted : ids of the indicators that may be left out in a draw; empty if the definition declares no such thing.
    """

    controls: tuple[Control, ...]
    thresholds: tuple[Threshold, ...]
    spread: tuple[str, float]
    omitted: tuple[str, ...]


#: How weights vary where a definition does not say so: moderately around those given.
USUAL_SPREAD = ("concentration", 50.0)


def declared(definition: Definition, plan: Plan) -> Declared:
    """Read the `uncertainty` and `chains` of a definition into controls.

    Parameters
    ----------
    definition : Definition
        As it stands.
    plan : Plan
        The definition bound to data.
    """
    found = factors(plan, _listed_ranges(definition), definition.spec.get("chains") or {})
    weights = next((factor for factor in found if isinstance(factor, Weights)), None)
    controls = [_control(factor, definition) for factor in found if isinstance(factor, Choice)]
    if weights is not None and weights.kind == "sets":
        controls.append(_weight_sets(definition))
        weights = None
    return Declared(
        tuple(controls),
        tuple(factor for factor in found if isinstance(factor, Threshold)),
        USUAL_SPREAD if weights is None else (weights.kind, weights.amount),
        next((factor.leaves for factor in found if isinstance(factor, LeaveOut)), ()),
    )


def aspects(path: str) -> frozenset[str]:
    """Say what a change at a path may change: nothing but weights is the empty set.

    >>> sorted(aspects("bands.0.great.rank.max")), sorted(aspects("economy.missing")), sorted(aspects("gdp.weight"))
    (['bands'], ['nodes'], [])
    >>> sorted(aspects("economy.normalise.calibrate.cross"))
    ['figures']
    """
    parts = path.split(".")
    if path == "weights" or parts[-1] == "weight":
        return frozenset()
    if parts[0] == "bands":
        return frozenset({BANDS})
    for word in reversed(parts[:2]):  # a setting stands first, or behind the element that it is of
        if word in ("aggregate", "missing", "then"):
            return frozenset({NODES})
        if word in ("per", "impute", "treat", "normalise", "learn", "direction"):
            return frozenset({FIGURES})
    return frozenset({FIGURES, NODES, BANDS})


def _listed_ranges(definition: Definition) -> dict[str, Any]:
    """The `uncertainty` section without errors of measurement, its ranges of figures as lists of steps."""
    spec = dict(definition.spec.get("uncertainty") or {})
    spec.pop("noise", None)
    for name, given in spec.items():
        if name.startswith("bands.") or name == "weights":
            continue
        if isinstance(given, Mapping) and set(given) == {"uniform"}:
            low, high = given["uniform"]
            spec[name] = [float(f"{step:.6g}") for step in np.linspace(low, high, STEPS)]
    return spec


def _control(choice: Choice, definition: Definition) -> Control:
    options = tuple(map(Option, choice.labels, choice.changes))
    for number, option in enumerate(options):
        if definition.with_(option.changes).model == definition.model:
            return Control(choice.name, options, number)
    return Control(choice.name, (Option("as defined", {}, declared=False), *options), 0)


def _weight_sets(definition: Definition) -> Control:
    sets = definition.spec["uncertainty"]["weights"]
    options = [
        Option(", ".join(f"{name} {weight:g}" for name, weight in each.items()), {"weights": each})
        for each in sets
    ]
    return _control(
        Choice("weights", tuple(o.label for o in options), tuple(o.changes for o in options)), definition
    )


def option_weights(definition: Definition, option: Option) -> dict[str, float]:
    """Return the weights that an option sets, by id of element: those it names, and those that a parameter changes."""
    changed = {element.id: element.weight for element in _elements(definition.with_(option.changes))}
    before = {element.id: element.weight for element in _elements(definition)}
    named: set[str] = set()
    for path, value in option.changes.items():
        if path == "weights" and isinstance(value, Mapping):
            named |= set(value)
        elif path.removesuffix(".weight") in changed:
            named.add(path.removesuffix(".weight"))
    return {name: weight for name, weight in changed.items() if name in named or weight != before[name]}


def _elements(definition: Definition) -> Iterator[Leaf | Node]:
    root = definition.model.root
    yield from root.leaves()
    yield from root.nodes()
