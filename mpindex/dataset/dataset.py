"""The Dataset: values, years and sources of units x indicators as of a year; `load()` has the bundled one."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator, catalogue
from mpindex.catalogue import indicator as make_indicator
from mpindex.dataset.labels import moved, tidy
from mpindex.dataset.labels import panel as panel_of
from mpindex.dataset.panel import ALWAYS, Floats, Ints, Panel
from mpindex.dataset.side_tables import Tables, read_csv
from mpindex.dataset.snapshot import Frames, Snapshot, rows, snapshot
from mpindex.dataset.summary import as_html, as_text
from mpindex.errors import DataError, UnknownIndicator, UnknownUnit, suggest
from mpindex.resources import folder as bundled_folder

ERROR = "_se"  # the ending of an id that asks for the standard error of an indicator

Metadata = Mapping[str, Indicator | Mapping[str, Any]]


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Values of units x indicators, each with its year and source. Made by `load()`, `read()` or
    `from_frame()`.

    A value counts if it is fresh: at most `window` years older than the reference year. The newest wins. As
    of a `year`, nothing later is used, neither values nor groups, dyads or lists. Where the absence of an
    indicator means zero, a unit without a value has 0, dated with the indicator's newest year.

    Attributes
    ----------
    units : codes, in the order of every array; `names` has their display names.
    entries : what the catalogue, or the user, says of each indicator; `indicators` has their ids.
    year : the year as of which the data stand; None for the newest.
    newest_year : the reference year of the data where `year` is None.
    is_countries : whether units are ISO3 codes of states.
    since : the year in which a unit began, where that matters: before it, absence never counts as zero.
    notes : what reading the table has to say: columns without metadata, values outside the plausible range.
    """

    units: tuple[str, ...]
    entries: tuple[Indicator, ...]
    panel: Panel = field(repr=False)
    newest_year: int
    year: int | None = None
    is_countries: bool = False
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)

    # ------------------------------------------------------------------ making one without checks

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        *,
        metadata: Metadata | None = None,
        year: int = 2000,
        source: str = "frame",
        **rest: Any,
    ) -> Dataset:
        """Make a Dataset of a table of floats, units as index and indicators as columns. **Nothing is
        validated.**

        For tests and for numbers that a program made; `read()` is for tables that people made.

        Parameters
        ----------
        metadata : by id, an `Indicator` or its settings; an indicator without has direction +1 and no window.
        year, source : of every value.
        rest : `labels`, `tables`, `is_countries`, `notes`.

        >>> Dataset.from_frame(pd.DataFrame({"gdp": [1.0, None]}, index=["A", "B"])).values(["gdp"]).ravel()
        array([ 1., nan])
        """
        values = frame.to_numpy(dtype=float, na_value=np.nan)
        panel = Panel.snapshot(values, year, source)
        entries = tuple(_entry(str(id), metadata or {}) for id in frame.columns)
        return cls(tuple(map(str, frame.index)), entries, panel, year, **rest)

    @classmethod
    def from_tidy(
        cls,
        tidy: pd.DataFrame,
        *,
        metadata: Metadata | None = None,
        newest_year: int | None = None,
        **rest: Any,
    ) -> Dataset:
        """Make a Dataset of a table (unit, indicator, year, value, source). **Nothing is validated.**

        Units and indicators stand in the order of their first row, unless `units` and `entries` are given in
        `rest`.
        """
        units = rest.pop("units", None) or tuple(dict.fromkeys(tidy["unit"]))
        entries = rest.pop("entries", None) or tuple(
            _entry(str(id), metadata or {}) for id in dict.fromkeys(tidy["indicator"])
        )
        if newest_year is None:
            newest_year = int(tidy["year"].max())
        return cls(units, entries, panel_of(tidy, units, tuple(e.id for e in entries)), newest_year, **rest)

    # ------------------------------------------------------------------ what there is

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators, in the order of every array."""
        return tuple(entry.id for entry in self.entries)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Display name of each unit."""
        return MappingProxyType({unit: self.labels.get(unit, unit) for unit in self.units})

    @property
    def reference_year(self) -> int:
        """The year from which freshness counts: `year`, or the reference year of the data."""
        return self.newest_year if self.year is None else self.year

    def indicator(self, id: str) -> Indicator:
        """Return what is known of an indicator; of ``<id>_se`` the same with the name of a standard error.

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
            raise UnknownIndicator(_unknown(id, self.indicators))
        return place

    def find(self, unit: str) -> str:
        """Return the code of a unit given by code or, for countries, by name in any usual spelling.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        if unit in self.units:
            return unit
        if self.is_countries:
            from mpindex.units.countries import find

            code = find(unit)
            if code in self.units:
                return code
            raise UnknownUnit(f"{code} ({unit}) is not in this dataset")
        raise UnknownUnit(f"there is no unit {unit!r} in this dataset.{suggest(unit, self.units)}")

    # ------------------------------------------------------------------ the newest values

    @cached_property
    def _newest(self) -> Snapshot:
        since = np.array([self.since.get(unit, 0) for unit in self.units], dtype=int)
        return snapshot(self.panel, self.entries, since=since, **self._when)

    @property
    def _when(self) -> dict[str, int]:
        return {"units": len(self.units), "reference": self.reference_year, "latest": self._latest}

    @property
    def _latest(self) -> int:
        return ALWAYS if self.year is None else self.year

    # The frames are made once; a shallow copy keeps what its owner changes to itself (pandas copies on
    # write).

    @property
    def frame(self) -> pd.DataFrame:
        """The newest fresh value of each unit and indicator, NaN where there is none."""
        return self._frames["values"].copy(deep=False)

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
        return Frames(self._newest, self.units, self.indicators)

    def origin(self, id: str) -> tuple[Floats, np.ndarray]:
        """Return the year of each unit's value of an indicator, NaN where there is none, and whether it is a stand-in.

        One column of `years` and of `stand_ins` as plain arrays, without making the frames.
        """
        place = self._place(id)
        return self._dated[:, place], self._newest.stand_ins[:, place]

    @cached_property
    def _dated(self) -> Floats:
        dated = np.where(self._newest.years == 0, np.nan, self._newest.years)
        dated.flags.writeable = False
        return dated

    def values(self, ids: Iterable[str]) -> Floats:
        """Return the newest fresh values, (units, ids), NaN where missing; ``<id>_se`` gives standard errors.

        Raises
        ------
        UnknownIndicator
        """
        columns = [self.column(id) for id in _listed(ids)]
        return np.column_stack(columns) if columns else np.zeros((len(self.units), 0))

    def column(self, id: str) -> Floats:
        """Return the newest fresh values of one indicator, (units,), as `values` does; read-only."""
        place = self._place(id)
        if id in self._places:
            return self._newest.values[:, place]
        found = self._error_rows[:, place]
        return np.where(found >= 0, self._errors.value[found], np.nan)

    @cached_property
    def _error_rows(self) -> Ints:
        return rows(self._errors, self.entries, **self._when)

    @cached_property
    def _errors(self) -> Panel:
        table = self.tables.table("errors", None)
        known = table["unit"].isin(self.units) & table["indicator"].isin(self.indicators)
        return panel_of(table[known], self.units, self.indicators)

    @property
    def coverage(self) -> pd.Series:
        """Share of the indicators for which each unit has a value, 0 to 1."""
        return self.frame.notna().mean(axis=1).rename("coverage")

    # ------------------------------------------------------------------ the whole panel

    @property
    def tidy(self) -> pd.DataFrame:
        """Every value up to `year`, fresh or not: unit, indicator, year, value, source; no filled zeros."""
        return tidy(self.panel, self.units, self.indicators, latest=self._latest)

    def series(self, id: str) -> tuple[Ints, Floats]:
        """Return the years for which any unit has a value, and the values, (units, years), NaN where absent.

        Nothing later than `year`; no zeros are filled in. ``<id>_se`` gives the standard errors.
        """
        place = self._place(id)
        panel = self.panel if id in self._places else self._errors
        return panel.series(place, latest=self._latest, units=len(self.units))

    @cached_property
    def _side(self) -> dict[str, pd.DataFrame]:
        return {}

    def _table(self, name: str) -> pd.DataFrame:
        if name not in self._side:
            self._side[name] = self.tables.table(name, self.year)
        return self._side[name].copy(deep=False)

    @property
    def groups(self) -> pd.DataFrame:
        """Memberships: unit, grouping, group, from, to (years, NaN where open), status, evidence."""
        return self._table("groups")

    @property
    def dyads(self) -> pd.DataFrame:
        """Relations between units: from, to, relation, year, value, source."""
        return self._table("dyads")

    def relation(self, name: str) -> Floats:
        """Return one relation of `dyads`, (units, units), rows from, columns to, NaN where absent; read-only.

        Raises
        ------
        DefinitionError
            There is no such relation.
        """
        if name not in self._relations:
            from mpindex.units.relations import matrix

            self._relations[name] = matrix(self.units, self.tables.table("dyads", None), name, self.year)
            self._relations[name].flags.writeable = False
        return self._relations[name]

    @cached_property
    def _relations(self) -> dict[str, Floats]:
        return {}

    @property
    def lists(self) -> pd.DataFrame:
        """Experts' lists of powers: list, unit, label, source, year, verified."""
        return self._table("lists")

    # ------------------------------------------------------------------ others made from it

    def at(self, year: int | None) -> Dataset:
        """Return the data as of `year`; None for the newest.

        Raises
        ------
        DataError
            `year` is not a whole number, or no value is fresh in it.
        """
        try:
            then = replace(self, year=None if year is None else operator.index(year))
        except TypeError:
            raise DataError(f"a year is a whole number, not {year!r}") from None
        if len(self.panel.year) and not then._newest.years.any():
            first, last = int(self.panel.year.min()), int(self.panel.year.max())
            raise DataError(f"no value is fresh as of {year}: the data reach from {first} to {last}")
        return then

    def subset(
        self, *, units: Iterable[str] | None = None, indicators: Iterable[str] | None = None
    ) -> Dataset:
        """Return the Dataset of some units or indicators, in the order given."""
        chosen = self.units if units is None else tuple(dict.fromkeys(_listed(units)))
        wrong = [unit for unit in chosen if unit not in set(self.units)]
        if wrong:
            raise UnknownUnit(
                "; ".join(f"there is no unit {unit!r}.{suggest(unit, self.units)}" for unit in wrong)
            )
        ids = self.indicators if indicators is None else tuple(dict.fromkeys(_listed(indicators)))
        wrong = [id for id in ids if id not in self._places]
        if wrong:
            raise UnknownIndicator("; ".join(_unknown(id, self.indicators) for id in wrong))
        return self._over(chosen, tuple(self.entries[self._places[id]] for id in ids))

    def _over(self, units: tuple[str, ...], entries: tuple[Indicator, ...]) -> Dataset:
        panel = self.panel.renumber(moved(self.units, units), moved(self.indicators, [e.id for e in entries]))
        return replace(self, units=units, entries=entries, panel=panel)

    def join(self, other: Dataset, *, how: str | None = None, replace: bool = False) -> Dataset:
        """Add the indicators, groups and dyads of `other`, each with its own metadata.

        Freshness counts from the reference year of `self`.

        Parameters
        ----------
        how : whose units stay: ``left`` (those of `self`), ``inner`` (of both), ``outer`` (of either). None
            is ``left``, and an error if `other` has units that `self` lacks.
        replace : whether an indicator or grouping of `other` takes the place of one of the same id.

        Raises
        ------
        DataError
            Ids stand in both; units are unknown to `self`; one holds countries and the other does not; the
            two stand as of different years.
        """
        from mpindex.dataset.joining import join

        return join(self, other, how=how, replaces=replace)

    # ------------------------------------------------------------------ how it prints

    def __repr__(self) -> str:
        return as_text(self)

    def _repr_html_(self) -> str:
        return as_html(self)


