"""What each column of a table is, and what the user says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mpindex.errors import OptionError, suggest
from mpindex.ingest.headers import ATTRIBUTES, plain
from mpindex.ingest.raw import Raw
from mpindex.ingest.years import Dated

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


def checked(raw: Raw, headers: list[str], wishes: Wishes) -> dict[str, str | None]:
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


def no_unit(raw: Raw) -> str:
    """The error of a table in which nothing names the unit."""
    return (
        f"{raw.name}: no column names the unit (country, iso3, unit, code ...); say which it is: "
        f"columns={{'your header': 'unit'}}, and codes='cow' for such numbers; if the header stands further down, "
        f"header= names its line. Columns: {listed(raw)}"
    )


def listed(raw: Raw, most: int = 30) -> str:
    """The headers of a table, for an error."""
    headers = [str(header) for header in raw.frame.columns]
    more = f" ... ({len(headers)} in all)" if len(headers) > most else ""
    return ", ".join(headers[:most]) + more


def unused(raw: Raw, roles: Roles) -> list[str]:
    """The columns that are neither of a role nor figures: what may tell rows of one unit and year apart."""
    names = [
        header for header in raw.frame.columns if header not in roles.special and header not in roles.figures
    ]
    return [name for name in names if plain(name) not in ATTRIBUTES]
