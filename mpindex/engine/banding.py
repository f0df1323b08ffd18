"""Evaluates a definition's bands: conditions on named quantities, first match wins, what matches none is unclassified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mpindex.errors import DataError, DefinitionError, suggest
from mpindex.grammar import QUANTITIES, UNCLASSIFIED, Band, Condition, is_cut, thaw
from mpindex.steps.band import quantile_cuts
from mpindex.steps.rank import competition, position_of
from mpindex.steps.registry import METHODS

if TYPE_CHECKING:
    from mpindex.engine.plan import Levels, Plan
    from mpindex.grammar.yamlfile import Path

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Labels in expert lists that call a state a great power.
GREAT_LABELS = ("major_power", "super_power", "global_power")

#: Short names of band methods, and of their options.
_SHORT = {"breaks": "natural_breaks", "gap": "largest_gap"}
_OPTIONS = {("gap", "from"): "first", ("gap", "to"): "last"}


@dataclass(frozen=True)
class Banding:
    """The band rules of a plan.

    Codes are numbers of bands in order; ``len(bands)`` is unclassified, -1 has no score.
    """

    plan: Plan
    bands: tuple[Band, ...]
    _fixed: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(band.label for band in self.bands), UNCLASSIFIED)

    @property
    def by_rank(self) -> bool:
        """Whether the band follows from the rank, and the number of units ranked, alone."""
        tests = [
            (one.quantity, bound) for band in self.bands for one in band.conditions for _, bound in one.test
        ]
        return all(name in ("rank", "position") and isinstance(bound, int | float) for name, bound in tests)

    def assign(
        self,
        levels: Levels,
        ranks: Array | None = None,
        bounds: Mapping[tuple[Path, str], Array] | None = None,
    ) -> NDArray[np.intp]:
        """Return the code of each unit's band, (..., units).

        bounds : other bounds than the file's, by condition and key, each of a shape that broadcasts against the scores.
        """
        ranks = self.rank(levels.score) if ranks is None else ranks
        codes = np.full(levels.score.shape, len(self.bands))
        for i in range(len(self.bands) - 1, -1, -1):
            met = np.ones(codes.shape, dtype=bool)
            for condition in self.bands[i].conditions:
                met = met & self._met(condition, levels, ranks, bounds or {})
            codes[met] = i
        codes[np.isnan(levels.score)] = -1
        return codes

    def faults(self) -> list[str]:
        """Say which conditions name no quantity, or another definition's band that it does not have."""
        found = []
        nodes = {node.id for node in self.plan.nodes}
        for condition in (one for band in self.bands for one in band.conditions):
            name = condition.quantity
            if (
                name not in QUANTITIES
                and not is_cut(name, {key: None for key, _ in condition.test})
                and name not in nodes
                and not self.plan.derivation.knows(self._source(name))
            ):
                try:
                    self._definition(condition)
                except DefinitionError as fault:
                    found.append(str(fault))
        return found

    def rank(self, scores: Array) -> Array:
        """Rank 1 is the best, whichever end the definition says is best."""
        return competition(-scores if self.plan.model.low_is_best else scores)

    def quantity(self, name: str, levels: Levels, ranks: Array) -> Array | None:
        """Return a named quantity by unit, or None if the name is not a number's."""
        scores = levels.score
        if name == "score":
            return scores
        if name == "rank":
            return ranks
        if name == "position":
            return position_of(ranks)
        if name == "share":
            whole = np.nansum(scores, axis=-1, keepdims=True)
            return scores / np.where(whole > 0, whole, np.nan)
        if name == "coverage":
            return self.plan.coverage()
        nodes = {node.id: i for i, node in enumerate(self.plan.nodes)}
        if name in nodes:
            return np.asarray(levels.nodes[nodes[name]])
        name = self._source(name)
        return self.plan.derivation.column(name).values if self.plan.derivation.knows(name) else None

    def _source(self, name: str) -> str:
        """The indicator or derived id that a leaf takes its values from; any other name stays as it is."""
        return next((leaf.source for leaf in self.plan.leaves if leaf.id == name), name)

    def _met(
        self, condition: Condition, levels: Levels, ranks: Array, bounds: Mapping[tuple[Path, str], Array]
    ) -> Bools:
        test = {key: thaw(value) for key, value in condition.test}
        if condition.quantity == "leaves":
            return self._leaves(test, levels)
        if is_cut(condition.quantity, test):
            try:
                return self._cut(condition.quantity, test, levels)
            except DataError as fault:
                raise DataError(f"{self._where(condition)}: {fault}") from None
            except (DefinitionError, TypeError, ValueError, LookupError, ArithmeticError) as fault:
                raise DefinitionError(f"{self._where(condition)}: {condition.quantity!r}: {fault}") from None
        values = self.quantity(condition.quantity, levels, ranks)
        if values is None:
            return self._other(condition, test)
        return self._within(condition, test, values, bounds)

    def _within(
        self,
        condition: Condition,
        test: Mapping[str, Any],
        values: Array,
        bounds: Mapping[tuple[Path, str], Array],
    ) -> Bools:
        met = ~np.isnan(values)
        compare: dict[str, Callable[[Any, Any], Any]] = {
            "min": np.greater_equal, "max": np.less_equal, "above": np.greater, "below": np.less,
            "is": np.equal, "not": np.not_equal,
        }  # fmt: skip
        for key, bound in test.items():
            given = bounds.get((condition.path, key))
            bound = self._bound(condition, bound, values) if given is None else given
            # a bound met up to rounding is met, and not passed: 0.1 + 0.2 is 0.3
            slack = 1e-12 * np.maximum(np.abs(bound), 1e-300)
            bound = bound + slack * {"min": -1, "below": -1, "max": 1, "above": 1}.get(key, 0)
            with np.errstate(invalid="ignore"):
                met = met & compare[key](values, bound)
        return met

    def _bound(self, condition: Condition, bound: Any, values: Array) -> Any:
        """A number, or ``{quantile: 0.25, of: {lists: verified, at_least: 3}}``: a quantile of some units' values."""
        if isinstance(bound, int | float):
            return float(bound)
        if not isinstance(bound, dict):
            raise DefinitionError(
                f"{self._where(condition)}: {condition.quantity!r} is a number, not {bound!r}"
            )
        members = self.reference_set(condition, bound.get("of"))
        return quantile_cuts(values[..., members], at=[bound["quantile"]]) if members.any() else np.nan

    def reference_set(self, condition: Condition, of: Any) -> Bools:
        """(units,): the states that a quantile is taken over: all, or those on enough expert lists.

        None, if the lists that would name them are all later than the year of the data: see `undrawn`.
        """
        key = ("units of", repr(of))
        if key not in self._fixed:
            self._fixed[key] = self._reference_set(condition, of)
        return np.asarray(self._fixed[key])

    def _reference_set(self, condition: Condition, of: Any) -> Bools:
        units = self.plan.dataset.units
        if of is None:
            return np.ones(len(units), dtype=bool)
        chosen = set(of if isinstance(of, list) else ()) & set(units)
        if isinstance(of, dict):
            chosen = expert_core(self.plan.dataset.lists, **{"lists": "all", "at_least": 1, **of}) & set(
                units
            )
        if not chosen and not (isinstance(of, dict) and self._later(of)):
            raise DefinitionError(f"{self._where(condition)}: no unit of the data is in the set {of!r}")
        return np.isin(units, sorted(chosen))

    def _later(self, of: Mapping[str, Any]) -> bool:
        """Whether expert lists later than the year of the data would name some unit of it."""
        dataset = self.plan.dataset
        if dataset.year is None:
            return False
        named = expert_core(dataset.at(None).lists, **{"lists": "all", "at_least": 1, **of})
        return not named.isdisjoint(dataset.units)

    @property
    def undrawn(self) -> tuple[str, ...]:
        """Bands in which nobody is, because the expert lists that draw their line came after the year of the data."""
        found = []
        for band in self.bands:
            bounds = [
                (one, thaw(bound))
                for one in band.conditions
                for _, bound in one.test
                if isinstance(thaw(bound), dict)
            ]
            if any(not self.reference_set(one, bound.get("of")).any() for one, bound in bounds):
                found.append(band.label)
        return tuple(found)

    def why_undrawn(self) -> str:
        """Say it in words; empty where every line is drawn."""
        labels = " or ".join(repr(label) for label in self.undrawn)
        return f"too few expert lists were out to draw the line of {labels}" if labels else ""

    def _leaves(self, test: Mapping[str, Any], levels: Levels) -> Bools:
        """At least m of the unit's leaves with data (or a share of them, ``50%``) lie within a range."""
        x = levels.leaves
        low, high = test["within"]
        there = ~np.isnan(x)
        with np.errstate(invalid="ignore"):
            inside = (there & (x >= low) & (x <= high)).sum(-1)
        least = test["at_least"]
        if isinstance(least, str) and least.endswith("%"):
            return np.asarray((inside >= float(least[:-1]) / 100 * there.sum(-1) - 1e-9) & there.any(-1))
        return np.asarray(inside >= least)

    def _cut(self, kind: str, test: Mapping[str, Any], levels: Levels) -> Bools:
        """Conditions that look at the whole distribution: natural breaks, head/tail breaks, the largest gap."""
        wanted = test.get("class", 1)
        key = (
            "cut",
            kind,
            tuple(sorted((name, str(value)) for name, value in test.items() if name != "class")),
        )
        classes, scores = self._fixed.get(key, (None, None))
        if scores is not levels.score:  # bands in a row ask for other classes of the same cut
            classes = self._classes(kind, test, levels)
            self._fixed[key] = (classes, levels.score)
        return np.asarray(np.isin(classes, wanted if isinstance(wanted, list) else [wanted]))

    def _classes(self, kind: str, test: Mapping[str, Any], levels: Levels) -> Array:
        """Class of each unit, (..., units), 1 the top, by the band method that a condition names.

        With `among` each unit is classed within its own group.
        """
        scores = levels.score * (-1 if self.plan.model.low_is_best else 1)
        options = {_OPTIONS.get((kind, key), key): value for key, value in test.items() if key != "class"}
        if kind == "gap":
            options = {"log": False, **options}
        among = options.pop("among", None)
        function = METHODS["band"][_SHORT.get(kind, kind)].function
        if among is None:
            return np.asarray(function(scores, **options))
        members = self.plan.derivation.members(among)
        classes = np.full(scores.shape, np.nan)
        for group in np.unique(members[members.diagonal()], axis=0):
            own = (members == group).all(axis=1)
            classes[..., own] = function(np.where(group, scores, np.nan), **options)[..., own]
        return classes

    def _other(self, condition: Condition, test: Mapping[str, Any]) -> Bools:
        """Conditions on the band that another definition gives: ``capability: {not: great}``."""
        name, units = condition.quantity, self.plan.dataset.units
        if name not in self._fixed:
            bands = self._definition(condition).apply(self.plan.dataset).bands
            self._fixed[name] = bands.reindex(units).to_numpy(dtype=object)
        met = np.ones(len(units), dtype=bool)
        for key, wanted in test.items():
            met &= np.isin(self._fixed[name], wanted if isinstance(wanted, list) else [wanted]) == (
                key == "is"
            )
        return met

    def _definition(self, condition: Condition) -> Any:
        """Return the other definition that a condition names, having checked that it has the bands asked for."""
        from mpindex.grammar.definition import definition

        test = {key: thaw(value) for key, value in condition.test}
        if set(test) - {"is", "not"}:
            raise self._unknown(condition)
        try:
            other = definition(condition.quantity)
        except DefinitionError:
            raise self._unknown(condition) from None
        labels = (*other.bands, UNCLASSIFIED)
        for label in (
            one for wanted in test.values() for one in (wanted if isinstance(wanted, list) else [wanted])
        ):
            if label not in labels:
                raise DefinitionError(
                    f"{self._where(condition)}: {other.id!r} has no band {label!r}.{suggest(label, labels)}"
                )
        return other

    def _unknown(self, condition: Condition) -> DefinitionError:
        from mpindex.grammar.definition import bundled_ids

        known = (*QUANTITIES, *self.plan.elements, *self.plan.derivation.derived, *bundled_ids())
        name = condition.quantity
        return DefinitionError(
            f"{self._where(condition)}: unknown quantity {name!r} in a band.{suggest(name, known)}"
        )

    def _where(self, condition: Condition) -> str:
        return self.plan.definition.where(condition.path)


def expert_core(
    table: Any,
    *,
    lists: str | list[str],
    at_least: int,
    leave_out: list[str] | None = None,
    not_great_in: str | None = None,
) -> set[str]:
    """Return the units that stand on at least so many expert lists, called something less than a great power there.

    Parameters
    ----------
    table : expert lists (list, unit, label, verified).
    lists : "all", "verified", or list ids.
    leave_out : ids of lists not to be counted.
    not_great_in : id of a list of great powers whose members are taken out.
    """
    rows = table[~table["label"].isin(GREAT_LABELS)]
    if lists == "verified":
        rows = rows[rows["verified"] == "yes"]
    elif lists != "all":
        rows = rows[rows["list"].isin([lists] if isinstance(lists, str) else lists)]
    rows = rows[~rows["list"].isin(leave_out or [])]
    count = rows.groupby("unit")["list"].nunique()
    great = set(table.loc[table["list"] == not_great_in, "unit"]) if not_great_in else set()
    return set(count.index[count >= at_least]) - great
