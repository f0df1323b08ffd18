"""The conditions of a band, each evaluated for every unit: bounds on a quantity, classes, leaves, another's band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np

from mpindex.engine.calls import Site
from mpindex.engine.expert_lists import ReferenceSets
from mpindex.engine.levels import Levels
from mpindex.engine.other_definitions import OtherDefinitions
from mpindex.engine.quantities import Quantities
from mpindex.engine.tree import Tree
from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.bands import QUANTITIES, is_cut
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import UNCLASSIFIED, Condition, thaw
from mpindex.grammar.yamlfile import Path
from mpindex.steps.aggregate.inputs import weighted_sum
from mpindex.steps.band import quantile_cuts, separating_cut, separation
from mpindex.steps.columns import distinct
from mpindex.typing import Array, Bools

#: Bounds other than the file's, by condition and key, each of a shape that broadcasts against the scores.
Bounds = Mapping[tuple[Path, str], Array]

#: A bound met up to this share of itself is met, and not passed: 0.1 + 0.2 is 0.3.
ROUNDING = 1e-12
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "min": np.greater_equal, "max": np.less_equal, "above": np.greater, "below": np.less,
    "is": np.equal, "not": np.not_equal,
}  # fmt: skip
_SLACK = {"min": -1, "below": -1, "max": 1, "above": 1}

#: Band methods by the short names that files give them, and short names of their options.
_SHORT = {"breaks": "natural_breaks", "gap": "largest_gap"}
_OPTIONS = {("gap", "from"): "first", ("gap", "to"): "last"}


@dataclass(frozen=True, eq=False)
class Conditions:
    """Evaluates conditions.

    Attributes
    ----------
    quantities : Quantities
    others : OtherDefinitions
    reference_sets : ReferenceSets
    """

    quantities: Quantities
    others: OtherDefinitions
    reference_sets: ReferenceSets
    #: The classes of the last scores by method and options: bands in a row ask for other classes of the same cut.
    _classes: dict[Any, tuple[Array, Array]] = field(default_factory=dict, repr=False)

    def met(self, condition: Condition, levels: Levels, ranks: Array | None, bounds: Bounds) -> Bools:
        """Return who meets a condition, (..., units) or (units,)."""
        test = _thawed(condition)
        if condition.quantity == "leaves":
            return _enough_leaves(test, levels, self.quantities.tree)
        if is_cut(condition.quantity, test):
            return self._in_class(condition, test, levels)
        values = self.quantities.value(condition.quantity, levels, ranks)
        if values is None:
            return self._other_band(condition, test)
        return self._within(condition, test, values, bounds)

    def is_other(self, condition: Condition) -> bool:
        """Return whether a condition asks for no quantity of its own definition, but for a band of another."""
        name = condition.quantity
        return not (name in QUANTITIES or is_cut(name, _thawed(condition)) or self.quantities.knows(name))

    def fault(self, condition: Condition) -> str:
        """Say why a condition cannot be evaluated: it names no quantity, or a band that there is not; else nothing."""
        if not self.is_other(condition):
            return ""
        try:
            self._definition(condition)
        except DefinitionError as fault:
            return str(fault)
        return ""

    def members(self, condition: Condition, of: Any) -> Bools:
        """Return (units,): the states that a quantile of a condition is taken over; see `ReferenceSets.members`."""
        try:
            return self.reference_sets.members(of)
        except DefinitionError as fault:
            raise DefinitionError(f"{self._where(condition)}: {fault}") from None

    # bounds ----------------------------------------------------------------

    def _within(self, condition: Condition, test: Mapping[str, Any], values: Array, bounds: Bounds) -> Bools:
        # no comparison but "not" is met by a missing value
        met = [~np.isnan(values)] if not test or "not" in test else []
        for key, given in test.items():
            bound = bounds.get((condition.path, key))
            if bound is None:
                bound = self._bound(condition, given, values)
            bound = bound + ROUNDING * np.maximum(np.abs(bound), 1e-300) * _SLACK.get(key, 0)
            with np.errstate(invalid="ignore"):
                met.append(COMPARE[key](values, bound))
        return reduce(np.logical_and, met)

    def _bound(self, condition: Condition, bound: Any, values: Array) -> Any:
        """A number, or a line drawn by some units' values: a quantile, or Youden's line between them and the rest."""
        if isinstance(bound, int | float):
            return float(bound)
        if not isinstance(bound, dict):
            raise DefinitionError(
                f"{self._where(condition)}: {condition.quantity!r} is a number, not {bound!r}"
            )
        members = self.members(condition, bound.get("of"))
        if "youden" in bound:
            members, others = self.sides(members)
            return separating_cut(values, members=members, others=others)[..., None]
        return quantile_cuts(values[..., members], at=[bound["quantile"]]) if members.any() else np.nan

    def sides(self, members: Bools) -> tuple[Bools, Bools]:
        """Return whom a line should let in and whom it should keep out, (units,) each; great powers are on neither side."""
        great = self.quantities.derivation.great_powers.members()
        return members & ~great, ~members & ~great

    def separation(self, condition: Condition, bound: Any, levels: Levels) -> tuple[float, float, int] | None:
        """Return sensitivity and specificity of a line by Youden, and how many it should let in; None if nobody is."""
        members, others = self.sides(self.members(condition, bound["of"]))
        values = self.quantities.value(condition.quantity, levels, self.quantities.rank(levels.score))
        if values is None or not members.any():
            return None
        line = separating_cut(values, members=members, others=others)[..., None]
        sensitivity, specificity = separation(values, line, members=members, others=others)
        return float(sensitivity[..., 0]), float(specificity[..., 0]), int(members.sum())

    # classes ---------------------------------------------------------------

    def _in_class(self, condition: Condition, test: Mapping[str, Any], levels: Levels) -> Bools:
        """Conditions that look at the whole distribution: natural breaks, head/tail breaks, the largest gap."""
        wanted = test.get("class", 1)
        options = sorted((name, str(value)) for name, value in test.items() if name != "class")
        key = (condition.quantity, tuple(options))
        scores, classes = self._classes.get(key, (None, None))
        if classes is None or scores is not levels.score:
            classes = self._cut(condition, test, levels.score)
            self._classes[key] = (levels.score, classes)
        return np.asarray(np.isin(classes, wanted if isinstance(wanted, list) else [wanted]))

    def _cut(self, condition: Condition, test: Mapping[str, Any], scores: Array) -> Array:
        """Class of each unit, (..., units), 1 the top; with `among` each unit is classed within its own group."""
        kind, scores = condition.quantity, self.quantities.directed(scores)
        options = {_OPTIONS.get((kind, key), key): value for key, value in test.items() if key != "class"}
        among = options.pop("among", None)
        if among is None:
            return self._classes_of(condition, scores, options)
        members = self.quantities.derivation.members(among, condition.path)
        classes = np.full(scores.shape, np.nan)
        groups, which = distinct(members)
        for number in np.unique(which[members.diagonal()]):
            inside, group = which == number, groups[number]
            own_scores = np.where(group, scores, np.nan)
            classes[..., inside] = self._classes_of(condition, own_scores, options)[..., inside]
        return classes

    def _classes_of(self, condition: Condition, scores: Array, options: Mapping[str, Any]) -> Array:
        name = _SHORT.get(condition.quantity, condition.quantity)
        calls = self.quantities.derivation.calls
        return np.asarray(calls.run("band", name, (scores,), options, lambda: Site(condition.path)))

    # another definition ------------------------------------------------------

    def _other_band(self, condition: Condition, test: Mapping[str, Any]) -> Bools:
        """Conditions on the band that another definition gives: ``capability: {not: great}``; `fault` has checked it."""
        bands = self.others.bands(condition.quantity)
        met = np.ones(len(bands), dtype=bool)
        for key, wanted in test.items():
            met &= np.isin(bands, wanted if isinstance(wanted, list) else [wanted]) == (key == "is")
        return met

    def _definition(self, condition: Condition) -> Definition:
        """Return the other definition that a condition names, having checked that it has the bands asked for."""
        test = _thawed(condition)
        if set(test) - {"is", "not"}:
            raise self._unknown(condition)
        try:
            other = self.others.find(condition.quantity)
        except DefinitionError:
            raise self._unknown(condition) from None
        labels = (*other.bands, UNCLASSIFIED)
        for wanted in test.values():
            for label in wanted if isinstance(wanted, list) else [wanted]:
                if label not in labels:
                    near = suggest(label, labels)
                    raise DefinitionError(
                        f"{self._where(condition)}: {other.id!r} has no band {label!r}.{near}"
                    )
        return other

    def _unknown(self, condition: Condition) -> DefinitionError:
        name = condition.quantity
        known = (*QUANTITIES, *self.quantities.names, *self.others.ids())
        return DefinitionError(
            f"{self._where(condition)}: unknown quantity {name!r} in a band.{suggest(name, known)}"
        )

    def _where(self, condition: Condition) -> str:
        return self.quantities.derivation.where(condition.path)


def _thawed(condition: Condition) -> dict[str, Any]:
    return {key: thaw(value) for key, value in condition.test}


def _enough_leaves(test: Mapping[str, Any], levels: Levels, tree: Tree) -> Bools:
    """At least m of the unit's leaves with data (or a share of them, ``50%``) lie within a range.

    A leaf without weight in the file does not count. The leaves may stand there several times over, one set after another.
    """
    low, high = test["within"]
    x, least = levels.leaves, test["at_least"]
    weighs = np.resize(tree.effective(tree.given_weights)[: len(tree.leaves)] > 0, x.shape[-1])
    with np.errstate(invalid="ignore"):
        inside = _how_many((x >= low) & (x <= high) & weighs, levels)
    if isinstance(least, str) and least.endswith("%"):
        present = _how_many(~np.isnan(x) & weighs, levels)
        share = float(least[:-1]) / 100
        return np.asarray((inside >= share * present - 1e-9) & (present > 0))
    return np.asarray(inside >= least)


def _how_many(leaves: Bools, levels: Levels) -> Array:
    """(..., units): of how many of the leaves that have any weight something holds, (..., units, leaves)."""
    if levels.weighed is None:
        return np.asarray(leaves.sum(-1))
    return weighted_sum(leaves, levels.weighed.astype(np.float64))
