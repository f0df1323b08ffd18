"""Finds out what each column of a table is: unit, year, indicator, value, figure, or something beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from mpindex.catalogue import catalogue
from mpindex.errors import DataError, OptionError, suggest
from mpindex.ingest.cells import NUMBER, WRONG, Style, parse, texts
from mpindex.ingest.headers import ATTRIBUTES, BOOKKEEPING, ROLES, by_role, is_known, plain
from mpindex.ingest.raw import Raw
from mpindex.ingest.unit_columns import unit_columns
from mpindex.ingest.years import Dated, are_years, dated_headers

_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?\Z|\d{1,2}[./]\d{1,2}[./]\d{4}\Z", re.ASCII)

LAYOUTS = ("tidy", "wide")
YEARS_IN = ("headers", "column")


@dataclass(frozen=True)
class Roles:
    """Which column is what.

    Attributes
    ----------
    unit : tuple of str
        The columns that name the unit: codes first, names after; empty where units stand in the headers.
    year, indicator, value, source, direction : str or None
        The column of each.
    label : str or None
        The column with names of indicators, beside their codes.
    groups : tuple of str
        Columns of groups.
    figures : mapping
        In a wide table, the indicator of each column.
    dated : mapping
        The year that stands in the header of a column.
    units : mapping
        The unit that stands in the header of a column.
    notes : tuple of str
        What was left out, and why.
    """

    unit: tuple[str, ...] = ()
    year: str | None = None
    indicator: str | None = None
    value: str | None = None
    source: str | None = None
    direction: str | None = None
    label: str | None = None
    groups: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    dated: Mapping[str, Dated] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def special(self) -> set[str]:
        """The columns that are no figures."""
        names = (self.year, self.indicator, self.value, self.source, self.direction, self.label)
        return {*self.unit, *self.groups, *(name for name in names if name is not None)}


@dataclass(frozen=True)
class Wishes:
    """What the user says of the columns: the options of `read` that `find_roles` obeys."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    layout: str | None = None
    years: str | None = None
    units: str | None = None
    codes: str | None = None
    indicators: frozenset[str] = frozenset()

    def asked(self, role: str) -> list[str]:
        """The columns to which the user gives a role."""
        return [header for header, given in self.columns.items() if given == role]


def find_roles(raw: Raw, wishes: Wishes, style: Style, newest: int) -> Roles:
    """Tell what each column is, by the wishes where they speak, else by headers and cells.

    Parameters
    ----------
    raw : Raw
        The table.
    wishes : Wishes
        Of the user.
    style : Style
        How numbers are written.
    newest : int
        The newest year that a single header may name.

    Raises
    ------
    DataError
        No column names the unit, or none holds values; half of a tidy layout is present.
    OptionError
        A column that is asked for is not there.
    """
    headers = list(raw.frame.columns)
    wishes = replace(wishes, columns=_checked(raw, headers, wishes))
    free = [header for header in headers if header not in wishes.columns and header not in wishes.groups]
    units, notes = unit_columns(
        raw, free, wishes.asked("unit"), wishes.asked("name"), units=wishes.units, codes=wishes.codes
    )
    free = [header for header in free if header not in units]
    roles = Roles(unit=tuple(units), groups=wishes.groups, notes=tuple(notes))
    roles = replace(
        roles,
        **{role: _first(raw, wishes, free, role) for role in ("source", "direction", "indicator", "value")},
    )
    roles = replace(roles, label=_label(roles, by_role(free, "indicator_name")))
    roles = replace(roles, year=_year_column(raw, wishes, free))
    if wishes.layout == "wide":
        roles = replace(roles, indicator=None, value=None, label=None)
    rest = [header for header in headers if header not in roles.special]
    return _with_figures(raw, roles, wishes, style, rest, newest)


