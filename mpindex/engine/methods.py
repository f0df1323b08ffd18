"""Runs the methods of a step on the columns that they are declared for, each with the context that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mpindex.engine.calls import Site, listed, options_of
from mpindex.engine.derivation import Column, Derivation
from mpindex.engine.tree import Tree
from mpindex.errors import DefinitionError
from mpindex.grammar.model import Call
from mpindex.steps.registry import METHODS, Method
from mpindex.typing import Array, Bools, Ints, Places


@dataclass(frozen=True, eq=False)
class Methods:
    """The methods of a tree's leaves, and what they need to know of a dataset.

    Arrays are (..., units, leaves), or some of the leaves where `places` says which.
    """

    tree: Tree
    derivation: Derivation

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The raw figures of each leaf."""
        return tuple(self.derivation.column(leaf.source, leaf.path) for leaf in self.tree.leaves)

    @cached_property
    def direction(self) -> Ints:
        """(leaves,): +1 more is more, -1 less is more; the definition has the last word."""
        pairs = zip(self.tree.leaves, self.columns, strict=True)
        return np.array([leaf.settings.direction or column.direction for leaf, column in pairs])

    def each(self, step: str, x: Array, reference: Array | None) -> Array:
        """Call each distinct method of a step once, on all the columns that share it.

        Parameters
        ----------
        step : str
            impute, treat or normalise.
        x : Array
            (..., units, leaves).
        reference : Array or None
            (rows, leaves), what parameters are learned from; from `x` itself when None.
        """
        groups = alike([getattr(leaf.settings, step) for leaf in self.tree.leaves])
        groups = [group for group in groups if step == "normalise" or group[0].name != "none"]
        if not groups:
            return x
        if len(groups[0][1]) == x.shape[-1]:  # one for all: no column is copied
            return self.run(step, groups[0][0], x, groups[0][1], reference)
        result = x.copy()
        for call, places in groups:
            learned = None if reference is None else reference[..., places]
            result[..., places] = self.run(step, call, x[..., places], places, learned)
        return result

    def run(
        self,
        step: str,
        call: Call,
        x: Array,
        places: Places,
        reference: Array | None,
        *,
        directed: bool = False,
    ) -> Array:
        """Call a method, or a chain of them one after the other, on some columns.

        Parameters
        ----------
        step, call : str, Call
            The method.
        x : Array
            (..., units, places).
        places : Places
            The numbers of the leaves in the columns.
        reference : Array or None
            (rows, places), what parameters are learned from.
        directed : bool
            Whether more is more in every column already, as it is after the first call of a chain.
        """
        if call.name == "chain":
            for i, link in enumerate(call.keywords["calls"]):
                turned = directed or i > 0
                learned = reference
                if reference is not None:
                    learned = self.run(step, link, reference, places, reference, directed=turned)
                x, reference = self.run(step, link, x, places, reference, directed=turned), learned
            return x
        method = METHODS[step][call.name]
        if "along_years" in method.traits:
            return self._along_years(call, x, places)
        context = self._context(method, call, places, x.shape[-2], reference, directed)
        return self.call(step, call, places, (x,), context)

    def call(
        self, step: str, call: Call, places: Places, arrays: tuple[Any, ...], context: dict[str, Any]
    ) -> Array:
        """Call one method on some columns as they are, and check that it returns values of the same shape."""

        def year(row: int, column: int) -> object:
            years = self.columns[places[column]].years
            value = years[row % len(years)]
            return "" if np.isnan(value) else int(value)

        def site() -> Site:
            leaves = [self.tree.leaves[i] for i in places]
            names = tuple(leaf.id for leaf in leaves)
            return Site((*leaves[0].path, step), listed(names), names, year=year)

        result = np.asarray(
            self.derivation.calls.run(step, call.name, arrays, options_of(call) | context, site)
        )
        if result.shape != arrays[0].shape:
            why = f"an option has the wrong number of values: {arrays[0].shape} became {result.shape}"
            raise DefinitionError(self.derivation.calls.message(step, call.name, site(), why))
        return result

    def _context(
        self,
        method: Method,
        call: Call,
        places: Places,
        units: int,
        reference: Array | None,
        directed: bool,
    ) -> dict[str, Any]:
        make: dict[str, Callable[[], Any]] = {
            "direction": lambda: None if directed else self.direction[places],
            "reference": lambda: reference,
            "blocks": lambda: self.tree.dimension[places],
        }
        context = {name: make[name]() for name in method.context if name in make}
        among = call.keywords.get("among")
        if "members" in method.context and among is not None:
            context["members"] = self._members(method, among, places, units, reference)
        return context

    def _members(
        self, method: Method, among: Any, places: Places, units: int, reference: Array | None
    ) -> Bools | Places:
        """(units, rows of the reference): who is in whose group; or (units,), its number, where the method takes that."""
        path, all_units = self.tree.leaves[places[0]].path, len(self.derivation.dataset.units)
        times, rest = (1, 0) if reference is None else divmod(len(reference), all_units)
        if rest or (times > 1 and units != all_units):
            raise DefinitionError(
                f"{self.derivation.where(path)}: 'among' does not go with learn: {{among: ...}}"
            )
        numbers = self.derivation.groups.numbers(among, path) if "by_number" in method.traits else None
        if numbers is not None:
            return numbers
        inside = self.derivation.members(among, path)
        return inside if times == 1 else np.tile(inside, (1, times))

    def _along_years(self, call: Call, x: Array, places: Places) -> Array:
        """Fill a unit's gaps from its own other years; needs plain indicators, as a derived one has no series."""
        data = self.derivation.dataset
        year, everything = data.reference_year, data.at(None)
        result = x.copy()
        for j, i in enumerate(places):
            leaf = self.tree.leaves[i]
            if leaf.source not in data.indicators or leaf.settings.per is not None:
                raise DefinitionError(
                    f"{self.derivation.where(leaf.path)}: impute {call.name!r} looks along the years of a plain"
                    f" indicator; {leaf.id!r} is derived or has a denominator"
                )
            calendar, series = everything.series(leaf.source)
            years = np.union1d(calendar, [year])
            cube = np.full((len(years), len(x), 1), np.nan)
            cube[np.searchsorted(years, calendar), :, 0] = np.asarray(series).T
            filled = self.call("impute", call, np.array([i]), (cube, years), {})
            column = filled[np.searchsorted(years, year), :, 0]
            result[:, j] = np.where(np.isnan(x[:, j]), column, x[:, j])
        return result


def runs(items: Iterable[Any]) -> tuple[tuple[Any, int], ...]:
    """Return each item and how often it stands in a row: the same content, and little to hash.

    >>> runs("aab")
    (('a', 2), ('b', 1))
    """
    counts: list[list[Any]] = []
    for item in items:
        if counts and (item is counts[-1][0] or item == counts[-1][0]):
            counts[-1][1] += 1
        else:
            counts.append([item, 1])
    return tuple((item, many) for item, many in counts)


def alike(calls: Iterable[Call]) -> list[tuple[Call, Places]]:
    """Group columns by call, keeping the order of first appearance: each distinct call with the places that share it."""
    groups: dict[Call, list[int]] = {}
    place = 0
    for call, many in runs(calls):
        groups.setdefault(call, []).extend(range(place, place + many))
        place += many
    return [(call, np.array(places)) for call, places in groups.items()]