def a_dataset(given: Any) -> bool:
    """True for a `Dataset`, or raise a DataError that says what one is."""
    if isinstance(given, Dataset):
        return True
    year = f"; a year is named: year={given}" if isinstance(given, int) else ""
    raise DataError(f"the data are a Dataset, as load() or read() makes it, not {type(given).__name__}{year}")


def load(year: int | None = None, *, folder: Traversable | None = None) -> Dataset:
    """Open the bundled data.

    Parameters
    ----------
    year : the world as of then: nothing later is used. None for the newest value within each indicator's
        window.
    folder : another folder with the files of `data/`, as the library's build writes them. Nothing is
        validated: that was done when it was built.

    >>> load(year=2005).year
    2005
    """
    where = folder if folder is not None else bundled_folder("data")
    files = sorted(
        (f for f in where.joinpath("values").iterdir() if f.name.endswith(".csv")), key=lambda f: f.name
    )
    types = {
        "indicator": "category",
        "unit": "category",
        "year": "int16",
        "value": "float64",
        "source": "category",
    }
    tidy = read_csv(files, types)
    names, since = _names(where)
    known = set(tidy["indicator"].cat.categories)
    missing = sorted(known - catalogue().keys())
    if missing:
        raise DataError(f"the catalogue lacks indicators of {where}: {', '.join(missing)}")
    entries = tuple(entry for id, entry in catalogue().items() if id in known)
    units = tuple(names)
    panel = panel_of(tidy, units, tuple(entry.id for entry in entries))
    newest = reference_year(where)  # type: ignore[arg-type]
    world = Dataset(
        units, entries, panel, newest, is_countries=True, labels=names, since=since, tables=Tables(where)
    )
    return world if year is None else world.at(year)


