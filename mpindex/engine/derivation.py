"""Columns of a plan: indicators as they stand in a dataset, or made from others by the verbs of `derive:`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from mpindex.catalogue import catalogue
from mpindex.dataset.dataset import Dataset
from mpindex.engine.calls import Calls, Site
from mpindex.engine.great_powers import GreatPowers
from mpindex.engine.groups import Groups
from mpindex.engine.partners import Partners
from mpindex.errors import DataError, DefinitionError, UnknownIndicator, suggest
from mpindex.grammar.model import Derived, Model, thaw
from mpindex.grammar.yamlfile import Path
from mpindex.typing import Array, Bools, Ints


@dataclass(frozen=True, eq=False)
class Column:
    """One column of raw values, with what is known about where they come from.

    Attributes
    ----------
    values, years : Array
        (units,), NaN where missing; `years` is the oldest year that went into a value.
    stand_in : Bools
        (units,), whether any part came from a stand-in source.
    direction : int
        +1 more is more, -1 less is more; what is derived has that of its first input, `position` and `place` the other one,
        and `evenness` +1.
    inputs : tuple of str
        Ids of the indicators it is made from.
    """

    values: Array
    years: Array
    stand_in: Bools
    direction: int
    inputs: tuple[str, ...]


class Derivation:
    """Gives columns of a dataset by id, deriving those that the definition derives. Each is computed once.

    Parameters
    ----------
    dataset : Dataset
    derived : iterable of Derived
        What the definition derives.
    where : callable
        ``file:line`` of a path in the definition.
    great_powers : GreatPowers
    optional : iterable of str
        Ids that count as missing everywhere, where the dataset does not have them.
    """

    def __init__(
        self,
        dataset: Dataset,
        derived: Iterable[Derived],
        where: Callable[[Path], str],
        great_powers: GreatPowers,
        optional: Iterable[str] = (),
    ):
        self.dataset, self.where, self.optional = dataset, where, frozenset(optional)
        self.great_powers = great_powers
        self.derived = {item.id: item for item in derived}
        self.groups = Groups(dataset, where, great_powers.members)
        self.partners = Partners(dataset, self.groups, where)
        self.calls = Calls(dataset, where)
        self._columns: dict[str, Column] = {}

    @classmethod
    def of(
        cls,
        model: Model,
        dataset: Dataset,
        where: Callable[[Path], str],
        great_powers: GreatPowers,
        cache: dict[Hashable, Any],
    ) -> Derivation:
        """Return what a model derives from a dataset, made once for all models that share the cache and derive alike."""
        asked = [(leaf.source, leaf.optional) for leaf in model.root.leaves()]
        asked += [(reported.id, reported.optional) for reported in model.report]
        optional = _with_inputs([name for name, may_lack in asked if may_lack], model.derived)
        optional -= _with_inputs([name for name, may_lack in asked if not may_lack], model.derived)
        key = ("derivation", model.derived, optional, great_powers.rule)
        if key not in cache:
            cache[key] = cls(dataset, model.derived, where, great_powers, optional)
        made: Derivation = cache[key]
        return made

    def column(self, name: str, path: Path = ()) -> Column:
        """Return the column `name`; `path` says where in the file it was asked for."""
        if name not in self._columns:
            item = self.derived.get(name)
            self._columns[name] = self._plain(name, path) if item is None else self._derive(item)
        return self._columns[name]

    def knows(self, name: str) -> bool:
        """Return whether a name is an indicator of the dataset or derived."""
        return name in self.derived or name in self.dataset.indicators

    def members(self, among: Any, path: Path = ()) -> Bools:
        """Return (units, units): who belongs to the comparison group of whom; see `Groups.members`."""
        return self.groups.members(among, path)

    def faults(self) -> list[str]:
        """Say which indicators are neither in the dataset nor derived, of all that anything is derived from."""
        faults = []
        for item in self.derived.values():
            for name in item.indicators:
                try:
                    if name not in self.derived and name not in self.optional:
                        self.dataset.indicator(name)
                except UnknownIndicator as fault:
                    faults.append(str(self._unknown(name, item.path, fault)))
        return faults

    def _unknown(self, name: str, path: Path, fault: UnknownIndicator) -> DefinitionError:
        if name in catalogue() or name in self.dataset.indicators or name.endswith("_se"):
            return DefinitionError(f"{self.where(path)}: {fault}")
        inside = f" in dimension {path[-3]!r}" if len(path) > 3 and path[-2] == "of" else ""
        near = suggest(name, (*self.derived, *self.dataset.indicators))
        return DefinitionError(
            f"{self.where(path)}: unknown indicator {name!r}{inside}.{near}"
            " It is neither in the dataset nor under derive:"
        )

    def _plain(self, name: str, path: Path) -> Column:
        data = self.dataset
        try:
            values = data.column(name)
        except UnknownIndicator as fault:
            if name in self.optional:
                absent = np.full(len(data.units), np.nan)
                return Column(absent, absent, np.isinf(absent), 1, (name,))
            raise self._unknown(name, path, fault) from None
        if name in data.indicators:
            return Column(values, *data.origin(name), data.indicator(name).direction, (name,))
        return Column(values, np.full(len(values), np.nan), np.zeros(len(values), dtype=bool), 1, (name,))

    def _derive(self, item: Derived) -> Column:
        options = {key: thaw(value) for key, value in item.options}
        if item.axis == "partners":
            return self._from_partners(item, options)
        if item.axis == "years":
            return self._from_years(item, options)
        parts = [self.column(name, item.path) for name in item.inputs]
        values = self._combined(item, [part.values for part in parts], options)
        # places count from the top: the lower, the more; evenness is no less even for what it is made of
        direction = 1 if item.verb == "evenness" else parts[0].direction
        return self._joined(
            item, values, parts, -direction if item.verb in ("position", "place") else direction
        )

    def _call(self, item: Derived, arrays: list[Any], options: dict[str, Any], name: str = "") -> Array:
        """Call the verb of a derived indicator; infinities are refused where columns are joined."""

        def site() -> Site:
            return Site(item.path, repr(item.id))

        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(self.calls.run("derive", name or item.verb, arrays, options, site))

    def _combined(self, item: Derived, arrays: list[Array], options: dict[str, Any]) -> Array:
        """Apply a verb along indicators or units to arrays (..., units)."""
        if item.axis == "units":
            members = self.members(options.get("among"), (*item.path, "among"))
            outsiders = {"outsiders": self.great_powers.members()} if item.verb == "penetration" else {}
            rest = {key: value for key, value in options.items() if key != "among"}
            return self._call(item, arrays, {"members": members, **outsiders, **rest})
        if item.verb == "evenness":
            return self._call(item, [np.stack(arrays, axis=-1)], {}, "evenness_of")
        return self._call(item, arrays, options)

    def _from_years(self, item: Derived, options: dict[str, Any]) -> Column:
        newest = self.column(item.inputs[0], item.path)
        calendar, series = self.series(item.inputs[0], item.path)
        if not len(calendar):
            return self._joined(item, np.full(len(newest.values), np.nan), [newest], newest.direction)
        if "error" in options:
            years, errors = self.series(options["error"], (*item.path, "error"))
            options["error"] = _aligned(errors, years, calendar)
        values = self._call(item, [series, calendar], options)
        values = np.where(np.isnan(newest.values), np.nan, values)
        return self._joined(item, values, [newest], newest.direction)

    def series(self, name: str, path: Path = ()) -> tuple[Ints, Array]:
        """Return years and values (units, years) of an indicator, or of one derived year by year from indicators."""
        item = self.derived.get(name)
        if item is None:
            try:
                calendar, values = self.dataset.series(name)
            except UnknownIndicator as fault:
                if name in self.optional:
                    return np.array([], dtype=np.int64), np.empty((len(self.dataset.units), 0))
                raise self._unknown(name, path, fault) from None
            return np.asarray(calendar), values
        if item.axis not in ("indicators", "units"):
            raise DefinitionError(
                f"{self.where(path)}: {name!r} has no figures by year;"
                " take an indicator, or one derived along indicators or units"
            )
        parts = [self.series(part, item.path) for part in item.inputs]
        calendar = reduce(np.union1d, [years for years, _ in parts])
        arrays = [_aligned(values, years, calendar).T for years, values in parts]
        return calendar, self._combined(item, arrays, {key: thaw(value) for key, value in item.options}).T

    def _from_partners(self, item: Derived, options: dict[str, Any]) -> Column:
        partners, path = options["partners"], (*item.path, "partners")
        if item.verb == "preponderance":
            return self._preponderance(item, options)
        flow, year = self.partners.flow(item.inputs[0], item.path), self.partners.year(item.inputs[0])
        if item.verb in ("share", "mean_share"):
            total = self._total(options["of"], (*item.path, "of")) if "of" in options else None
            verb = "partner_share" if item.verb == "share" else item.verb
            values = self._call(item, [flow, self.members(partners, path), total], {}, verb)
        else:
            values = self._call(item, [self.partners.flows_to(item.inputs[0], partners, path)], {})
        no_stand_in = np.zeros(len(values), dtype=bool)
        return Column(values, np.where(np.isnan(values), np.nan, year), no_stand_in, 1, item.inputs)

    def _preponderance(self, item: Derived, options: dict[str, Any]) -> Column:
        mass = self.column(item.inputs[0], item.path)
        by = options.get("by", "distance")
        flow = self.partners.flow(by, item.path)  # refuses data without it, with the line
        away = self.groups.distance if by == "distance" else flow
        groups = {
            "members": self.members(options["partners"], (*item.path, "partners")),
            "rivals": self.members(options.get("rivals", "world"), (*item.path, "rivals")),
        }
        decay = float(options.get("decay", 1.0))
        values = self._call(item, [mass.values, away], {**groups, "decay": decay})
        return self._joined(item, values, [mass], mass.direction)

    def _total(self, name: str, path: Path) -> Array:
        """(units,): an indicator, or what each unit has of a relation with all others together."""
        return self.column(name, path).values if self.knows(name) else self.partners.total(name, path)

    def _joined(self, item: Derived, values: Array, parts: list[Column], direction: int) -> Column:
        beyond = np.flatnonzero(np.isinf(values))
        if len(beyond):
            units = ", ".join(self.dataset.units[i] for i in beyond[:5])
            raise DataError(
                f"{self.where(item.path)}: {item.id!r} is too large a number for {units}; use a factor"
            )
        missing = np.isnan(values)
        years = reduce(np.fmin, [part.years for part in parts])
        stand_in = reduce(np.logical_or, [part.stand_in for part in parts]) & ~missing
        inputs = tuple(dict.fromkeys(name for part in parts for name in part.inputs))
        return Column(values, np.where(missing, np.nan, years), stand_in, direction, inputs)


def _aligned(values: Array, years: Ints, calendar: Ints) -> Array:
    """Return values (units, years) in the columns of a calendar, NaN where it has other years."""
    aligned = np.full((len(values), len(calendar)), np.nan)
    known = np.isin(calendar, years)
    aligned[:, known] = values[:, np.searchsorted(years, calendar[known])]
    return aligned


def _with_inputs(names: Iterable[str], derived: Iterable[Derived]) -> frozenset[str]:
    """Ids, and those that they are derived from, down to the indicators."""
    items = {item.id: item for item in derived}
    ids: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in ids:
            ids.add(name)
            waiting += items[name].indicators if name in items else ()
    return frozenset(ids)