def _checked(raw: Raw, headers: list[str], wishes: Wishes) -> dict[str, str | None]:
    """The wishes by header; a column may be named by its number too, counted from 1."""
    if wishes.layout not in (None, *LAYOUTS):
        raise OptionError(f"layout must be 'tidy' or 'wide', not {wishes.layout!r}")
    if wishes.years not in (None, *YEARS_IN):
        raise OptionError(f"years must be 'headers' or 'column', not {wishes.years!r}")
    columns: dict[str, str | None] = {}
    for header, role in wishes.columns.items():
        if not (role is None or isinstance(role, str)):
            raise OptionError(
                f"columns= gives a column a role or a name, or None to leave it out, not {role!r}"
            )
        number = isinstance(header, int) and str(header) not in headers and 1 <= header <= len(headers)
        columns[headers[int(header) - 1] if number else str(header)] = role
    virtual = set() if "value" in headers else {"value"}  # the name of values that have no header
    absent = [
        f"{raw.name}: there is no column {header!r}.{suggest(header, headers)}"
        for header in (*columns, *wishes.groups)
        if header not in headers and header not in virtual
    ]
    if absent:
        raise OptionError("\n".join(absent))
    return columns


def _first(raw: Raw, wishes: Wishes, free: list[str], role: str) -> str | None:
    asked = wishes.asked(role)
    if asked:
        return asked[0]
    known = by_role(free, role)
    if role == "direction":  # an indicator may be called so
        known = [
            name for name in known if set(texts(raw.frame[name])) <= {"", "1", "-1", "+1", "1.0", "-1.0"}
        ]
    return known[0] if known else None


def _label(roles: Roles, names: Sequence[str]) -> str | None:
    """The names of indicators; where no code stands beside them, nothing."""
    return names[0] if names and roles.indicator is not None else None


def _year_column(raw: Raw, wishes: Wishes, free: list[str]) -> str | None:
    asked = wishes.asked("year")
    if asked:
        return asked[0]
    known = by_role(free, "year")
    return next(
        (name for name in known if plain(name) in ("year", "years") or are_years(raw.frame[name])), None
    )


def _with_figures(
    raw: Raw, roles: Roles, wishes: Wishes, style: Style, rest: list[str], newest: int
) -> Roles:
    """Find the figures: the values of a tidy table, or columns; those with years or units in their headers."""
    named = {
        header: str(given)
        for header, given in wishes.columns.items()
        if given is not None and given not in ROLES
    }
    left_out = {header for header, given in wishes.columns.items() if given is None}
    free = [header for header in rest if header not in left_out]
    dated = _dated(raw, roles, wishes, free, newest)
    if dated:
        return _years_in_headers(raw, roles, wishes, style, free, dated, named)
    if not roles.unit and roles.value is None:
        return _units_in_headers(raw, roles, free)
    if roles.indicator is not None or roles.value is not None or wishes.layout == "tidy":
        roles = _tidy_or_wide(raw, roles, wishes, style, free)
    if roles.indicator is not None and roles.unit:
        return roles
    if not roles.unit:
        raise DataError(_no_unit(raw))
    if roles.value is not None:  # one indicator without a name
        return _one_indicator(roles, named)
    candidates = [header for header in raw.frame.columns if header not in left_out]
    figures, notes = _columns_of_figures(raw, roles, wishes, style, candidates)
    roles = replace(
        roles, figures={header: named.get(header, header) for header in figures}, notes=(*roles.notes, *notes)
    )
    _check_figures(raw, roles)
    return roles


def _dated(raw: Raw, roles: Roles, wishes: Wishes, free: list[str], newest: int) -> dict[str, Dated]:
    if wishes.years == "column":
        return {}
    candidates = [
        header for header in free if header not in wishes.groups and _may_be_figures(raw.frame[header])
    ]
    dated = dated_headers(candidates, known=catalogue(), newest=newest)
    alone = {header: item for header, item in dated.items() if not item.stem}
    if roles.year is not None and alone and wishes.years is None:
        years = sorted(item.year for item in alone.values())
        raise DataError(
            f"{raw.name}: the headers {years[0]} to {years[-1]} are years, and {roles.year!r} is a column of years: "
            f"pass columns={{{roles.year!r}: None}} to leave it out, or years='column' to read the headers as indicators"
        )
    if roles.year is not None and wishes.years != "headers":
        return {}
    if wishes.years == "headers" and not dated:
        raise DataError(
            f"{raw.name}: years='headers' was passed, and no header holds a year. Columns: {_listed(raw)}"
        )
    if wishes.layout == "tidy" and roles.indicator is not None and roles.value is not None:
        return {}
    return dated