@cache
def reference_year(folder: Traversable | None = None) -> int:
    """The year from which the freshness of the bundled data counts, as `datapackage.json` has it."""
    where = folder if folder is not None else bundled_folder("data")
    return int(json.loads(where.joinpath("datapackage.json").read_bytes())["reference_year"])


def _names(where: Traversable) -> tuple[dict[str, str], dict[str, int]]:
    """Names of the states, and the years in which those began that are younger than the panel."""
    import csv

    text = where.joinpath("countries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {row["unit"]: row["name"] for row in rows}, {
        row["unit"]: int(row["since"]) for row in rows if row.get("since")
    }


def _entry(id: str, metadata: Metadata) -> Indicator:
    given = metadata.get(id, {})
    return given if isinstance(given, Indicator) else make_indicator(id, given)


def _unknown(id: object, known: Iterable[str]) -> str:
    entry = catalogue().get(cast(str, id))
    if entry is not None and not entry.bundled:
        return (
            f"the licence of {id!r} ({entry.licence}) leaves the figures to your own copy: read and join it"
        )
    if entry is not None:
        return f"{id!r} is in the catalogue but not in this dataset"
    return f"unknown indicator {id!r}.{suggest(id, known)}"


def _listed(items: Iterable[str]) -> list[str]:
    return [items] if isinstance(items, str) else list(items)
