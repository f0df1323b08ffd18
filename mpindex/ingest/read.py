"""Reads a user's table, in any usual form, into a Dataset, and says all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.bundled import reference_year
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.observations import ERROR
from mpindex.dataset.side_tables import Tables
from mpindex.errors import DataError, Fault
from mpindex.ingest import layout as layouts
from mpindex.ingest import metadata, schema
from mpindex.ingest import units as places
from mpindex.ingest.files import open_table
from mpindex.ingest.side_tables import read_dyads, read_groups

Source = str | Path | pd.DataFrame

_KINDS = {
    True: "the units were read as countries (units='free' reads them as written)",
    False: "the units were read as written, not as countries (units='countries' resolves names and codes)",
}


def read(
    source: Source,
    *,
    units: str | None = None,
    codes: str | None = None,
    indicators: metadata.Settings | str | Path | None = None,
    year: int | None = None,
    groups: Sequence[str] | Source | None = None,
    dyads: Source | None = None,
    layout: str | None = None,
    columns: Mapping[str, str | None] | None = None,
    states_only: bool = False,
    decimal: str = ".",
    delimiter: str | None = None,
    encoding: str = "utf-8",
    sheet: str | int = 0,
) -> Dataset:
    """Read a table of values into a validated `Dataset`.

    A tidy table has a row for each value (unit, indicator, year, value, and source if there is one); a wide
    one has a column for each indicator, beside the unit and, if there is one, the year. Usual headers are
    understood (country, iso3, code, uCode, Time ...), in any case. Comment lines (#) above the header are
    skipped. A wide table with a column uCode is COINr's iData: its columns of words, and those whose header
    ends with "group", are groups, and a value counts in its own year only, unless `groups` or `indicators`
    say otherwise.

    Parameters
    ----------
    source : path or DataFrame
        A file (.csv, .tsv, .txt, .xlsx, .parquet) or a DataFrame.
    units : str, optional
        ``"countries"``: names in many spellings, ISO3 or ISO2 codes; ``"free"``: anything else, as
        written. None: countries, if at least half of the units are; `.notes` says which.
    codes : str, optional
        The system of country codes, where it is none of ISO's letters: m49, cow, gec, worldbank_old.
    indicators : mapping or path, optional
        What is to be known of each indicator, by id (name, unit, direction, kind, absence, window,
        range, source ...), or a YAML file that says so, as in `indicators/`. What is not said is taken from
        the catalogue.
    year : int, optional
        For a table with years, the year as of which it is read; for one without, the year of its values
        (by default the reference year of the bundled data).
    groups : sequence of str, path or DataFrame, optional
        Headers of columns that hold groups, or a table of them (unit, grouping, group, from, to).
    dyads : path or DataFrame, optional
        A table of relations (from, to, relation, year, value).
    layout : str, optional
        ``"tidy"`` or ``"wide"``, where the headers mislead.
    columns : mapping, optional
        What a column is, by header: ``unit``, ``year``, ``indicator``, ``value``, ``source``,
        ``name``, another id for an indicator, or None to leave it out.
    states_only : bool
        Whether to leave out former states, territories and aggregates (listed in `.notes`).
    decimal : str
        ``","`` for decimal commas. Thousands separators are refused.
    delimiter : str, optional
        Between the cells of a line; by default the one that the header uses most.
    encoding : str
        Of the file.
    sheet : str or int
        Of a workbook, by name or by number from 0.

    Returns
    -------
    Dataset
        Freshness counts from the newest year of the table. A value negative where nothing can be, or off a
        publisher's scale, is wrong; one outside of a plausible range is listed in `.notes`. A column
        ``<id>_se`` holds the standard errors of ``<id>``.

    Raises
    ------
    DataError
        With every fault of the table: unit, indicator, year, value, rule, hint.

    Examples
    --------
    >>> table = pd.DataFrame({"Country": ["Türkiye", "KAZ"], "Year": [2023, 2023], "beds": [3.0, 6.0]})
    >>> read(table).frame
    indicator  beds
    unit
    TUR         3.0
    KAZ         6.0
    """
    raw = open_table(source, delimiter=delimiter, encoding=encoding, sheet=sheet)
    coinr = "uCode" in raw.frame.columns  # COINr's iData
    in_columns = layouts.idata_groups(raw) if coinr and groups is None else _headers(groups)
    roles = layouts.roles(raw, columns=columns, groups=in_columns, layout=layout)
    dated = (reference_year() if year is None else year) if roles.year is None else None
    cells = layouts.long(raw, roles, decimal=decimal, year=dated or 0)
    cells, countries, notes = _with_units(cells, units=units, codes=codes, states_only=states_only)
    given = metadata.settings(indicators)
    entries, faults = metadata.entries(cells, given, file=raw.name)
    entries = metadata.of_own_year(entries, given) if coinr else entries
    cells = metadata.with_ranges(cells, entries)
    found, wrong = schema.faults(cells[list(schema.COLUMNS)].astype(schema.COLUMNS), decimal=decimal)
    sides: dict[str, pd.DataFrame] = {}
    if roles.groups:
        sides["groups"] = _column_groups(raw, roles, cells)
    elif groups is not None:
        sides["groups"] = read_groups(cast(Source, groups), countries=countries, codes=codes, faults=faults)
    if dyads is not None:
        sides["dyads"] = read_dyads(dyads, countries=countries, codes=codes, faults=faults)
    if found or faults:
        raise DataError(_heading(raw.name, cells, wrong, len(faults)), [*found, *faults])
    notes += _notes(cells, entries, given, dated=dated)
    data = _dataset(cells, entries, sides, countries=countries, notes=notes)
    return data if year is None or roles.year is None else data.at(year)


def _with_units(
    cells: pd.DataFrame, *, units: str | None, codes: str | None, states_only: bool
) -> tuple[pd.DataFrame, bool, list[str]]:
    """Say what the units are; return the cells, whether they are of countries, and notes."""
    countries = places.are_countries(cells["label"], units=units, codes=codes)
    cells = places.resolved(cells, countries=countries, codes=codes)
    notes = [_KINDS[countries]] if units is None and codes is None else []
    if states_only and countries:
        cells, foreign = places.leave_out(cells)
        notes += [f"left out, since they are not states: {', '.join(foreign)}"] if foreign else []
    return cells, countries, notes


def check_table(source: Source, **options: Any) -> pd.DataFrame:
    """Return what is wrong with a table, a row for each fault, none if all is well. Options as for `read`."""
    try:
        read(source, **options)
    except DataError as error:
        if error.faults:
            table: pd.DataFrame = error.table
            return table
        return _fault_table([Fault(rule=line) for line in str(error).splitlines()])
    return _fault_table([])


def _fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    table: pd.DataFrame = DataError("", faults).table
    return table


def _headers(groups: object) -> tuple[str, ...]:
    """The headers in `groups`, unless it is a table or a file."""
    if groups is None or isinstance(groups, (str, Path, pd.DataFrame)):
        return ()
    return tuple(groups)  # type: ignore[arg-type]


def _column_groups(raw: Any, roles: layouts.Roles, cells: pd.DataFrame) -> pd.DataFrame:
    """Memberships from columns of groups: open where a unit's group never changes, else one for each year."""
    from mpindex.ingest.cells import texts

    first = cells.drop_duplicates("line").set_index("line")
    lines = np.arange(raw.first, raw.first + len(raw.frame))
    tables = []
    for header in roles.groups:
        rows = pd.DataFrame({"grouping": header, "group": texts(raw.frame[header])}, index=lines)
        rows = rows.join(first[["unit", "year"]], how="inner")
        rows = rows[(rows["group"] != "") & (rows["unit"] != "")].drop_duplicates()
        changes = rows.groupby("unit")["group"].transform("nunique") > 1
        rows["from"] = rows["year"].where(changes)
        rows["to"] = rows["from"]
        tables.append(rows.drop(columns="year").drop_duplicates())
    both = pd.concat(tables, ignore_index=True).assign(status="member", evidence="given")
    return both[["unit", "grouping", "group", "from", "to", "status", "evidence"]]


def _heading(name: str, cells: pd.DataFrame, wrong: int, others: int) -> str:
    total = int((cells["text"] != "").sum())
    parts = [f"{wrong:,} of {total:,} values are wrong"] if wrong else []
    parts += [f"{others} {'fault' if others == 1 else 'faults'} besides the values"] if others else []
    return f"{name}: {', '.join(parts)}"


def _notes(
    cells: pd.DataFrame, entries: Mapping[str, Indicator], given: metadata.Settings, *, dated: int | None
) -> list[str]:
    notes = [] if dated is None else [f"the table has no column of years: its values count as {dated}"]
    bare = [id for id in entries if id not in given and id not in catalogue() and not id.endswith(ERROR)]
    if bare:
        notes.append(f"without metadata, so more counts as more (direction 1): {', '.join(bare)}")
    known = [id for id in entries if id not in given and id in catalogue()]
    if known:
        notes.append(f"what the catalogue says of them was taken, their unit too: {', '.join(known)}")
    marks = [mark for mark in cells["mark"].unique() if mark]
    if marks:
        notes.append(
            f"{int((cells['mark'] != '').sum())} cells were read as missing: {', '.join(map(repr, marks))}"
        )
    return notes + schema.warnings(cells[(cells["text"] != "") & ~cells["closed"]])


def _dataset(
    cells: pd.DataFrame,
    entries: Mapping[str, Indicator],
    sides: Mapping[str, pd.DataFrame],
    *,
    countries: bool,
    notes: Sequence[str],
) -> Dataset:
    units = tuple(dict.fromkeys(cells["unit"]))
    present = cells[cells["text"] != ""]
    own = present["indicator"].map({id: entry.source or "unnamed" for id, entry in entries.items()})
    tidy = present[["unit", "indicator", "year", "value"]].assign(
        source=present["source"].where(present["source"] != "", own)
    )
    of = {
        id: id.removesuffix(ERROR)
        for id in entries
        if id.endswith(ERROR) and id.removesuffix(ERROR) in entries
    }
    is_error = tidy["indicator"].isin(list(of))
    given = dict(sides)
    if of:
        given["errors"] = tidy[is_error].assign(indicator=tidy["indicator"].map(of)).reset_index(drop=True)
    return Dataset.from_tidy(
        tidy[~is_error].astype({"year": "int64"}),
        units=units,
        entries=tuple(entry for id, entry in entries.items() if id not in of),
        newest_year=int(present["year"].max()),
        is_countries=countries,
        labels=places.names(cells, units, countries=countries),
        tables=Tables(None, given),
        notes=tuple(notes),
    )
