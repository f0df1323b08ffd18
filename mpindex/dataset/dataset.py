"""The Dataset: how one is made, its side tables, and how others are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from mpindex.arguments import whole_number
from mpindex.catalogue import Indicator
from mpindex.catalogue import indicator as make_indicator
from mpindex.dataset.as_answer import DatasetAnswer
from mpindex.dataset.frames import require_frame, require_metadata, require_rest, require_tidy, require_year
from mpindex.dataset.joining import join
from mpindex.dataset.labels import panel as panel_of
from mpindex.dataset.observations import listed, unknown_indicator
from mpindex.dataset.panel import Panel
from mpindex.errors import DataError, OptionError, UnknownIndicator, UnknownUnit, suggest
from mpindex.typing import Array
from mpindex.units.relations import matrix

Metadata = Mapping[str, Indicator | Mapping[str, Any]]


class Dataset(DatasetAnswer):
    """Values of units x indicators, each with its year and source. Made by `load()`, `read()` or
    `from_frame()`.

    A value counts if it is fresh: at most `window` years older than the reference year. The newest wins. As
    of a `year`, nothing later is used, neither values nor groups, dyads or lists. Where the absence of an
    indicator means zero, a unit without a value has 0, dated with the indicator's newest year.

    Parameters
    ----------
    units : tuple of str
        Codes, in the order of every array; `names` has their display names.
    entries : tuple of Indicator
        What the catalogue, or the user, says of each indicator; `indicators` has their ids.
    panel : Panel
        Every value of every year; `tidy` has them as a table.
    newest_year : int
        The reference year of the data where `year` is None.
    year : int or None
        The year as of which the data stand; None for the newest.
    is_countries : bool
        Whether units are ISO3 codes of states.
    notes : tuple of str
        What reading the table has to say: columns without metadata, values outside the plausible range.
    labels : mapping
        Display names of units, where they differ from the codes.
    since : mapping
        The year in which a unit began, where that matters: before it, absence never counts as zero.
    tables : Tables
        Groups, dyads, lists and standard errors of all years.
    """

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
        """Make a Dataset of a table of floats, units as index and indicators as columns.

        For numbers that a program made: what they mean is not looked at. `read()` is for tables that people made.

        Parameters
        ----------
        frame : DataFrame
            Values, NaN where missing.
        metadata : mapping, optional
            By id, an `Indicator` or its settings; an indicator without has direction +1 and no window.
        year : int
            The year of every value.
        source : str
            The source of every value.
        **rest
            `labels`, `tables`, `is_countries`, `notes`.

        Raises
        ------
        OptionError
            An option is wrong, or `frame` is no DataFrame.
        DataError
            Units or indicators are not named once each, or a column holds no numbers (true and false are 1 and 0).

        Examples
        --------
        >>> Dataset.from_frame(pd.DataFrame({"gdp": [1.0, None]}, index=["A", "B"])).values(["gdp"]).ravel()
        array([ 1., nan])
        """
        require_rest(rest, ("labels", "tables", "is_countries", "notes"))
        units, ids, values = require_frame(frame)
        require_metadata(metadata, ids)
        panel = Panel.snapshot(values, require_year(year), source)
        return cls(units, tuple(_entry(id, metadata or {}) for id in ids), panel, int(year), **rest)

    @classmethod
    def from_tidy(
        cls,
        tidy: pd.DataFrame,
        *,
        metadata: Metadata | None = None,
        newest_year: int | None = None,
        **rest: Any,
    ) -> Dataset:
        """Make a Dataset of a table (unit, indicator, year, value, source).

        What the numbers mean is not looked at. Units and indicators stand in the order of their first row, unless
        `units` and `entries` are given in `rest`.

        Parameters
        ----------
        tidy : DataFrame
            A row for each value.
        metadata : mapping, optional
            By id, an `Indicator` or its settings.
        newest_year : int, optional
            The year from which freshness counts; by default the newest of the table.
        **rest
            `units`, `entries`, `labels`, `tables`, `is_countries`, `notes`.

        Raises
        ------
        OptionError
            An option is wrong, or `tidy` is no DataFrame.
        DataError
            A column is missing, a cell is no number, or a value is given twice.
        """
        require_rest(rest, ("units", "entries", "labels", "tables", "is_countries", "notes"))
        tidy = require_tidy(tidy)
        units = rest.pop("units", None) or tuple(dict.fromkeys(tidy["unit"]))
        ids = tuple(dict.fromkeys(map(str, tidy["indicator"])))
        require_metadata(metadata, ids)
        entries = rest.pop("entries", None) or tuple(_entry(id, metadata or {}) for id in ids)
        if newest_year is None:
            newest_year = int(tidy["year"].max())
        return cls(units, entries, panel_of(tidy, units, tuple(e.id for e in entries)), newest_year, **rest)

    # ------------------------------------------------------------------ the side tables

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

    @property
    def lists(self) -> pd.DataFrame:
        """Experts' lists of powers: list, unit, label, source, year, verified."""
        return self._table("lists")

    @property
    def places(self) -> pd.DataFrame:
        """Places in published rankings: unit, ranking, edition, place, ranked, first_is, indicator, domain and more."""
        return self._table("places")

    def relation(self, name: str) -> Array:
        """Return one relation of `dyads`, (units, units), rows from, columns to, NaN where absent; read-only.

        Parameters
        ----------
        name : str
            A relation of `dyads`.

        Raises
        ------
        DefinitionError
            There is no such relation.
        """
        if name not in self._relations:
            self._relations[name] = matrix(self.units, self.tables.pairs(), name, self.year)
            self._relations[name].flags.writeable = False
        return self._relations[name]

    @cached_property
    def _relations(self) -> dict[str, Array]:
        return {}

    # ------------------------------------------------------------------ others made from it

    def at(self, year: int | None) -> Dataset:
        """Return the data as of `year`; None for the newest.

        Parameters
        ----------
        year : int or None
            Nothing later is used.

        Raises
        ------
        OptionError
            `year` is not a whole number.
        DataError
            No value is fresh in it, or it is later than the newest figures.
        """
        then = replace(self, year=None if year is None else whole_number("a year", year))
        newest = max(self.newest_year, int(self.panel.year.max(initial=self.newest_year)))
        if then.year is not None and then.year > newest:
            raise DataError(
                f"the newest figures are of {newest}: nothing is known as of {year}."
                f" Ask for {newest} or earlier, or leave the year out"
            )
        if len(self.panel.year) and not then.newest.years.any():
            first, last = int(self.panel.year.min()), int(self.panel.year.max())
            raise DataError(f"no value is fresh as of {year}: the data reach from {first} to {last}")
        return then

    @property
    def undated(self) -> tuple[str, ...]:
        """Ids of the indicators that have figures of one year alone: lists without a history."""
        ids = []
        for place, id in enumerate(self.indicators):
            years = self.panel.year[self.panel.rows_of(place)]
            if len(years) and years.min() == years.max():
                ids.append(id)
        return tuple(ids)

    def redated(self, ids: Iterable[str], year: int) -> Dataset:
        """Return the data in which figures of one year alone count as those of another; `undated` has their ids.

        Parameters
        ----------
        ids : iterable of str
            Ids of `undated`.
        year : int
            The year that their figures get.
        """
        return replace(self, panel=self.panel.redated([self._places[id] for id in ids], year))

    def subset(
        self, *, units: Iterable[str] | None = None, indicators: Iterable[str] | None = None
    ) -> Dataset:
        """Return the Dataset of some units or indicators, in the order given.

        Parameters
        ----------
        units : iterable of str, optional
            Codes of units; None for all.
        indicators : iterable of str, optional
            Ids of indicators; None for all.

        Raises
        ------
        UnknownUnit
            Naming each code that is no unit.
        UnknownIndicator
            Naming each id that is no indicator.
        """
        chosen = self.units if units is None else tuple(dict.fromkeys(listed(units)))
        wrong = [unit for unit in chosen if unit not in set(self.units)]
        if wrong:
            raise UnknownUnit(
                "; ".join(f"there is no unit {unit!r}.{suggest(unit, self.units)}" for unit in wrong)
            )
        ids = self.indicators if indicators is None else tuple(dict.fromkeys(listed(indicators)))
        wrong = [id for id in ids if id not in self._places]
        if wrong:
            raise UnknownIndicator("; ".join(unknown_indicator(id, self.indicators) for id in wrong))
        return self.reindexed(chosen, tuple(self.entries[self._places[id]] for id in ids))

    def join(self, other: Dataset, *, how: str | None = None, replace: bool | str = False) -> Dataset:
        """Add the indicators, groups and dyads of `other`, each with its own metadata.

        Freshness counts from the reference year of `self`.

        Parameters
        ----------
        other : Dataset
            What is added.
        how : str, optional
            Whose units stay: ``left`` (those of `self`), ``inner`` (of both), ``outer`` (of either). None
            is ``left``, and an error if `other` has units that `self` lacks.
        replace : bool or str
            What becomes of an indicator or grouping that both have. False: an error. ``"cells"``: each value of `other`
            takes the place of the one of the same unit, indicator and year, every other value stays, and so does what is
            known of the indicator; `.notes` says how many. ``"indicators"`` or True: `other` takes the place of the whole.

        Raises
        ------
        DataError
            Ids stand in both; units are unknown to `self`; one holds countries and the other does not; the
            two stand as of different years.
        OptionError
            `other` is no Dataset, or an option is wrong.

        Examples
        --------
        >>> world = Dataset.from_frame(pd.DataFrame({"gdp": [1.0, 2.0]}, index=["KAZ", "UZB"]))
        >>> mine = Dataset.from_frame(pd.DataFrame({"gdp": [3.0]}, index=["KAZ"]))
        >>> both = world.join(mine, replace="cells")
        >>> both.frame["gdp"].tolist(), both.notes
        ([3.0, 2.0], ('your table replaces 1 value of gdp (KAZ); 1 bundled value stays',))
        """
        require_dataset(other)
        return join(self, other, how=how, replaces=replace)


def require_dataset(given: object) -> Dataset:
    """Return what was given if it is a `Dataset`, or raise an OptionError that says what one is."""
    if isinstance(given, Dataset):
        return given
    year = f"; a year is named: year={given}" if isinstance(given, int) else ""
    raise OptionError(
        f"the data are a Dataset, as load() or read() makes it, not {type(given).__name__}{year}"
    )


def _entry(id: str, metadata: Metadata) -> Indicator:
    given = metadata.get(id, {})
    return given if isinstance(given, Indicator) else make_indicator(id, given)
