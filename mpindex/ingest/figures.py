"""Finds the figures of a table: the values of a tidy one, or columns, with years or units in their headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mpindex.errors import DataError
from mpindex.ingest.cells import Style
from mpindex.ingest.column_kinds import is_of_figures, is_words, kind
from mpindex.ingest.column_roles import Roles, Wishes, listed, no_unit
from mpindex.ingest.dated_columns import dated, years_in_headers
from mpindex.ingest.headers import ATTRIBUTES, BOOKKEEPING, ROLES, is_known, plain
from mpindex.ingest.raw import Raw
from mpindex.ingest.unit_columns import countries_among
from mpindex.ingest.years import are_years


def with_figures(raw: Raw, roles: Roles, wishes: Wishes, style: Style, rest: list[str], newest: int) -> Roles:
    """Find the figures: the values of a tidy table, or columns; those with years or units in their headers."""
    named = {
        header: str(given)
        for header, given in wishes.columns.items()
        if given is not None and given not in ROLES
    }
    left_out = {header for header, given in wishes.columns.items() if given is None}
    free = [header for header in rest if header not in left_out]
    years = dated(raw, roles, wishes, free, newest)
    if years:
        return years_in_headers(raw, roles, wishes, style, free, years, named)
    if not roles.unit and roles.value is None:
        return _units_in_headers(raw, roles, free)
    if roles.indicator is not None or roles.value is not None or wishes.layout == "tidy":
        roles = _tidy_or_wide(raw, roles, wishes, style, free)
    if roles.indicator is not None and roles.unit:
        return roles
    if not roles.unit:
        raise DataError(no_unit(raw))
    if roles.value is not None:  # one indicator without a name
        return _one_indicator(roles, named)
    candidates = [header for header in raw.frame.columns if header not in left_out]
    figures, notes = _columns_of_figures(raw, roles, wishes, style, candidates)
    roles = replace(
        roles, figures={header: named.get(header, header) for header in figures}, notes=(*roles.notes, *notes)
    )
    _check_figures(raw, roles)
    return roles


def _tidy_or_wide(raw: Raw, roles: Roles, wishes: Wishes, style: Style, free: list[str]) -> Roles:
    """Complete half of a tidy layout, or read the table as a wide one."""
    others = [h for h in free if h not in roles.special and is_of_figures(raw.frame[h], style)]
    others = [
        h for h in others if plain(h) not in ATTRIBUTES | BOOKKEEPING and not is_known(h, "unit", "year")
    ]
    if roles.indicator is None and roles.value is None:
        raise DataError(
            f"{raw.name}: layout='tidy' was passed; has a column for the unit and none for the indicator and value; "
            f"say which they are: columns={{'your header': 'indicator', 'another': 'value'}}. Columns: {listed(raw)}"
        )
    if roles.indicator is not None and roles.value is None:
        if len(others) == 1 and wishes.layout != "tidy":
            return replace(roles, value=others[0])
        raise DataError(
            f"{raw.name}: has a column for the indicator and none for the value; say which it is: "
            f"columns={{'your header': 'value'}}, or pass layout='wide'. Columns: {listed(raw)}"
        )
    if roles.indicator is None and roles.value is not None:
        if wishes.layout == "tidy":
            raise DataError(
                f"{raw.name}: has a column for the value and none for the indicator; say which it is: "
                f"columns={{'your header': 'indicator'}}. Columns: {listed(raw)}"
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
    units = countries_among(free)
    if len(units) < 3 or len(units) * 10 < len(free) * 6:
        raise DataError(no_unit(raw))
    names = [header for header in free if header not in units and is_words(raw.frame[header])]
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
    figures = dict.fromkeys(units, "value")
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
        what = "figures" if asked else kind(raw.frame[header], header, style)
        {"figures": figures, "words": words, "empty": empty, "codes": codes}[what].append(header)
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


def _check_figures(raw: Raw, roles: Roles) -> None:
    if not roles.figures:
        raise DataError(f"{raw.name}: has no column of values. Columns: {listed(raw)}")
    ids = list(roles.figures.values())
    same = sorted({id for id in ids if ids.count(id) > 1})
    if same:
        raise DataError(f"{raw.name}: several columns are called {', '.join(same)}")
