"""Comparison groups of units: who belongs to the group of whom, and which unit a name stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.dataset.side_tables import Tables
from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.model import thaw
from mpindex.grammar.yamlfile import Path
from mpindex.typing import Array, Bools, Places
from mpindex.units.countries import gazetteer
from mpindex.units.neighbourhoods import neighbourhood, size_of_neighbourhood
from mpindex.units.relations import group_numbers, members, sharing

#: A state's mean distance to itself, as a share of the radius of a disc of its area (Head & Mayer 2002).
INNER_DISTANCE = 0.67
#: COW's types of contiguity up to this one are neighbours: land, and water no wider than 150 miles.
WIDEST = 4
#: Behind the name of a group: no great power counts but in its own group.
WITHOUT_GREAT = " without great powers"
_NEAREST = re.compile(r"nearest_(\d+)\Z")


def region_words(name: str) -> str:
    """Say a rule for the region, or the name of a grouping, in words.

    >>> region_words("neighbourhood_10 without great powers")
    'neighbours, filled to 10, without great powers'
    >>> region_words("nearest_10"), region_words("SCO")
    ('the 10 nearest capitals', 'SCO')
    """
    name, suffix, _ = name.partition(WITHOUT_GREAT)
    nearest = _NEAREST.match(name)
    if size_of_neighbourhood(name):
        size = size_of_neighbourhood(name)
        words = f"neighbours, filled to {size}" if size > 1 else "neighbours alone"
    elif nearest:
        words = f"the {nearest[1]} nearest capitals"
    else:
        return name
    return f"{words}, without great powers" if suffix else words


def is_absent_state(dataset: Dataset, name: object) -> bool:
    """Return whether a name is the code of a state which this dataset happens not to have."""
    return dataset.is_countries and name not in dataset.units and name in gazetteer().names


def present(dataset: Dataset, names: list[Any]) -> list[str]:
    """Return those of some units that the dataset has; states that it happens not to have are passed over.

    Raises
    ------
    DefinitionError
        A name is neither a unit nor a state.
    """
    unknown = [name for name in names if name not in dataset.units and not is_absent_state(dataset, name)]
    if unknown:
        raise DefinitionError(
            f"no such unit: {', '.join(map(repr, unknown))}.{suggest(unknown[0], dataset.units)}"
        )
    return [name for name in names if name in dataset.units]


def places(dataset: Dataset, given: Any) -> Any:
    """Return the row of a unit given by name, or the rows of a list of them; anything else as it is.

    Names may stand deeper too, as ``{"unit": name}`` among the items of a list.
    """
    if isinstance(given, str):
        return dataset.units.index(dataset.find(given))
    if isinstance(given, Mapping):
        return {key: places(dataset, value) if key == "unit" else value for key, value in given.items()}
    if isinstance(given, list | tuple) and all(isinstance(name, str) for name in given):
        return [dataset.units.index(name) for name in present(dataset, list(given))]
    if isinstance(given, list | tuple):
        return [places(dataset, item) if isinstance(item, Mapping) else item for item in given]
    return given


#: The groups that the side tables of a dataset lead to, by units, years, name and great powers: definitions and their
#: variants ask for the same ones again and again.
_known: WeakKeyDictionary[Tables, dict[Any, Any]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of a dataset, each looked up once for all who ask.

    Attributes
    ----------
    dataset : Dataset
    where : callable
        ``file:line`` of a path in the definition that asks for them.
    great : callable
        Returns (units,): the great powers.
    year : int, optional
        Of the memberships; the reference year of the data when None.
    """

    dataset: Dataset
    where: Callable[[Path], str]
    great: Callable[[], Bools]
    year: int | None = None

    def of_year(self, year: float) -> Groups:
        """Return the groups as they were in a year; as of the data where that is not known, or later."""
        known = not np.isnan(year) and year < self.dataset.reference_year
        return replace(self, year=int(year)) if known else self

    def members(self, among: Any, path: Path = ()) -> Bools:
        """Return (units, units): who belongs to the comparison group of whom.

        Parameters
        ----------
        among : str or list of str
            The name of a group, "world", "neighbours", "nearest_10", "neighbourhood_10" or the like, or a list of units.
            With " without great powers" behind it, no great power is in the group of another unit.
        path : Path
            Where in the file it is asked for.
        """
        numbers = self.numbers(among, path)
        find = self._find if numbers is None else lambda _: sharing(numbers)
        members: Bools = self._once("members", among, path, find)
        return members

    def numbers(self, among: Any, path: Path = ()) -> Places | None:
        """Return (units,): the number of each unit's group, -1 outside; None where it takes `members` to say it.

        Parameters
        ----------
        among : str or list of str
            As for `members`.
        path : Path
            Where in the file it is asked for.
        """
        numbers: Places | None = self._once("numbers", among, path, self._numbered)
        return numbers

    def _once(self, what: str, among: Any, path: Path, find: Callable[[Any], Any]) -> Any:
        """What is known of a group, found once and read-only."""
        among = thaw(among)
        great = self.great().tobytes() if str(among).endswith(WITHOUT_GREAT) else b""
        year = self.year or self.dataset.reference_year
        name = tuple(among) if isinstance(among, list) else among
        key = (what, self.dataset.units, self.dataset.year, year, name, great)
        known = _known.setdefault(self.dataset.tables, {})
        if key not in known:
            try:
                known[key] = find(among)
            except DefinitionError as fault:
                raise DefinitionError(f"{self.where(path)}: {fault}") from None
            if known[key] is not None:
                known[key].flags.writeable = False
        return known[key]

    def _numbered(self, among: Any) -> Places | None:
        data = self.dataset
        if among in (None, "world"):
            return np.zeros(len(data.units), dtype=int)
        if isinstance(among, list):
            return np.isin(data.units, present(data, among)).astype(int) - 1
        if str(among).endswith(WITHOUT_GREAT) or among == "neighbours" or size_of_neighbourhood(str(among)):
            return None
        return group_numbers(data.units, data.groups, str(among), self.year or data.reference_year)

    def _find(self, among: Any) -> Bools:
        data = self.dataset
        if str(among).endswith(WITHOUT_GREAT):
            return self._without(self.great(), str(among).removesuffix(WITHOUT_GREAT))
        if among == "neighbours":
            border = np.nan_to_num(data.relation("border")) > 0
            return border | np.diag(border.any(axis=1))
        if size_of_neighbourhood(str(among)):
            return self._neighbourhood(str(among), np.zeros(len(data.units), dtype=bool))
        distances = self.distance if str(among).startswith("nearest_") else None
        return members(
            data.units, data.groups, str(among), self.year or data.reference_year, distances=distances
        )

    def _without(self, left_out: Bools, name: str) -> Bools:
        """The group `name` of each unit without some units, which stay in their own group."""
        itself = np.eye(len(left_out), dtype=bool)
        if size_of_neighbourhood(name):
            return self._neighbourhood(name, left_out)
        inside = self.members(name)
        return inside & ~left_out | inside & itself

    def _neighbourhood(self, name: str, left_out: Bools) -> Bools:
        return neighbourhood(self._contiguous, self._border_distance, size_of_neighbourhood(name), left_out)

    @cached_property
    def _contiguous(self) -> Bools:
        return np.asarray(np.nan_to_num(self.dataset.relation("contiguity"), nan=np.inf) <= WIDEST)

    @cached_property
    def _border_distance(self) -> Array:
        return self.dataset.relation("border_distance")

    @cached_property
    def distance(self) -> Array:
        """(units, units) km between capitals; on the diagonal the mean inner distance .67 * sqrt(area / pi)."""
        distance = self.dataset.relation("distance")
        distance = np.fmin(distance, distance.T)
        if "area" in self.dataset.indicators:
            area = self.dataset.column("area")
            np.fill_diagonal(distance, INNER_DISTANCE * np.sqrt(area / np.pi))
        return distance
