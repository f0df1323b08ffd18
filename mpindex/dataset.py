"""The Dataset: values, years and sources of units x indicators, as of a year; `load()` opens the bundled one."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.catalogue import Indicator, catalogue
from mpindex.catalogue import indicator as make_indicator
from mpindex.errors import DataError, UnknownIndicator, UnknownUnit, suggest
from mpindex.panel import ALWAYS, Floats, Ints, Panel
from mpindex.resources import folder as bundled_folder
from mpindex.tables import Tables, read_csv

ERROR = "_se"  # the ending of an id that asks for the standard error of an indicator

Metadata = Mapping[str, Indicator | Mapping[str, Any]]


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Values of units x indicators, each with its year and source. Made by `load()`, `read()` or `from_frame()`.

    A value counts if it is fresh: at most `window` years older than the reference year. The newest wins. As of a
    `year`, nothing later is used, neither values nor groups, dyads or lists. Where the absence of an indicator
    means zero, a unit without a value has 0, dated with the indicator's newest year.

    Attributes
    ----------
    units : codes, in the order of every array; `names` has their display names.
    entries : what the catalogue, or the user, says of each indicator; `indicators` has their ids.
    year : the year as of which the data stand; None for the newest.
    newest_year : the reference year of the data where `year` is None.
    is_countries : whether units are ISO3 codes of states.
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
    tables: Tables = field(default_factory=Tables)

    # ------------------------------------------------------------------ making one without checks

    @classmethod
    def from_frame(
        cls, frame: pd.DataFrame, *, metadata: Metadata | None = None, year: int = 2000, source: str = "frame", **rest: Any
    ) -> Dataset:
        """Make a Dataset of a table of floats, units as index and indicators as columns. **Nothing is validated.**

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
        cls, tidy: pd.DataFrame, *, metadata: Metadata | None = None, newest_year: int | None = None, **rest: Any
    ) -> Dataset:
        """Make a Dataset of a table (unit, indicator, year, value, source). **Nothing is validated.**

        Units and indicators stand in the order of their first row, unless `units` and `entries` are given in `rest`.
        """
        units = rest.pop("units", None) or tuple(dict.fromkeys(tidy["unit"]))
        entries = rest.pop("entries", None) or tuple(
            _entry(str(id), metadata or {}) for id in dict.fromkeys(tidy["indicator"])
        )
        if newest_year is None:
            newest_year = int(tidy["year"].max())
        return cls(units, entries, _panel(tidy, units, tuple(e.id for e in entries)), newest_year, **rest)

    # ------------------------------------------------------------------ what there is

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators, in the order of every array."""
        return tuple(entry.id for entry in self.entries)

    @property
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
            if place is not None and not len(range(*self._errors.rows_of(place).indices(len(self._errors.year)))):
                raise UnknownIndicator(f"{id.removesuffix(ERROR)!r} has no standard errors in this dataset")
        if place is None:
            raise UnknownIndicator(_unknown(id, self.indicators))
        return place

    # ------------------------------------------------------------------ the newest values

    @cached_property
    def _newest(self) -> tuple[Floats, Ints, Ints, tuple[str, ...]]:
        """Values, years (0 where missing), places of sources (-1) and sources."""
        rows = self._rows(self.panel)
        there = rows >= 0
        sources = tuple(dict.fromkeys((*self.panel.sources, *(entry.source for entry in self.entries))))
        moved = np.array([sources.index(name) for name in self.panel.sources], dtype=int)
        values = np.full(rows.shape, np.nan)
        years, source = np.zeros(rows.shape, dtype=int), np.full(rows.shape, -1)
        found = rows[there]
        values[there], years[there] = self.panel.value[found], self.panel.year[found]
        source[there] = moved[self.panel.source[found]]
        for j, entry in enumerate(self.entries):
            if entry.absence == "zero" and there[:, j].any():
                none = ~there[:, j]
                values[none, j], years[none, j] = 0.0, years[:, j].max()
                source[none, j] = sources.index(entry.source)
        for array in (values, years, source):
            array.flags.writeable = False
        return values, years, source, sources

    def _rows(self, panel: Panel) -> Ints:
        windows = np.array([ALWAYS if entry.window is None else entry.window for entry in self.entries], dtype=int)
        return panel.newest(windows, reference=self.reference_year, latest=self._latest, units=len(self.units))

    @property
    def _latest(self) -> int:
        return ALWAYS if self.year is None else self.year

    @property
    def frame(self) -> pd.DataFrame:
        """The newest fresh value of each unit and indicator, NaN where there is none."""
        return self._frame(self._newest[0])

    @property
    def years(self) -> pd.DataFrame:
        """The year of each value, ``<NA>`` where there is none."""
        years = self._newest[1]
        return self._frame(np.where(years == 0, np.nan, years)).astype("Int64")

    @property
    def sources(self) -> pd.DataFrame:
        """The source of each value, missing where there is none."""
        names = np.array([*self._newest[3], None], dtype=object)
        return self._frame(names[self._newest[2]])

    @property
    def stand_ins(self) -> pd.DataFrame:
        """Whether each value comes from another source than the indicator's own."""
        _, _, source, sources = self._newest
        own = np.array([sources.index(entry.source) for entry in self.entries], dtype=int)
        declared = np.array([bool(entry.source) for entry in self.entries], dtype=bool)
        return self._frame((source >= 0) & (source != own) & declared)

    def values(self, ids: Iterable[str]) -> Floats:
        """Return the newest fresh values, (units, ids), NaN where missing; ``<id>_se`` gives standard errors.

        Raises
        ------
        UnknownIndicator
        """
        wanted = [ids] if isinstance(ids, str) else list(ids)
        columns = [self._newest[0][:, self._place(id)] if id in self._places else self._error(id) for id in wanted]
        return np.column_stack(columns) if columns else np.zeros((len(self.units), 0))

    def _error(self, id: str) -> Floats:
        rows = self._error_rows[:, self._place(id)]
        return np.where(rows >= 0, self._errors.value[rows], np.nan)

    @cached_property
    def _error_rows(self) -> Ints:
        return self._rows(self._errors)

    @cached_property
    def _errors(self) -> Panel:
        table = self.tables.table("errors", None)
        known = table["unit"].isin(self.units) & table["indicator"].isin(self.indicators)
        return _panel(table[known], self.units, self.indicators)

    @property
    def coverage(self) -> pd.Series:
        """Share of the indicators for which each unit has a value, 0 to 1."""
        return self.frame.notna().mean(axis=1).rename("coverage")

    def _frame(self, values: NDArray[Any]) -> pd.DataFrame:
        index, columns = pd.Index(self.units, name="unit"), pd.Index(self.indicators, name="indicator")
        return pd.DataFrame(values, index=index, columns=columns, copy=True)

    # ------------------------------------------------------------------ the whole panel

    @property
    def tidy(self) -> pd.DataFrame:
        """Every value up to `year`, fresh or not: unit, indicator, year, value, source. No zeros are filled in."""
        panel, keep = self.panel, self.panel.year <= self._latest
        texts = {"unit": (self.units, panel.unit), "indicator": (self.indicators, panel.indicator)}
        columns = {name: _texts(labels, codes[keep]) for name, (labels, codes) in texts.items()}
        columns |= {"year": panel.year[keep].astype(np.int64), "value": panel.value[keep]}
        return pd.DataFrame(columns | {"source": _texts(panel.sources, panel.source[keep])}, copy=True)

    def series(self, id: str) -> tuple[Ints, Floats]:
        """Return the years for which any unit has a value, and the values, (units, years), NaN where absent.

        Nothing later than `year`; no zeros are filled in. ``<id>_se`` gives the standard errors.
        """
        place = self._place(id)
        panel = self.panel if id in self._places else self._errors
        return panel.series(place, latest=self._latest, units=len(self.units))

    @property
    def groups(self) -> pd.DataFrame:
        """Memberships: unit, grouping, group, from, to (years, NaN where open), status, evidence."""
        return self.tables.table("groups", self.year)

    @property
    def dyads(self) -> pd.DataFrame:
        """Relations between units: from, to, relation, year, value, source."""
        return self.tables.table("dyads", self.year)

    @property
    def lists(self) -> pd.DataFrame:
        """Experts' lists of powers: list, unit, label, source, year, verified."""
        return self.tables.table("lists", self.year)

    # ------------------------------------------------------------------ others made from it

    def at(self, year: int | None) -> Dataset:
        """Return the data as of `year`; None for the newest.

        Raises
        ------
        DataError
            `year` is not a whole number, or no value is fresh in it.
        """
        try:
            moved = replace(self, year=None if year is None else operator.index(year))
        except TypeError:
            raise DataError(f"a year is a whole number, not {year!r}") from None
        if len(self.panel.year) and not (moved._rows(self.panel) >= 0).any():
            first, last = int(self.panel.year.min()), int(self.panel.year.max())
            raise DataError(f"no value is fresh as of {year}: the data reach from {first} to {last}")
        return moved

    def subset(self, *, units: Iterable[str] | None = None, indicators: Iterable[str] | None = None) -> Dataset:
        """Return the Dataset of some units or indicators, in the order given."""
        chosen = self.units if units is None else tuple(dict.fromkeys(_listed(units)))
        wrong = [unit for unit in chosen if unit not in self.labels and unit not in set(self.units)]
        wrong = [unit for unit in chosen if unit not in set(self.units)]
        if wrong:
            raise UnknownUnit("; ".join(f"there is no unit {unit!r}.{suggest(unit, self.units)}" for unit in wrong))
        ids = self.indicators if indicators is None else tuple(dict.fromkeys(_listed(indicators)))
        wrong = [id for id in ids if id not in self._places]
        if wrong:
            raise UnknownIndicator("; ".join(_unknown(id, self.indicators) for id in wrong))
        return self._over(chosen, tuple(self.entries[self._places[id]] for id in ids))

    def _over(self, units: tuple[str, ...], entries: tuple[Indicator, ...]) -> Dataset:
        moved = self.panel.renumber(_moved(self.units, units), _moved(self.indicators, [e.id for e in entries]))
        return replace(self, units=units, entries=entries, panel=moved)

    def join(self, other: Dataset, *, how: str | None = None, replace: bool = False) -> Dataset:
        """Add the indicators, groups and dyads of `other`, each with its own metadata.

        Freshness counts from the reference year of `self`.

        Parameters
        ----------
        how : whose units stay: ``left`` (those of `self`), ``inner`` (of both), ``outer`` (of either). None is
            ``left``, and an error if `other` has units that `self` lacks.
        replace : whether an indicator or grouping of `other` takes the place of one of the same id.

        Raises
        ------
        DataError
            Ids stand in both; units are unknown to `self`; one holds countries and the other does not; the two
            stand as of different years.
        """
        from mpindex.joining import join

        return join(self, other, how=how, replaces=replace)

    # ------------------------------------------------------------------ how it prints

    def _summary(self) -> list[tuple[str, str]]:
        values, years, _, _ = self._newest
        there = years[years > 0]
        stand_ins = int(self.stand_ins.to_numpy().sum())
        span = f"; years {there.min()} to {there.max()}" if len(there) else ""
        lines = [
            ("as of", str(self.year) if self.year is not None else f"the newest (reference year {self.newest_year})"),
            ("values", f"{int((~np.isnan(values)).sum()):,} of {values.size:,}{span}; {stand_ins:,} stand-ins"),
            ("units", _some(self.units)),
            ("indicators", _some(self.indicators)),
        ]
        return lines + [("note", note) for note in self.notes]

    @property
    def _title(self) -> str:
        kind = "countries" if self.is_countries else "units"
        return f"Dataset: {len(self.units)} {kind} x {len(self.entries)} indicators"

    def __repr__(self) -> str:
        return "\n".join([self._title, *(f"  {what:<10}  {text}" for what, text in self._summary())])

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><th>{what}</th><td>{escape(text)}</td></tr>" for what, text in self._summary())
        return f"<table><caption>{self._title}</caption>{rows}</table>"