def _may_be_figures(column: pd.Series) -> bool:
    """Whether a column is not of words alone: of the first cells that hold anything, one has a digit or is a mark."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return True
    cells = [cell for cell in texts(column.head(400)) if cell]
    return not cells or any(any(letter.isdigit() for letter in cell) or len(cell) <= 3 for cell in cells)


def _years_in_headers(
    raw: Raw,
    roles: Roles,
    wishes: Wishes,
    style: Style,
    free: list[str],
    dated: dict[str, Dated],
    named: dict[str, str],
) -> Roles:
    """Columns with years in their headers are figures; what stands undated beside them is left out, or asked for."""
    notes = list(roles.notes)
    stems: dict[str, str] = {}
    for header, item in dated.items():
        stem = item.stem or ("" if roles.indicator is not None else named.get("value", "value"))
        stems[header] = named.get(header, named.get(item.stem, stem))
    beside = [header for header in free if header not in dated and header != roles.value]
    kept = {header: named[header] for header in beside if header in named and header != "value"}
    undated = [header for header in beside if header not in kept and _is_of_figures(raw.frame[header], style)]
    undated = [header for header in undated if plain(header) not in ATTRIBUTES | BOOKKEEPING]
    if undated:
        first = undated[0]
        notes.append(
            f"left out, since years stand in the headers and no year dates them: {', '.join(undated)} "
            f"(columns={{{first!r}: {plain(first)!r}}} keeps one as of the newest year)"
        )
    if roles.indicator is None and "" in {item.stem for item in dated.values()} and "value" not in named:
        notes.append(
            "the indicator has no name: its values are called 'value' (columns={'value': 'gdp'} names it)"
        )
    if not roles.unit:
        raise DataError(_no_unit(raw))
    newest = max(item.year for item in dated.values())
    all_dated = {**dated, **{header: Dated(name, newest) for header, name in kept.items()}}
    return replace(
        roles, value=None, year=None, figures={**stems, **kept}, dated=all_dated, notes=tuple(notes)
    )


def _tidy_or_wide(raw: Raw, roles: Roles, wishes: Wishes, style: Style, free: list[str]) -> Roles:
    """Complete half of a tidy layout, or read the table as a wide one."""
    others = [h for h in free if h not in roles.special and _is_of_figures(raw.frame[h], style)]
    others = [
        h for h in others if plain(h) not in ATTRIBUTES | BOOKKEEPING and not is_known(h, "unit", "year")
    ]
    if roles.indicator is None and roles.value is None:
        raise DataError(
            f"{raw.name}: layout='tidy' was passed, and there is a column for the unit and none for the indicator and value; "
            f"say which they are: columns={{'your header': 'indicator', 'another': 'value'}}. Columns: {_listed(raw)}"
        )
    if roles.indicator is not None and roles.value is None:
        if len(others) == 1 and wishes.layout != "tidy":
            return replace(roles, value=others[0])
        raise DataError(
            f"{raw.name}: has a column for the indicator and none for the value; say which it is: "
            f"columns={{'your header': 'value'}}, or pass layout='wide'. Columns: {_listed(raw)}"
        )
    if roles.indicator is None and roles.value is not None:
        if wishes.layout == "tidy":
            raise DataError(
                f"{raw.name}: has a column for the value and none for the indicator; say which it is: "
                f"columns={{'your header': 'indicator'}}. Columns: {_listed(raw)}"
            )
        if others and plain(roles.value) in ("value", "values", "wert", "valor"):
            return replace(roles, value=None)  # a wide table with an indicator of this name
    return roles


def _one_indicator(roles: Roles, named: Mapping[str, str]) -> Roles:
    header = str(roles.value)
    name = named.get(header, named.get("value", "value"))
    note = (
        f"the indicator has no name: its values are called 'value' (columns={{{header!r}: 'gdp'}} names it)"
    )
    notes = roles.notes if name != "value" else (*roles.notes, note)
    return replace(roles, figures={header: name}, value=None, notes=notes)


def _units_in_headers(raw: Raw, roles: Roles, free: list[str]) -> Roles:
    """Countries as headers: each column is a unit, each row a year or an indicator."""
    from mpindex.ingest.unit_columns import countries_among

    units = countries_among(free)
    if len(units) < 3 or len(units) * 10 < len(free) * 6:
        raise DataError(_no_unit(raw))
    names = [header for header in free if header not in units and _is_words(raw.frame[header])]
    indicator = roles.indicator or (names[0] if names else None)
    year = roles.year
    if year is None:
        year = next((h for h in free if h not in units and h != indicator and are_years(raw.frame[h])), None)
    notes = [
        *roles.notes,
        f"the headers are countries ({', '.join(units[:3])} ...), and each row is of all of them",
    ]
    if indicator is None:
        notes.append("the indicator has no name: its values are called 'value'")
    figures = {header: "value" for header in units}
    return replace(
        roles,
        indicator=indicator,
        value=None,
        year=year,
        figures=figures,
        units={u: u for u in units},
        notes=tuple(notes),
    )


def _columns_of_figures(
    raw: Raw, roles: Roles, wishes: Wishes, style: Style, candidates: Iterable[str]
) -> tuple[list[str], list[str]]:
    """The columns that hold figures, and notes of those that are left out: of words, empty, of numbers of countries."""
    figures: list[str] = []
    words: list[str] = []
    empty: list[str] = []
    codes: list[str] = []
    for header in candidates:
        if header in roles.special:
            continue
        asked = header in wishes.columns or header in wishes.indicators
        kind = "figures" if asked else _kind(raw.frame[header], header, style)
        {"figures": figures, "words": words, "empty": empty, "codes": codes}[kind].append(header)
    if not figures:
        return [*words, *empty], []
    notes = []
    if words:
        notes.append(
            f"left out, since they hold words or dates: {', '.join(words)} (groups={words[:1]!r} reads them as groups)"
        )
    if empty:
        notes.append(f"left out, since they are empty: {', '.join(empty)}")
    if codes:
        notes.append(f"left out, since they say nothing of the units: {', '.join(codes)}")
    return figures, notes


def _kind(column: pd.Series, header: str, style: Style) -> str:
    name = plain(header)
    if (
        name in BOOKKEEPING
        or is_known(header, "unit")
        and name.endswith(("code", "cow", "m49", "n3", "numeric", "gwno"))
    ):
        return "codes"
    if name in ATTRIBUTES:
        return "words"
    state = parse(column, style).state
    if not ((state == NUMBER) | (state == WRONG)).any():
        return "empty"
    return "words" if not (state == NUMBER).any() and (_is_words(column) or _are_dates(column)) else "figures"


def _are_dates(column: pd.Series) -> bool:
    """Whether all cells that hold anything are days."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return True
    cells = {cell for cell in texts(column) if cell}
    return bool(cells) and all(_DAY.match(cell) for cell in cells)


