"""The choices that a reasonable person could make otherwise: `uncertainty` and `chains` of a definition, as factors.

A factor is one choice with its alternatives. Choices that only make sense together (a chain) are one factor; all
weights are one factor. A draw gives every factor a value: the number of an alternative, a threshold, or weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mpindex.errors import DefinitionError, UnknownIndicator, suggest

if TYPE_CHECKING:
    from mpindex.engine.plan import Plan
    from mpindex.grammar.definition import Definition
    from mpindex.grammar.yamlfile import Path

Array = NDArray[np.float64]

#: A continuous parameter that is not a threshold of a band changes the figures themselves; it is drawn on a grid of so
#: many equal steps, so that each step's figures are computed once.
GRID = 16


@dataclass(frozen=True)
class Choice:
    """A factor with listed alternatives, each a set of changes to the definition (by path)."""

    name: str
    labels: tuple[str, ...]
    changes: tuple[Mapping[str, Any], ...]

    @property
    def size(self) -> int:
        return len(self.changes)

    def draw(self, rng: np.random.Generator, size: int) -> Any:
        """Return (size,) numbers of alternatives, each as likely as the others."""
        return rng.integers(self.size, size=size)


@dataclass(frozen=True)
class Threshold:
    """A bound of a band that varies evenly between two ends."""

    name: str
    low: float
    high: float

    def draw(self, rng: np.random.Generator, size: int) -> Any:
        return rng.uniform(self.low, self.high, size=size)


@dataclass(frozen=True)
class LeaveOut:
    """One indicator left out, or none, each as likely as the others (Saisana, Saltelli & Tarantola 2005)."""

    leaves: tuple[str, ...]
    name: str = "leave_one_out"

    @property
    def labels(self) -> tuple[str, ...]:
        return ("none", *self.leaves)

    def draw(self, rng: np.random.Generator, size: int) -> Any:
        """Return (size,) numbers; 0 leaves nothing out."""
        return rng.integers(len(self.leaves) + 1, size=size)


@dataclass(frozen=True)
class Weights:
    """All weights together. A draw is a set of weights for the definition as it stands, (size, elements).

    Where another choice brings weights of its own (a published scheme, weights found from the data), the draw's ratio to
    the definition's weights is laid on them.

    concentration : Dirichlet around the given weights among siblings, ``alpha = concentration * share``.
    uniform : Dirichlet(1) among siblings, every set of weights as likely as any other.
    spread : each weight times 1 + U(-spread, spread).
    sets : (sets, elements), one of them each time.
    """

    groups: tuple[tuple[int, ...], ...]
    given: tuple[float, ...]
    kind: str
    amount: float = 0.0
    sets: Any = None
    name: str = "weights"

    def draw(self, rng: np.random.Generator, size: int) -> Any:
        """Return (size, elements) weights, or numbers of sets where sets are given."""
        if self.kind == "sets":
            return rng.integers(len(self.sets), size=size)
        weights = np.ones((size, len(self.given)))
        for group in self.groups:
            places = np.array(group)
            weights[:, places] = self._group(rng, size, np.array(self.given)[places])
        return weights

    def on(self, draws: Any, weights: Array) -> Array:
        """Return the drawn weights for a variant whose own weights are `weights`, (size, elements)."""
        if self.kind == "sets":
            return np.asarray(self.sets)[draws]
        given = np.array(self.given)
        if self.kind == "uniform" or np.array_equal(weights, given):
            return np.asarray(draws)
        total = np.ones(len(given))
        for group in self.groups:
            total[list(group)] = given[list(group)].sum() if self.kind == "concentration" else 1.0
        share = given / total
        return np.asarray(np.divide(draws, share, out=np.ones_like(draws), where=share > 0) * weights)

    def _group(self, rng: np.random.Generator, size: int, given: Array) -> Array:
        if self.kind == "spread":
            return given * (1 + rng.uniform(-self.amount, self.amount, size=(size, len(given))))
        result = np.zeros((size, len(given)))
        live = given > 0
        shares = given[live] / given[live].sum()
        if self.kind == "uniform":
            gammas = rng.standard_exponential(size=(size, len(shares)))
        else:  # gamma draws, scaled: numpy's dirichlet, in a form that survives very small alphas
            gammas = rng.standard_gamma(self.amount * shares, size=(size, len(shares)))
        total = gammas.sum(axis=1, keepdims=True)
        result[:, live] = np.divide(
            gammas, total, out=np.broadcast_to(shares, gammas.shape).copy(), where=total > 0
        )
        return result


@dataclass(frozen=True)
class Noise:
    """Errors of measurement: each raw figure plus a normal error.

    sd : (units, leaves) absolute standard deviations, zero where nothing is known of the error.
    """

    sd: Any
    name: str = "noise"

    def draw(self, rng: np.random.Generator, size: int) -> Any:
        """Return (size,) seeds; the errors themselves are made when a draw is run."""
        return rng.integers(np.iinfo(np.int64).max, size=size)


Factor = Choice | Threshold | LeaveOut | Weights | Noise


def factors(
    plan: Plan, uncertainty: Mapping[str, Any] | None = None, chains: Mapping[str, Any] | None = None
) -> list[Factor]:
    """Return the factors of a definition: of its own `uncertainty` and `chains`, or of those given instead.

    Raises
    ------
    DefinitionError
        A path that leads nowhere, an alternative that the grammar refuses, an empty list: all at once.
    """
    definition = plan.definition
    spec = dict(definition.spec.get("uncertainty") or {}) if uncertainty is None else dict(uncertainty)
    if chains is None:
        chains = (definition.spec.get("chains") or {}) if uncertainty is None else {}
    found: list[Factor] = []
    faults: list[str] = []
    for name, given in [*chains.items(), *spec.items()]:
        try:
            made = _chain(name, given) if name in chains else _factor(name, given, plan)
            if isinstance(made, Choice):
                _check(made, definition)
            if made is not None:
                found.append(made)
        except DefinitionError as fault:
            section = "chains" if name in chains else "uncertainty"
            faults.append(f"{definition.where((section, name))}: {section} {name!r}: {fault}")
    faults += _twice(found)
    if faults:
        raise DefinitionError("\n".join(faults))
    return found


def _twice(found: Sequence[Factor]) -> list[str]:
    """Two factors that change the same thing: one would undo the other, so they belong in one chain."""
    faults: list[str] = []
    owner: dict[str, str] = {}
    for factor in (one for one in found if isinstance(one, Choice)):
        for path in dict.fromkeys(path for changes in factor.changes for path in changes):
            if owner.setdefault(path, factor.name) != factor.name:
                faults.append(
                    f"{path!r} is changed by {owner[path]!r} and by {factor.name!r}: make them one chain"
                )
    return faults


def _factor(name: str, given: Any, plan: Plan) -> Factor | None:
    if name == "weights":
        return _weights(given, plan)
    if name == "leave_one_out":
        leaves = tuple(leaf.id for leaf, dead in zip(plan.leaves, plan.dead, strict=False) if not dead)
        return LeaveOut(leaves) if given and len(leaves) > 1 else None
    if name == "noise":
        return _noise(given, plan)
    if isinstance(given, Mapping) and set(given) == {"uniform"}:
        low, high = _ends(given["uniform"])
        if name.startswith("bands."):
            bound_of(name, plan)
            return Threshold(name, low, high)
        steps = low + (np.arange(GRID) + 0.5) / GRID * (high - low)
        return Choice(
            name, tuple(f"{value:.4g}" for value in steps), tuple({name: float(value)} for value in steps)
        )
    if not isinstance(given, list | tuple) or not given:
        raise DefinitionError(f"alternatives are a list, or {{uniform: [lowest, highest]}}; not {given!r}")
    pairs = [_labelled(name, item) for item in given]
    return Choice(name, tuple(label for label, _ in pairs), tuple(changes for _, changes in pairs))


def bound_of(name: str, plan: Plan) -> tuple[Path, str]:
    """Return the condition and the key (min, max, ...) of the bound at a path such as ``bands.0.great.score.min``."""
    steps: Path = tuple(int(step) if step.isdigit() else step for step in name.split("."))
    known: dict[str, tuple[Path, str]] = {}
    for condition in (one for band in plan.model.bands for one in band.conditions):
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


def _labelled(name: str, item: Any) -> tuple[str, Mapping[str, Any]]:
    if isinstance(item, Mapping) and set(item) == {"label", "set"}:
        return str(item["label"]), {name: item["set"]}
    return _plain(item), {name: item}


def _plain(item: Any) -> str:
    """Write an alternative shortly, for tables: ``{exclude: 0.66}`` as "exclude 0.66"."""
    if isinstance(item, Mapping):
        return ", ".join(f"{key} {_plain(value)}".strip() for key, value in item.items())
    if isinstance(item, list | tuple):
        return " ".join(_plain(value) for value in item)
    return "" if item is None else f"{item:g}" if isinstance(item, float) else str(item)


def _chain(name: str, given: Any) -> Choice:
    known = {"label", "set"}
    if not isinstance(given, list | tuple) or not given:
        raise DefinitionError("a chain is a list of {label: ..., set: {path: value}}")
    for item in given:
        if not isinstance(item, Mapping) or set(item) != known or not isinstance(item["set"], Mapping):
            raise DefinitionError(
                f"each member of a chain is {{label: ..., set: {{path: value}}}}, not {item!r}"
            )
    return Choice(
        name, tuple(str(item["label"]) for item in given), tuple(dict(item["set"]) for item in given)
    )


def _check(choice: Choice, definition: Definition) -> None:
    """Try every alternative on the definition by itself."""
    for label, changes in zip(choice.labels, choice.changes, strict=True):
        try:
            definition.with_(changes)
        except DefinitionError as fault:
            raise DefinitionError(f"alternative {label!r}: {fault}") from None


def _weights(given: Any, plan: Plan) -> Weights:
    groups = tuple(tuple(int(i) for i in inside) for inside in plan.children)
    weights = tuple(float(value) for value in plan.weights)
    if isinstance(given, Mapping) and len(given) == 1:
        kind, amount = next(iter(given.items()))
        if kind == "uniform" and amount is True:
            return Weights(groups, weights, "uniform")
        if kind == "concentration" and _positive(amount):
            return Weights(groups, weights, "concentration", float(amount))
        if kind == "spread" and _positive(amount) and amount < 1:
            return Weights(groups, weights, "spread", float(amount))
    sets = weight_sets(given, plan)
    if sets is not None:
        return Weights(groups, weights, "sets", sets=sets)
    raise DefinitionError(
        "weights vary by {concentration: 50} (around the given ones), {uniform: true} (any), {spread: 0.25} (each by so"
        f" much, below 1), or one of several sets (a table with ids of elements as columns); not {given!r}"
    )


def weight_sets(given: Any, plan: Plan) -> Array | None:
    """Return (sets, elements) from a DataFrame, or a list of mappings, by id of element; None if it is neither."""
    if isinstance(given, list | tuple) and given and all(isinstance(item, Mapping) for item in given):
        rows: Sequence[Mapping[str, Any]] = given
    elif hasattr(given, "to_dict") and hasattr(given, "columns"):
        rows = given.to_dict("records")
    else:
        return None
    place = {name: i for i, name in enumerate(plan.elements)}
    unknown = sorted({str(key) for row in rows for key in row if key not in place})
    if unknown:
        raise DefinitionError(f"{unknown[0]!r} is not in the tree.{suggest(unknown[0], place)}")
    sets = np.tile(plan.weights, (len(rows), 1))
    for i, row in enumerate(rows):
        for key, value in row.items():
            if not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
                raise DefinitionError(
                    f"set {i + 1}: the weight of {key!r} is {value!r}; a weight is a number of at least 0"
                )
            sets[i, place[key]] = value
    return np.where(plan.dead, 0.0, sets)


def _noise(given: Any, plan: Plan) -> Noise | None:
    """`true`: the publishers' standard errors; or a mapping of indicator to {sd: ...} or {cv: ...} besides."""
    raw = plan.stage("raw")
    sd = np.zeros(raw.shape)
    own = given if isinstance(given, Mapping) else {}
    if given is not True and not own:
        raise DefinitionError(
            f"noise is true (the publishers' standard errors) or {{indicator: {{cv: 0.05}}}}, not {given!r}"
        )
    names = [leaf.source for leaf in plan.leaves]
    for key in own:
        if key not in names:
            raise DefinitionError(
                f"noise for {key!r}, which is no indicator of the tree.{suggest(key, names)}"
            )
    for j, name in enumerate(names):
        amount = own.get(name, {})
        if not isinstance(amount, Mapping) or not set(amount) <= {"sd", "cv"}:
            raise DefinitionError(
                f"noise of {name!r} is {{sd: number}} or {{cv: share of the value}}, not {amount!r}"
            )
        if amount:
            sd[:, j] = float(amount.get("sd", 0.0)) + float(amount.get("cv", 0.0)) * np.abs(
                np.nan_to_num(raw[:, j])
            )
        elif given is True:
            sd[:, j] = _published_error(plan, name)
    return Noise(sd) if sd.any() else None


def _published_error(plan: Plan, name: str) -> Array:
    """(units,): the publisher's standard error of each value, zero where there is none."""
    try:
        return np.nan_to_num(plan.dataset.values([f"{name}_se"])[:, 0])
    except UnknownIndicator:
        return np.zeros(len(plan.dataset.units))


def _ends(given: Any) -> tuple[float, float]:
    if (
        isinstance(given, list | tuple)
        and len(given) == 2
        and all(isinstance(end, int | float) for end in given)
    ):
        low, high = map(float, given)
        if math.isfinite(low) and math.isfinite(high) and low < high:
            return low, high
    raise DefinitionError(f"uniform takes [lowest, highest], two numbers, not {given!r}")


def _positive(value: Any) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0
    )