def load(year: int | None = None, *, folder: Traversable | None = None) -> Dataset:
    """Open the bundled data.

    Parameters
    ----------
    year : the world as of then: nothing later is used. None for the newest value within each indicator's window.
    folder : another folder with the files of `data/`, as the library's build writes them. Nothing is validated:
        that was done when it was built.

    >>> load(year=2005).year
    2005
    """
    where = folder if folder is not None else bundled_folder("data")
    files = sorted((f for f in where.joinpath("values").iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    types = {"indicator": "category", "unit": "category", "year": "int16", "value": "float64", "source": "category"}
    tidy = read_csv(files, types)
    names = _names(where)
    known = set(tidy["indicator"].cat.categories)
    missing = sorted(known - catalogue().keys())
    if missing:
        raise DataError(f"the catalogue lacks indicators of {where}: {', '.join(missing)}")
    entries = tuple(entry for id, entry in catalogue().items() if id in known)
    units = tuple(names)
    panel = _panel(tidy, units, tuple(entry.id for entry in entries))
    newest = int(json.loads(where.joinpath("datapackage.json").read_bytes())["reference_year"])
    world = Dataset(units, entries, panel, newest, is_countries=True, labels=names, tables=Tables(where))
    return world if year is None else world.at(year)


def _names(where: Traversable) -> dict[str, str]:
    import csv

    with where.joinpath("countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["name"] for row in csv.DictReader(file)}


def _panel(tidy: pd.DataFrame, units: Sequence[str], indicators: Sequence[str]) -> Panel:
    source, sources = _codes(tidy["source"])
    unit, unit_names = _codes(tidy["unit"])
    indicator, ids = _codes(tidy["indicator"])
    unit, indicator = _moved(unit_names, units)[unit], _moved(ids, indicators)[indicator]
    return Panel.make(indicator, unit, tidy["year"].to_numpy(dtype=np.int32), tidy["value"].to_numpy(), source, sources)


def _codes(column: pd.Series) -> tuple[Ints, list[str]]:
    categorical = column.astype("category").cat
    return categorical.codes.to_numpy(), [str(name) for name in categorical.categories]


def _moved(old: Sequence[str], new: Sequence[str]) -> Ints:
    """The place in `new` of each label of `old`, -1 where it is not there."""
    places = {label: i for i, label in enumerate(new)}
    return np.array([places.get(label, -1) for label in old], dtype=np.int32)


def _texts(labels: Sequence[str], codes: Ints) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(labels, dtype="str"))).astype("str")


def _entry(id: str, metadata: Metadata) -> Indicator:
    given = metadata.get(id, {})
    return given if isinstance(given, Indicator) else make_indicator(id, given)


def _unknown(id: object, known: Iterable[str]) -> str:
    entry = catalogue().get(cast(str, id))
    if entry is not None and not entry.bundled:
        return f"the licence of {id!r} ({entry.licence}) leaves its figures to your own copy: read() it and join() it"
    if entry is not None:
        return f"{id!r} is in the catalogue but not in this dataset"
    return f"unknown indicator {id!r}.{suggest(id, known)}"


def _listed(items: Iterable[str]) -> list[str]:
    return [items] if isinstance(items, str) else list(items)


def _some(items: Sequence[str], most: int = 8) -> str:
    return ", ".join(items[:most]) + (f", ... ({len(items)})" if len(items) > most else "")
