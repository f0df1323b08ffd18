"""`uncertainty` and `chains` of a definition read as factors, every fault at once with file and line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Band
from mpindex.grammar.yamlfile import Path
from mpindex.typing import Array
from mpindex.uncertainty.choices.assumed import assumed, is_assumed
from mpindex.uncertainty.choices.choices import Choice, Factor, LeaveOut, Threshold, Weights
from mpindex.uncertainty.choices.noise import noise

#: A continuous parameter that is not a threshold of a band changes the figures themselves; it is drawn on a grid of so
#: many equal steps, so that each step's figures are computed once.
GRID = 16


def factors(
    plan: Plan, uncertainty: Mapping[str, Any] | None = None, chains: Mapping[str, Any] | None = None
) -> list[Factor]:
    """Return the factors of a definition: of its own `uncertainty` and `chains`, or of those given instead.

    Where neither says anything they are what any index leaves open; see `mpindex.uncertainty.choices.assumed`.

    Parameters
    ----------
    plan : Plan
        The definition bound to a dataset.
    uncertainty, chains : mapping, optional
        In the words of the YAML file. With `uncertainty` given and `chains` not, no chain varies.

    Returns
    -------
    list of Factor
        Chains first, then the entries of `uncertainty`, in the order of the file.

    Raises
    ------
    DefinitionError
        A path that leads nowhere, an alternative that the grammar refuses, an empty list: all at once.
    """
    definition = plan.definition
    if is_assumed(definition, uncertainty, chains):
        uncertainty = assumed(plan)
    spec = dict(definition.spec.get("uncertainty") or {}) if uncertainty is None else dict(uncertainty)
    if chains is None:
        chains = (definition.spec.get("chains") or {}) if uncertainty is None else {}
    result: list[Factor] = []
    faults: list[str] = []
    for name, given in [*chains.items(), *spec.items()]:
        try:
            factor = _chain(name, given) if name in chains else _factor(name, given, plan)
            if isinstance(factor, Choice):
                _try_alternatives(factor, definition)
            if factor is not None:
                result.append(factor)
        except DefinitionError as fault:
            section = "chains" if name in chains else "uncertainty"
            faults.append(f"{definition.where((section, name))}: {section} {name!r}: {fault}")
    faults += _changed_twice(result)
    if faults:
        raise DefinitionError("\n".join(faults))
    return result


def bound_of(name: str, bands: Iterable[Band]) -> tuple[Path, str]:
    """Return the condition and the key (min, max, ...) of the bound at a path such as ``bands.0.great.score.min``.

    Raises
    ------
    DefinitionError
        The path leads to no number in a band's condition; the nearest that does is named.
    """
    steps: Path = tuple(int(step) if step.isdigit() else step for step in name.split("."))
    known: dict[str, tuple[Path, str]] = {}
    for condition in (condition for band in bands for condition in band.conditions):
        for key, bound in condition.test:
            if not isinstance(bound, int | float):
                continue
            places = (key, {"min": 0, "max": 1}.get(key, key))  # a range is written [min, max] as well
            if any(steps == (*condition.path, place) for place in places):
                return condition.path, key
            known[".".join(map(str, (*condition.path, key)))] = (condition.path, key)
    numbers = f" These do: {', '.join(known)}" if known else ""
    raise DefinitionError(
        f"the path does not lead to a number in a band's condition.{suggest(name, known)}{numbers}"
    )


def weight_sets(given: object, plan: Plan) -> Array | None:
    """Return (sets, elements) from a DataFrame, or a list of mappings, by id of element; None if it is neither.

    Elements that a set does not name keep the definition's weight.

    Raises
    ------
    DefinitionError
        An id that is not in the tree, or a weight that is no number of at least 0.
    """
    rows: Sequence[Mapping[str, Any]]
    if isinstance(given, list | tuple) and given and all(isinstance(item, Mapping) for item in given):
        rows = given
    elif hasattr(given, "to_dict") and hasattr(given, "columns"):
        rows = given.to_dict("records")
    else:
        return None
    if not len(rows):
        raise DefinitionError("the table of weight sets has no row; each row is one set")
    place = {name: i for i, name in enumerate(plan.elements)}
    unknown = sorted({str(key) for row in rows for key in row if key not in place})
    if unknown:
        raise DefinitionError(f"{unknown[0]!r} is not in the tree.{suggest(unknown[0], place)}")
    sets = np.tile(plan.weights, (len(rows), 1))
    for i, row in enumerate(rows):
        for key, value in row.items():
            if not isinstance(value, Real) or not math.isfinite(value) or value < 0:
                raise DefinitionError(
                    f"set {i + 1}: the weight of {key!r} is {value!r}; a weight is a number of at least 0"
                )
            sets[i, place[key]] = value
    return np.where(plan.dead, 0.0, sets)


# one factor -------------------------------------------------------------------


def _factor(name: str, given: Any, plan: Plan) -> Factor | None:
    """Read one entry of `uncertainty`; None where nothing can vary."""
    if name == "weights":
        return _weights(given, plan)
    if name == "leave_one_out":
        leaves = tuple(leaf.id for leaf, dead in zip(plan.leaves, plan.dead, strict=False) if not dead)
        return LeaveOut(leaves) if given and len(leaves) > 1 else None
    if name == "noise":
        return noise(given, plan)
    if isinstance(given, Mapping) and set(given) == {"uniform"}:
        return _between(name, *_ends(given["uniform"]), plan)
    if not isinstance(given, list | tuple) or not given:
        raise DefinitionError(f"alternatives are a list, or {{uniform: [lowest, highest]}}; not {given!r}")
    pairs = [_labelled(name, item) for item in given]
    return Choice(name, tuple(label for label, _ in pairs), tuple(changes for _, changes in pairs))


def _between(name: str, low: float, high: float, plan: Plan) -> Factor:
    """A number that varies evenly: a bound of a band as it is, any other on a grid."""
    if name.startswith("bands."):
        bound_of(name, plan.model.bands)
        return Threshold(name, low, high)
    steps = low + (np.arange(GRID) + 0.5) / GRID * (high - low)
    labels = tuple(f"{value:.4g}" for value in steps)
    return Choice(name, labels, tuple({name: float(value)} for value in steps))


def _chain(name: str, given: Any) -> Choice:
    """Read one entry of `chains`: changes that are made together."""
    if not isinstance(given, list | tuple) or not given:
        raise DefinitionError("a chain is a list of {label: ..., set: {path: value}}")
    for item in given:
        if (
            not isinstance(item, Mapping)
            or set(item) != {"label", "set"}
            or not isinstance(item["set"], Mapping)
        ):
            raise DefinitionError(
                f"each member of a chain is {{label: ..., set: {{path: value}}}}, not {item!r}"
            )
    labels = tuple(str(item["label"]) for item in given)
    return Choice(name, labels, tuple(dict(item["set"]) for item in given))


def _weights(given: Any, plan: Plan) -> Weights:
    groups = tuple(tuple(int(i) for i in inside) for inside in plan.children)
    weights = tuple(float(value) for value in plan.weights)
    if isinstance(given, Mapping) and len(given) == 1:
        kind, amount = next(iter(given.items()))
        if kind == "uniform" and amount is True:
            return Weights(groups, weights, "uniform")
        if kind == "concentration" and _is_positive(amount):
            return Weights(groups, weights, "concentration", float(amount))
        if kind == "spread" and _is_positive(amount) and amount < 1:
            return Weights(groups, weights, "spread", float(amount))
    sets = weight_sets(given, plan)
    if sets is not None:
        return Weights(groups, weights, "sets", sets=sets)
    raise DefinitionError(
        "weights vary by {concentration: 50} (around the given ones), {uniform: true} (any), {spread: 0.25} (each by so"
        f" much, below 1), or one of several sets (a table with ids of elements as columns); not {given!r}"
    )


# small -----------------------------------------------------------------------


def _labelled(name: str, item: Any) -> tuple[str, Mapping[str, Any]]:
    """The label of an alternative and what it changes."""
    if isinstance(item, Mapping) and set(item) == {"label", "set"}:
        return str(item["label"]), {name: item["set"]}
    return _short_label(item), {name: item}


def _short_label(item: Any) -> str:
    """Write an alternative shortly, for tables: ``{exclude: 0.66}`` as "exclude 0.66"."""
    if isinstance(item, Mapping):
        return ", ".join(f"{key} {_short_label(value)}".strip() for key, value in item.items())
    if isinstance(item, list | tuple):
        return " ".join(_short_label(value) for value in item)
    return "" if item is None else f"{item:g}" if isinstance(item, float) else str(item)


def _try_alternatives(choice: Choice, definition: Definition) -> None:
    """Try every alternative on the definition by itself."""
    for label, changes in zip(choice.labels, choice.changes, strict=True):
        try:
            definition.with_(changes)
        except DefinitionError as fault:
            raise DefinitionError(f"alternative {label!r}: {fault}") from None


def _changed_twice(factors: Sequence[Factor]) -> list[str]:
    """Two factors that change the same thing: one would undo the other, so they belong in one chain."""
    faults: list[str] = []
    owner: dict[str, str] = {}
    for factor in (factor for factor in factors if isinstance(factor, Choice)):
        for path in dict.fromkeys(path for changes in factor.changes for path in changes):
            if owner.setdefault(path, factor.name) != factor.name:
                faults.append(
                    f"{path!r} is changed by {owner[path]!r} and by {factor.name!r}: make them one chain"
                )
    return faults


def _ends(given: Any) -> tuple[float, float]:
    """The two ends of ``uniform: [lowest, highest]``."""
    if isinstance(given, list | tuple) and len(given) == 2 and all(isinstance(e, int | float) for e in given):
        low, high = map(float, given)
        if math.isfinite(low) and math.isfinite(high) and low < high:
            return low, high
    raise DefinitionError(f"uniform takes [lowest, highest], two numbers, not {given!r}")


def _is_positive(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and value > 0
