"""The values of units x indicators as of a year: which value counts, of which year, from which source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Self, cast

import numpy as np
import pandas as pd

from mpindex.answers.state import FieldsAsState
from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.labels import moved, tidy
from mpindex.dataset.labels import panel as panel_of
from mpindex.dataset.lookalikes import require_printable
from mpindex.dataset.panel import ALWAYS, Panel
from mpindex.dataset.side_tables import Tables
from mpindex.dataset.snapshot import Frames, Snapshot, rows, snapshot
from mpindex.errors import OptionError, UnknownIndicator, UnknownUnit, suggest
from mpindex.typing import Array, Bools, Ints
from mpindex.units.countries import find
from mpindex.units.nearest import definition_not_unit
from mpindex.wording import counted

ERROR = "_se"  # the ending of an id that asks for the standard error of an indicator


@dataclass(frozen=True, eq=False, repr=False)
class Observations(FieldsAsState):
    """What a `Dataset` holds, and the look-up in it; the fields are described there.

    Only the fields are state: what was computed from them is left out of pickles and copies.
    """

    units: tuple[str, ...]
    entries: tuple[Indicator, ...]
    panel: Panel
    newest_year: int
    year: int | None = None
    is_countries: bool = False
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)

    def __post_init__(self) -> None:
        require_printable([*self.units, *self.labels.values()], "unit")
        texts = [(entry.id, entry.name, entry.unit, entry.source, entry.citation) for entry in self.entries]
        require_printable([text for several in texts for text in several if text], "text of an indicator")

    # ------------------------------------------------------------------ what is present

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators, in the order of every array."""
        return tuple(entry.id for entry in self.entries)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Display name of each unit."""
        return MappingProxyType({unit: self.labels.get(unit, unit) for unit in self.units})

    @property
    def noun(self) -> str:
        """What its units are called: states, or units."""
        return "states" if self.is_countries else "units"

    def counted(self, many: int) -> str:
        """Write a number of its units: 1 state, 12 units.

        Parameters
        ----------
        many : int
            How many.
        """
        return counted(many, self.noun[:-1])

    @property
    def reference_year(self) -> int:
        """The year from which freshness counts: `year`, or the reference year of the data."""
        return self.newest_year if self.year is None else self.year

    def indicator(self, id: str) -> Indicator:
        """Return what is known of an indicator; of ``<id>_se`` the same with the name of a standard error.

        Parameters
        ----------
        id : str
            An id of `indicators`, or one with the ending ``_se``.

        Raises
        ------
        UnknownIndicator
            With the nearest id, or with the way to get the figures where a licence keeps them out.
        """
        entry = self.entries[self._place(id)]
        if id in self._places:
            return entry
        name = f"Standard error of {entry.label}"
        return replace(entry, id=id, name=name, low=0.0, high=np.inf, absence="missing", ranking_domain="")

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: i for i, id in enumerate(self.indicators)}

    def _place(self, id: str) -> int:
        place = self._places.get(id)
        if place is None and isinstance(id, str) and id.endswith(ERROR):
            place = self._places.get(id.removesuffix(ERROR))
            if place is not None and not self._errors.has(place):
                raise UnknownIndicator(f"{id.removesuffix(ERROR)!r} has no standard errors in this dataset")
        if place is None:
            raise UnknownIndicator(unknown_indicator(id, self.indicators))
        return place

    def find(self, unit: str) -> str:
        """Return the code of a unit given by code or, for countries, by name in any usual spelling.

        Parameters
        ----------
        unit : str
            A code of `units` or, for countries, a name.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest; or several are given where one is asked for.
        """
        if isinstance(unit, list | tuple | set):
            raise UnknownUnit(
                f"one unit is asked for here, by code or name; ask for each of {listed(unit)} in turn"
            )
        if unit in self.units:
            return unit
        if self.is_countries:
            code = find(unit)
            if code in self.units:
                return code
            raise UnknownUnit(f"{code} ({unit}) is not in this dataset")
        swapped = definition_not_unit(unit)
        remedy = f" {swapped}" if swapped else suggest(unit, self.units)
        raise UnknownUnit(f"there is no unit {unit!r} in this dataset.{remedy}")

    # ------------------------------------------------------------------ the newest values

    @cached_property
    def newest(self) -> Snapshot:
        """The newest fresh values with their years, sources and stand-ins, as arrays (units, indicators)."""
        since = np.array([self.since.get(unit, 0) for unit in self.units], dtype=int)
        return snapshot(self.panel, self.entries, since=since, **self._period)

    @property
    def _period(self) -> dict[str, int]:
        return {"units": len(self.units), "reference": self.reference_year, "latest": self.latest}

    @property
    def latest(self) -> int:
        """The last year of which values are used: `year`, or one that never comes."""
        return ALWAYS if self.year is None else self.year

    # The frames are made once; a shallow copy keeps what its owner changes to itself (pandas copies on
    # write).

    @property
    def frame(self) -> pd.DataFrame:
        """The newest fresh value of each unit and indicator, NaN where there is none."""
        return self._frames["values"].copy(deep=False)

    def __getitem__(self, id: str) -> pd.Series:
        """Return one indicator by unit, as ``world["gdp"]``: its newest fresh values, NaN where there is none."""
        if isinstance(id, str):
            return pd.Series(self.column(id), index=pd.Index(self.units, name="unit"), name=id)
        raise OptionError(
            f"a dataset is asked for one indicator, as in world['gdp']; .frame has all of them, not {id!r}"
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicators)

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.indicators)

    @property
    def years(self) -> pd.DataFrame:
        """The year of each value, ``<NA>`` where there is none."""
        return self._frames["years"].copy(deep=False)

    @property
    def sources(self) -> pd.DataFrame:
        """The source of each value, missing where there is none."""
        return self._frames["sources"].copy(deep=False)

    @property
    def stand_ins(self) -> pd.DataFrame:
        """Whether each value comes from another source than the indicator's own."""
        return self._frames["stand_ins"].copy(deep=False)

    @cached_property
    def _frames(self) -> Frames:
        return Frames(self.newest, self.units, self.indicators)

    def origin(self, id: str) -> tuple[Array, Bools]:
        """Return the year of each unit's value of an indicator, NaN where there is none, and whether it is a stand-in.

        One column of `years` and of `stand_ins` as plain arrays, without making the frames.

        Parameters
        ----------
        id : str
            An id of `indicators`.
        """
        place = self._place(id)
        return self._dated[:, place], self.newest.stand_ins[:, place]

    @cached_property
    def _dated(self) -> Array:
        dated = np.where(self.newest.years == 0, np.nan, self.newest.years)
        dated.flags.writeable = False
        return dated

    def values(self, ids: Iterable[str]) -> Array:
        """Return the newest fresh values, (units, ids), NaN where missing; ``<id>_se`` gives standard errors.

        Parameters
        ----------
        ids : iterable of str
            Ids of indicators, or one of them.

        Raises
        ------
        UnknownIndicator
            With the nearest id.
        """
        columns = [self.column(id) for id in listed(ids)]
        return np.column_stack(columns) if columns else np.zeros((len(self.units), 0))

    def column(self, id: str) -> Array:
        """Return the newest fresh values of one indicator, (units,), as `values` does; read-only.

        Parameters
        ----------
        id : str
            An id of `indicators`, or one with the ending ``_se``.
        """
        place = self._place(id)
        if id in self._places:
            return self.newest.values[:, place]
        row = self._error_rows[:, place]
        return np.where(row >= 0, self._errors.value[row], np.nan)

    @cached_property
    def _error_rows(self) -> Ints:
        return rows(self._errors, self.entries, **self._period)

    @cached_property
    def _errors(self) -> Panel:
        table = self.tables.table("errors", None)
        known = table["unit"].isin(self.units) & table["indicator"].isin(self.indicators)
        return panel_of(table[known], self.units, self.indicators)

    @property
    def coverage(self) -> pd.Series:
        """Share of the indicators for which each unit has a value, 0 to 1."""
        return self.frame.notna().mean(axis=1).rename("coverage")

    # ------------------------------------------------------------------ every year

    @property
    def tidy(self) -> pd.DataFrame:
        """Every value up to `year`, fresh or not: unit, indicator, year, value, source; no filled zeros."""
        return tidy(self.panel, self.units, self.indicators, latest=self.latest)

    def series(self, id: str) -> tuple[Ints, Array]:
        """Return the years for which any unit has a value, and the values, (units, years), NaN where absent.

        Nothing later than `year`; no zeros are filled in. ``<id>_se`` gives the standard errors.

        Parameters
        ----------
        id : str
            An id of `indicators`, or one with the ending ``_se``.
        """
        place = self._place(id)
        panel = self.panel if id in self._places else self._errors
        return panel.series(place, latest=self.latest, units=len(self.units))

    def reindexed(self, units: tuple[str, ...], entries: tuple[Indicator, ...]) -> Self:
        """Return the same data over other units and indicators; those that are new have no value. Nothing is checked.

        Parameters
        ----------
        units : tuple of str
            Codes, in their new order.
        entries : tuple of Indicator
            Indicators, in their new order.
        """
        panel = self.panel.renumber(moved(self.units, units), moved(self.indicators, [e.id for e in entries]))
        return replace(self, units=units, entries=entries, panel=panel)


def unknown_indicator(id: object, known: Iterable[str]) -> str:
    """Say why an id is none of `known`: a licence, another dataset, or a spelling with the nearest.

    >>> unknown_indicator("gdp_pp", ["gdp_ppp"])
    "unknown indicator 'gdp_pp'. Did you mean 'gdp_ppp'?"
    """
    entry = catalogue().get(cast(str, id))
    if entry is not None and not entry.bundled:
        return (
            f"the licence of {id!r} ({entry.licence}) leaves the figures to your own copy: read and join it"
        )
    if entry is not None:
        return f"{id!r} is in the catalogue but not in this dataset"
    return f"unknown indicator {id!r}.{suggest(id, known)}"


def listed(items: Iterable[str]) -> list[str]:
    """Return the items as a list; one text is one item.

    >>> listed("gdp"), listed(("gdp", "area"))
    (['gdp'], ['gdp', 'area'])
    """
    return [items] if isinstance(items, str) else list(items)
