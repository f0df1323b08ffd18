"""Reads a user's table, in any usual form, into a Dataset, and says all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any, TypeGuard

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator
from mpindex.dataset.bundled import reference_year
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, Fault, OptionError
from mpindex.ingest import metadata, notes, scales
from mpindex.ingest.assembly import assemble
from mpindex.ingest.cells import WRONG, Style
from mpindex.ingest.checks import Check, unlikely
from mpindex.ingest.choosing import choose_rows
from mpindex.ingest.column_roles import Roles, Wishes, unused
from mpindex.ingest.files import open_table
from mpindex.ingest.layout import Cells, idata_groups, lay_out
from mpindex.ingest.missing_marks import suspicious
from mpindex.ingest.resolving import Resolved, Wanted, resolve
from mpindex.ingest.roles import find_roles
from mpindex.ingest.side_tables import SideReader, groups_of_columns
from mpindex.ingest.spelling import Names

#: Arguments that are looked into before they can be checked: what they are, and one as an example.
_SHAPES: dict[str, tuple[Any, str]] = {
    "columns": (Mapping, "{'your header': 'unit'}"),
    "choose": (Mapping, "{'sex': 'total'}"),
    "scale": (Mapping, "{'gdp': 1e9}"),
    "names": ((Mapping, str, PathLike), "{'Kasachstan': 'KAZ'}"),
    "leave_out": (Iterable, "['World']"),
    "also": (Iterable, "['HKG']"),
    "strip": (str, "'$%'"),
    "encoding": (str, "'utf-8'"),
    "delimiter": (str, "';'"),
}


def read(
    source: object,
    *,
    units: str | None = None,
    codes: str | None = None,
    indicators: metadata.Settings | str | PathLike[str] | None = None,
    year: int | None = None,
    groups: object = None,
    dyads: object = None,
    layout: str | None = None,
    years: str | None = None,
    columns: Mapping[Any, str | None] | None = None,
    choose: Mapping[str, object] | None = None,
    names: Names | str | PathLike[str] | None = None,
    leave_out: Iterable[str] = (),
    unknown: str = "error",
    states_only: bool = False,
    also: Iterable[str] = (),
    scale: Mapping[str, float] | None = None,
    decimal: str = ".",
    thousands: str | None = None,
    strip: str = "",
    missing: object = (),
    header: int | None = None,
    skip: int = 0,
    sheet: str | int | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> Dataset:
    """Read a table of values into a validated `Dataset`.

    A tidy table has a row for each value (unit, indicator, year, value, and source if there is one); a wide
    one has a column for each indicator, beside the unit and, if there is one, the year; years may stand in
    the headers, alone or beside names, and so may countries. Usual headers of publishers are understood, in
    any case; where none is usual, the column whose cells are countries names the unit. Titles above the
    header and footnotes below the table are passed over. A wide table with a column uCode is COINr's iData:
    its columns of words, and those whose header ends with "group", are groups, and a value counts in its own
    year only, unless `groups` or `indicators` say otherwise. `.notes` tells what was taken for what.

    Parameters
    ----------
    source : path, URL, open file, DataFrame, mapping or sequence
        A file (CSV, TSV, Excel, Parquet, Stata, SAS, JSON, also compressed), a DataFrame of pandas or of
        another library, a dict of columns, or a list of rows. What a file is follows from its first bytes.
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
    years : str, optional
        ``"headers"``: years stand in the headers; ``"column"``: no header holds a year.
    columns : mapping, optional
        What a column is, by header or number from 1: ``unit``, ``year``, ``indicator``, ``value``,
        ``source``, ``direction``, ``name``, another id for an indicator, or None to leave it out.
    choose : mapping, optional
        Which rows are kept, by column: a member of a dimension, or several, as in ``{"sex": "T"}``.
    names : mapping or path, optional
        What spellings mean, as in ``{"Germany (West)": "DEU"}``, None for what is left out; or a JSON, YAML
        or CSV file of them.
    leave_out : sequence of str
        Units that are left out, as written.
    unknown : str
        ``"leave_out"`` leaves out every unit that is not known (listed in `.notes`); ``"error"`` refuses.
    states_only : bool
        Whether to leave out former states, territories and aggregates (listed in `.notes`).
    also : sequence of str
        Territories that count as units, as in ``["HKG", "PSE"]``.
    scale : mapping, optional
        A factor for each indicator that is in another unit, as in ``{"gdp": 1e9}``.
    decimal : str
        ``","`` for decimal commas.
    thousands : str, optional
        What separates thousands; by default nothing does, and separators are refused.
    strip : str
        Signs beside numbers that are taken off, as in ``"$%"``.
    missing : sequence
        Further marks of missing values, as in ``[-99, "unknown"]``.
    header : int, optional
        The line of the header, from 1, where it is not found.
    skip : int
        How many lines at the top are passed over.
    sheet : str or int, optional
        Of a workbook, by name or by number from 0; likewise the file in an archive.
    delimiter : str, optional
        Between the cells of a line; by default the one that the first lines use alike.
    encoding : str, optional
        Of the file; by default UTF-8, or what its byte order mark says.

    Returns
    -------
    Dataset
        Freshness counts from the newest year of the table, of countries from the reference year of the
        bundled data if that is earlier. A value negative where nothing can be, or off a
        publisher's scale, is wrong; one outside of a plausible range is listed in `.notes`. A column
        ``<id>_se`` holds the standard errors of ``<id>``.

    Raises
    ------
    DataError
        With every fault of the table: unit, indicator, year, value, rule, hint.
    OptionError
        An option is wrong.

    Examples
    --------
    >>> table = pd.DataFrame({"Country": ["Türkiye", "KAZ"], "Year": [2023, 2023], "beds": [3.0, 6.0]})
    >>> read(table).frame
    indicator  beds
    unit
    TUR         3.0
    KAZ         6.0
    """
    _check_year(year)
    _check_shapes(
        columns=columns, choose=choose, scale=scale, names=names, leave_out=leave_out, also=also, strip=strip,
        encoding=encoding, delimiter=delimiter,
    )  # fmt: skip
    style = Style.make(decimal=decimal, thousands=thousands, strip=strip, missing=missing)
    raw = open_table(
        source, delimiter=delimiter, encoding=encoding, sheet=sheet, header=header, skip=skip, decimal=decimal
    )
    raw = choose_rows(raw, choose)
    style = replace(style, flags=raw.flags)
    given = metadata.settings(indicators)
    coinr = "uCode" in raw.frame.columns  # COINr's iData
    in_columns = (
        idata_groups(raw) if coinr and groups is None else tuple(groups) if _are_headers(groups) else ()
    )
    wishes = Wishes(dict(columns or {}), in_columns, layout, years, units, codes, frozenset(given))
    roles = find_roles(raw, wishes, style, reference_year() + 1)
    dated = None if roles.year is not None or roles.dated else reference_year() if year is None else int(year)
    cells = lay_out(raw, roles, style, year=dated or 0)
    known = resolve(cells, roles, Wanted(units, codes, states_only, names, leave_out, unknown, also))
    side = groups if not _are_headers(groups) else None
    data = _checked(known, roles, style, given, scale, (side, dyads), coinr=coinr, dated=dated)
    return data if year is None or dated is not None else data.at(int(year))


def _checked(
    known: Resolved, roles: Roles, style: Style, given: metadata.Settings, scale: Mapping[str, float] | None,
    sides: tuple[object, object], *, coinr: bool, dated: int | None,
) -> Dataset:  # fmt: skip
    """Check everything, raise all faults at once, and put the Dataset together."""
    cells, raw = known.cells, known.cells.raw
    entries, others, told = metadata.entries(cells, roles, given)
    factors = scales.factors(scale, cells.ids)
    entries = metadata.of_own_year(entries, given) if coinr else entries
    with np.errstate(over="ignore"):  # what becomes infinite is a fault by itself
        scaled = replace(cells, value=cells.value * factors[cells.indicator])
    dimensions = unused(raw, roles) + ([roles.source] if roles.source else [])
    names = roles.unit if len(roles.unit) > 1 else ()
    faults, wrong = Check(scaled, known.identities, entries, style, dimensions, names).faults()
    side = SideReader(known.reader)
    tables: dict[str, pd.DataFrame] = {}
    if sides[0] is not None:
        tables["groups"] = side.groups(sides[0])
    elif roles.groups:
        tables["groups"] = groups_of_columns(raw, roles, cells, known.identities)
    if sides[1] is not None:
        tables["dyads"] = side.dyads(sides[1])
    others = [*others, *side.faults]
    if faults or others:
        raise DataError(_heading(raw.name, cells, wrong, len(others)), [*faults, *others])
    all_notes = _notes(replace(known, cells=scaled), roles, entries, given, dimensions, told, dated=dated)
    data = assemble(
        scaled, roles, known.identities, entries, tables, countries=known.countries, notes=all_notes
    )
    return replace(data, notes=(*data.notes, *scales.other_units(data)))


def _notes(
    known: Resolved, roles: Roles, entries: Sequence[Indicator], given: metadata.Settings, dimensions: Sequence[str],
    told: Sequence[str], *, dated: int | None,
) -> list[str]:  # fmt: skip
    """Everything that reading has to say, in the order of reading."""
    cells = known.cells
    return [
        *cells.raw.notes,
        *roles.notes,
        *known.notes,
        *notes.of_years(roles, dated),
        *told,
        *notes.of_metadata(entries, given, told=roles.direction is not None),
        *notes.of_marks(cells),
        *notes.of_digits(cells, entries),
        *suspicious(cells, cells.ids),
        *notes.of_dimensions(cells, dimensions),
        *(notes.of_units(cells, known.identities) if known.countries else []),
        *scales.mixed(cells, entries),
        *notes.of_lookalikes("units", [identity.unit or "" for identity in known.identities]),
        *notes.of_lookalikes("indicators", cells.ids),
        *unlikely(cells, [identity.unit for identity in known.identities], entries),
    ]


def check_table(source: object, **options: Any) -> pd.DataFrame:
    """Return what is wrong with a table, a row for each fault, none if all is well.

    Parameters
    ----------
    source : path, URL, open file, DataFrame, mapping or sequence
        As for `read`.
    **options
        As for `read`.
    """
    try:
        read(source, **options)
    except DataError as error:
        return _fault_table(error.faults or [Fault(rule=line) for line in str(error).splitlines()])
    return _fault_table([])


def _fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    table: pd.DataFrame = DataError("", faults).table
    return table


def _check_year(year: object) -> None:
    if year is not None and (
        isinstance(year, bool) or (not isinstance(year, int) and not hasattr(year, "__index__"))
    ):
        raise OptionError(f"year is a whole number, not {year!r}")


def _check_shapes(**given: object) -> None:
    for name, value in given.items():
        kinds, example = _SHAPES[name]
        fits = isinstance(value, kinds) and not (name == "delimiter" and (len(value) > 1 or value in '"\r\n'))
        if value is not None and not fits:
            raise OptionError(f"{name} is given as in {name}={example}, not as {value!r}")


def _are_headers(groups: object) -> TypeGuard[Sequence[str]]:
    """Whether `groups` names columns, and is no table or file."""
    return isinstance(groups, (list, tuple, set)) and all(isinstance(item, str) for item in groups)


def _heading(name: str, cells: Cells, wrong: int, others: int) -> str:
    total = int((cells.numbers | (cells.state == WRONG)).sum())
    parts = [f"{wrong:,} of {total:,} values {'is' if wrong == 1 else 'are'} wrong"] if wrong else []
    parts += [f"{others} {'fault' if others == 1 else 'faults'} besides the values"] if others else []
    return f"{name}: {', '.join(parts)}"
