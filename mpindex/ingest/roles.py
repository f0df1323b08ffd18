"""Finds out what each column of a table is: unit, year, indicator, value, figure, or something beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mpindex.ingest.cells import Style, texts
from mpindex.ingest.column_roles import Roles, Wishes, checked
from mpindex.ingest.figures import with_figures
from mpindex.ingest.headers import by_role, plain
from mpindex.ingest.raw import Raw
from mpindex.ingest.unit_columns import unit_columns
from mpindex.ingest.years import are_years


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
    wishes = replace(wishes, columns=checked(raw, headers, wishes))
    free = [header for header in headers if header not in wishes.columns and header not in wishes.groups]
    units, notes = unit_columns(
        raw, free, wishes.asked("unit"), wishes.asked("name"), units=wishes.units, codes=wishes.codes
    )
    free = [header for header in free if header not in units]
    roles = Roles(
        unit=tuple(units),
        indicator=_first(raw, wishes, free, "indicator"),
        value=_first(raw, wishes, free, "value"),
        source=_first(raw, wishes, free, "source"),
        direction=_first(raw, wishes, free, "direction"),
        groups=wishes.groups,
        notes=tuple(notes),
    )
    roles = replace(roles, label=_label(roles, by_role(free, "indicator_name")))
    roles = replace(roles, year=_year_column(raw, wishes, free))
    if wishes.layout == "wide":
        roles = replace(roles, indicator=None, value=None, label=None)
    rest = [header for header in headers if header not in roles.special]
    return with_figures(raw, roles, wishes, style, rest, newest)


def _first(raw: Raw, wishes: Wishes, free: list[str], role: str) -> str | None:
    asked = wishes.asked(role)
    if asked:
        return asked[0]
    known = by_role(free, role)
    tidy = by_role(free, "indicator") and by_role(free, "value")
    if role == "direction" and not tidy:  # an indicator may be called so
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
