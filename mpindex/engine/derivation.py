"""Columns of a plan: indicators as they stand in a dataset, or made from others by the verbs of `derive:`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, DefinitionError, UnknownIndicator, suggest
from mpindex.grammar import Derived, thaw
from mpindex.grammar.yamlfile import Path
from mpindex.steps import derive
from mpindex.units.relations import members

Array = NDArray[np.float64]

#: A state's mean distance to itself, as a share of the radius of a disc of its area (Head & Mayer 2002).
INNER_DISTANCE = 0.67


@dataclass(frozen=True, eq=False)
class Column:
    """One column of raw values, with what is known about where they come from.

    values, years : (units,), NaN where missing; `years` is the oldest year that went into a value.
    stand_in : (units,), whether any part came from a stand-in source.
    direction : +1 more is more, -1 less is more; what is derived has that of its first input, `position` the other one.
    inputs : ids of the indicators it is made from.
    """

    values: Array
    years: Array
    stand_in: NDArray[np.bool_]
    direction: int
    inputs: tuple[str, ...]


class Derivation:
    """Gives columns of a dataset by id, deriving those that the definition derives. Each is computed once."""

    def __init__(
        self,
        dataset: Dataset,
        derived: Iterable[Derived],
        where: Callable[[Path], str],
        optional: Iterable[str] = (),
    ):
        self.dataset, self.where, self.optional = dataset, where, frozenset(optional)
        self.derived = {item.id: item for item in derived}
        self._columns: dict[str, Column] = {}
        self._members: dict[Any, NDArray[np.bool_]] = {}

    def column(self, name: str, path: Path = ()) -> Column:
        """Return the column `name`; `path` says where in the file it was asked for."""
        if name not in self._columns:
            self._columns[name] = (
                self._derive(self.derived[name]) if name in self.derived else self._plain(name, path)
            )
        return self._columns[name]

    def knows(self, name: str) -> bool:
        return name in self.derived or name in self.dataset.indicators

    def members(self, among: Any, path: Path = ()) -> NDArray[np.bool_]:
        """Return (units, units): who belongs to the comparison group of whom. `among` is a name or a list of units."""
        among = thaw(among)
        key = tuple(among) if isinstance(among, list) else among
        if key not in self._members:
            self._members[key] = self._find_members(among, path)
        return self._members[key]

    def _find_members(self, among: Any, path: Path) -> NDArray[np.bool_]:
        units = self.dataset.units
        if among in (None, "world"):
            return np.ones((len(units), len(units)), dtype=bool)
        if isinstance(among, list):
            wrong = [item for item in among if item not in units and not self.is_state(item)]
            if wrong:
                raise DefinitionError(
                    f"{self.where(path)}: no such unit: {', '.join(map(repr, wrong))}.{suggest(wrong[0], units)}"
                )
            inside = np.isin(units, among)
            return np.outer(inside, inside)
        try:
            if among == "neighbours":
                border = np.nan_to_num(self.dataset.relation("border")) > 0
                return border | np.diag(border.any(axis=1))
            distances = self.distance if str(among).startswith("nearest_") else None
            year = self.dataset.reference_year
            return members(units, self.dataset.groups, str(among), year, distances=distances)
        except DefinitionError as fault:
            raise DefinitionError(f"{self.where(path)}: {fault}") from None

    def is_state(self, unit: str) -> bool:
        """Whether a name is that of a state which this dataset happens not to have."""
        from mpindex.units.countries import countries

        return self.dataset.is_countries and unit in countries().index

    @cached_property
    def distance(self) -> Array:
        """(units, units) km between capitals; on the diagonal the mean inner distance .67 * sqrt(area / pi)."""
        distance = self.dataset.relation("distance")
        distance = np.fmin(distance, distance.T)
        if "area" in self.dataset.indicators:
            np.fill_diagonal(distance, INNER_DISTANCE * np.sqrt(self.column("area").values / np.pi))
        return distance

    def faults(self) -> list[str]:
        """Say which indicators are neither in the dataset nor derived, of all that anything is derived from."""
        found = []
        for item in self.derived.values():
            for name in item.indicators:
                try:
                    if name not in self.derived:
                        self.dataset.indicator(name)
                except UnknownIndicator as fault:
                    found.append(str(self._unknown(name, item.path, fault)))
        return found

    def _unknown(self, name: str, path: Path, fault: UnknownIndicator) -> DefinitionError:
        from mpindex.catalogue import catalogue

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
                nothing = np.full(len(data.units), np.nan)
                return Column(nothing, nothing, np.isinf(nothing), 1, (name,))
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
        # position counts from the top: the lower, the more
        turn = -1 if item.verb == "position" else 1
        return self._joined(item, values, parts, turn * parts[0].direction)

    def _combined(self, item: Derived, arrays: list[Array], options: dict[str, Any]) -> Array:
        """Apply a verb along indicators or units to arrays (..., units)."""
        function = derive.total if item.verb == "sum" else getattr(derive, item.verb)
        with np.errstate(over="ignore", invalid="ignore"):  # infinities are refused where they are joined
            if item.axis == "units":
                return np.asarray(
                    function(arrays[0], members=self.members(options.get("among"), (*item.path, "among")))
                )
            return np.asarray(function(*arrays, **options))

    def _from_years(self, item: Derived, options: dict[str, Any]) -> Column:
        newest = self.column(item.inputs[0], item.path)
        calendar, series = self.series(item.inputs[0], item.path)
        if not len(calendar):
            return self._joined(item, np.full(len(newest.values), np.nan), [newest], newest.direction)
        if "error" in options:
            years, spread = self.series(options["error"], (*item.path, "error"))
            options["error"] = _aligned(spread, years, calendar)
        values = getattr(derive, item.verb)(series, calendar, **options)
        values = np.where(np.isnan(newest.values), np.nan, values)
        return self._joined(item, values, [newest], newest.direction)

    def series(self, name: str, path: Path = ()) -> tuple[NDArray[np.integer[Any]], Array]:
        """Return years and values (units, years) of an indicator, or of one derived year by year from indicators."""
        item = self.derived.get(name)
        if item is None:
            try:
                calendar, values = self.dataset.series(name)
            except UnknownIndicator as fault:
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
        partners = options["partners"]
        if item.verb == "preponderance":
            mass = self.column(item.inputs[0], item.path)
            values = derive.preponderance(
                mass.values,
                self.distance
                if options.get("by", "distance") == "distance"
                else self.flow(options["by"], item.path),
                members=self.members(partners, (*item.path, "partners")),
                rivals=self.members(options.get("rivals", "world"), (*item.path, "rivals")),
                decay=float(options.get("decay", 1.0)),
            )
            return self._joined(item, values, [mass], mass.direction)
        flow, year = self.flow(item.inputs[0], item.path), self._flow_year(item.inputs[0])
        if item.verb == "share":
            total = self._total(options["of"], (*item.path, "of")) if "of" in options else None
            values = derive.partner_share(flow, self.members(partners, (*item.path, "partners")), total)
        else:
            values = derive.evenness(self._flows_to(flow, partners, (*item.path, "partners")))
        nothing = np.zeros(len(values), dtype=bool)
        return Column(values, np.where(np.isnan(values), np.nan, year), nothing, 1, item.inputs)

    def _total(self, name: str, path: Path) -> Array:
        """(units,): an indicator, or what each unit has of a relation with all others together."""
        if self.knows(name):
            return self.column(name, path).values
        return np.nansum(self.flow(name, path), axis=1)

    def flow(self, relation: str, path: Path = ()) -> Array:
        """Return a dyadic relation (from, to). `imports` is exports turned round, `trade` is both together."""
        try:
            if relation == "imports":
                return self.dataset.relation("exports").T
            if relation == "trade":
                out = self.dataset.relation("exports")
                return np.where(
                    np.isnan(out) & np.isnan(out.T), np.nan, np.nan_to_num(out) + np.nan_to_num(out.T)
                )
            return self.dataset.relation(relation)
        except DefinitionError as fault:
            raise DefinitionError(f"{self.where(path)}: {fault}") from None

    def _flow_year(self, relation: str) -> float:
        dyads = self.dataset.dyads
        name = "exports" if relation in ("imports", "trade") else relation
        years = dyads.loc[dyads["relation"] == name, "year"].dropna()
        return float(years.max()) if len(years) else float("nan")

    def _flows_to(self, flow: Array, partners: Any, path: Path) -> Array:
        """Return (units, partners): flows to each unit or group of a list, or to each other member of the own group.

        A unit's own place is -inf: it does not count.
        """
        units, own = np.asarray(self.dataset.units), np.eye(len(self.dataset.units), dtype=bool)
        if not isinstance(partners, list):
            return np.where(self.members(partners, path) & ~own, np.nan_to_num(flow), -np.inf)
        columns = []
        for partner in partners:
            named = partner in units or self.is_state(partner)
            inside = units == partner if named else self.members(partner, path).diagonal()
            column = np.nansum(np.where(inside & ~own, flow, np.nan), axis=1)
            columns.append(np.where(inside, -np.inf, column))
        return np.stack(columns, axis=-1)

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


def _aligned(values: Array, years: NDArray[np.integer[Any]], calendar: NDArray[np.integer[Any]]) -> Array:
    """Return values (units, years) in the columns of a calendar, NaN where it has other years."""
    aligned = np.full((len(values), len(calendar)), np.nan)
    there = np.isin(calendar, years)
    aligned[:, there] = values[:, np.searchsorted(years, calendar[there])]
    return aligned