def _is_of_figures(column: pd.Series, style: Style) -> bool:
    return bool((parse(column, style).state == NUMBER).any())


def _is_words(column: pd.Series) -> bool:
    """Whether no cell of a column has a digit, and one is a word other than true and false."""
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        return False
    if pd.api.types.is_datetime64_any_dtype(column):
        return False
    cells = {cell for cell in texts(column) if cell}
    if not cells or {cell.lower() for cell in cells} <= {"true", "false"}:
        return False
    return not any(letter.isdigit() for cell in cells for letter in cell) and bool(
        (parse(column).state == WRONG).any()
    )


def _check_figures(raw: Raw, roles: Roles) -> None:
    if not roles.figures:
        raise DataError(f"{raw.name}: has no column of values. Columns: {_listed(raw)}")
    ids = list(roles.figures.values())
    same = sorted({id for id in ids if ids.count(id) > 1})
    if same:
        raise DataError(f"{raw.name}: several columns are called {', '.join(same)}")


def _no_unit(raw: Raw) -> str:
    return (
        f"{raw.name}: no column names the unit (country, iso3, unit, code ...); say which it is: "
        f"columns={{'your header': 'unit'}}, and codes='cow' for such numbers; if the header stands further down, "
        f"header= names its line. Columns: {_listed(raw)}"
    )


def _listed(raw: Raw, most: int = 30) -> str:
    headers = [str(header) for header in raw.frame.columns]
    more = f" ... ({len(headers)} in all)" if len(headers) > most else ""
    return ", ".join(headers[:most]) + more


def unused(raw: Raw, roles: Roles) -> list[str]:
    """The columns that are neither of a role nor figures: what may tell rows of one unit and year apart."""
    names = [
        header for header in raw.frame.columns if header not in roles.special and header not in roles.figures
    ]
    return [name for name in names if plain(name) not in ATTRIBUTES]


def varies(column: pd.Series) -> bool:
    """Whether a column holds more than one thing."""
    return len(np.unique(texts(column).astype(str))) > 1
