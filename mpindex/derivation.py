"""Columns of a plan: indicators as they stand in a dataset, or made from others by the verbs of `derive:`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpindex.dataset import Dataset
from mpindex.errors import DefinitionError, suggest
from mpindex.grammar import Derived, thaw
from mpindex.relations import members
from mpindex.steps import derive
from mpindex.yamlfile import Path

Array = NDArray[np.float64]

#: A state's mean distance to itself, as a share of the radius of a disc of its area (Head & Mayer 2002).
INNER_DISTANCE = 0.67


@dataclass(frozen=True, eq=False)
class Column:
    """One column of raw values, with what is known about where they come from.

    values, years : (units,), NaN where missing; `years` is the oldest year that went into a value.
    stand_in : (units,), whether any part came from a stand-in source.
    direction : +1 more is more, -1 less is more.
    inputs : ids of the indicators it is made from.
    """

    values: Array
    years: Array
    stand_in: NDArray[np.bool_]
    direction: int
    inputs: tuple[str, ...]


class Derivation:
    """Gives columns of a dataset by id, deriving those that the definition derives. Each is computed once."""

    def __init__(self, dataset: Dataset, derived: Iterable[Derived], where: Callable[[Path], str]):
        self.dataset, self.where = dataset, where
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
            wrong = [item for item in among if item not in units]
            if wrong:
                raise DefinitionError(
                    f"{self.where(path)}: no such unit: {', '.join(map(repr, wrong))}.{suggest(wrong[0], units)}"
                )
            inside = np.isin(units, among)
            return np.outer(inside, inside)
        if among == "neighbours":
            border = self.dataset.relation("border")
            return np.nan_to_num(border) > 0
        try:
            distances = self.distance if str(among).startswith("nearest_") else None
            return members(units, self.dataset.groups, str(among), self._year, distances=distances)
        except DefinitionError as fault:
            raise DefinitionError(f"{self.where(path)}: {fault}") from None

    @property
    def _year(self) -> int:
        return self.dataset.year or self.dataset.reference_year

    @cached_property
    def distance(self) -> Array:
        """(units, units) km between capitals; on the diagonal the mean inner distance .67 * sqrt(area / pi)."""
        distance = self.dataset.relation("distance")
        distance = np.fmin(distance, distance.T)
        if "area" in self.dataset.indicators:
            np.fill_diagonal(distance, INNER_DISTANCE * np.sqrt(self.column("area").values / np.pi))
        return distance

    def _plain(self, name: str, path: Path) -> Column:
        data = self.dataset
        if name not in data.indicators and not (name.endswith("_se") and name[:-3] in data.indicators):
            known = (*self.derived, *data.indicators)
            inside = f" in dimension {path[-3]!r}" if len(path) > 3 and path[-2] == "of" else ""
            raise DefinitionError(
                f"{self.where(path)}: unknown indicator {name!r}{inside}.{suggest(name, known)}"
                " It is neither in the dataset nor under derive:"
            )
        values = data.values([name])[:, 0]
        years, stand_in = np.full(len(values), np.nan), np.zeros(len(values), dtype=bool)
        direction = 1
        if name in data.indicators:
            years = data.years[name].to_numpy(dtype=float, na_value=np.nan)
            stand_in = data.stand_ins[name].to_numpy(dtype=bool)
            direction = data.indicator(name).direction
        return Column(values, years, stand_in, direction, (name,))

    def _derive(self, item: Derived) -> Column:
        options = {key: thaw(value) for key, value in item.options}
        if item.axis == "partners":
            return self._from_partners(item, options)
        if item.axis == "years":
            return self._from_years(item, options)
        parts = [self.column(name, item.path) for name in item.inputs]
        if item.axis == "units":
            function = getattr(derive, item.verb)
            values = function(
                parts[0].values, members=self.members(options.get("among"), (*item.path, "among"))
            )
            direction = -1 if item.verb == "position" and parts[0].direction > 0 else 1
        else:
            function = derive.total if item.verb == "sum" else getattr(derive, item.verb)
            values, direction = function(*(part.values for part in parts), **options), 1
        return _joined(values, parts, direction)

    def _from_years(self, item: Derived, options: dict[str, Any]) -> Column:
        name = item.inputs[0]
        newest = self._plain(name, item.path)
        calendar, series = self.dataset.series(name)
        error = options.pop("error", None)
        if error is not None:
            years, spread = self.dataset.series(error)
            there = np.isin(calendar, years)
            aligned = np.full(series.shape, np.nan)
            aligned[:, there] = spread[:, np.searchsorted(years, calendar[there])]
            options["error"] = aligned
        values = getattr(derive, item.verb)(series, np.asarray(calendar), **options)
        direction = newest.direction if item.verb == "mean" else 1
        return Column(
            np.where(np.isnan(newest.values), np.nan, values),
            newest.years,
            newest.stand_in,
            direction,
            (name,),
        )

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
            return _joined(values, [mass], 1)
        flow, year = self.flow(item.inputs[0], item.path), self._flow_year(item.inputs[0])
        if item.verb == "share":
            whole = options.get("of", item.inputs[0])
            total = (
                self.column(whole, item.path).values
                if self.knows(whole)
                else np.nansum(self.flow(whole, item.path), axis=0)
            )
            values = derive.partner_share(flow, self.members(partners, (*item.path, "partners")), total)
        else:
            values = derive.evenness(self._flows_to(flow, partners, item.path))
        nothing = np.zeros(len(values), dtype=bool)
        return Column(values, np.where(np.isnan(values), np.nan, year), nothing, 1, item.inputs)

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
        """Return (units, partners): flows to each named unit or group; a unit's own place is -inf (it does not count)."""
        units = np.asarray(self.dataset.units)
        columns = []
        for partner in partners if isinstance(partners, list) else [partners]:
            inside = units == partner if partner in units else self.members(partner, path).diagonal()
            column = np.nansum(np.where(inside & ~np.eye(len(units), dtype=bool), flow, np.nan), axis=1)
            columns.append(np.where(inside, -np.inf, column))
        return np.stack(columns, axis=-1)


def _joined(values: Array, parts: list[Column], direction: int) -> Column:
    missing = np.isnan(values)
    years = reduce(np.fmin, [part.years for part in parts])
    stand_in = reduce(np.logical_or, [part.stand_in for part in parts]) & ~missing
    inputs = tuple(dict.fromkeys(name for part in parts for name in part.inputs))
    return Column(values, np.where(missing, np.nan, years), stand_in, direction, inputs)
