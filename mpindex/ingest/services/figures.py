"""What a service says about one series, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mpindex.errors import DataError
from mpindex.units.countries import gazetteer

Row = tuple[str, int, float]
"""Code of a unit, year, value."""


@dataclass(frozen=True)
class Span:
    """The years that are asked for, both included; None where open."""

    since: int | None = None
    until: int | None = None

    def holds(self, year: int) -> bool:
        """Say whether a year is asked for."""
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)

    def __str__(self) -> str:
        first = "the beginning" if self.since is None else str(self.since)
        return f"{first} to {'today' if self.until is None else self.until}"


@dataclass(frozen=True)
class Figures:
    """The figures of one series for states, by (unit, year), and where they are from.

    `others` counts what else the service had figures for: regions, groups of incomes, territories.
    """

    values: dict[tuple[str, int], float]
    address: str
    retrieved: date
    name: str = ""
    link: str = ""
    others: int = 0


def of_states(rows: Iterable[Row], span: Span, *, series: str) -> tuple[dict[tuple[str, int], float], int]:
    """Return the figures of the states by (unit, year), and how many other units had any.

    Parameters
    ----------
    rows : iterable of (str, int, float)
        ISO3 code or the service's code of something else, year, value.
    span : Span
        The years that are asked for.
    series : str
        For the message.

    Raises
    ------
    DataError
        A state has two values in one year, or no state has any.
    """
    states, others = gazetteer().names, set()
    values: dict[tuple[str, int], float] = {}
    for unit, year, value in rows:
        if not span.holds(year):
            continue
        if unit not in states:
            others.add(unit)
        elif values.setdefault((unit, year), value) != value:
            raise DataError(f"{series}: two values of {unit} in {year}: {values[unit, year]!r} and {value!r}")
    if not values:
        raise DataError(f"{series}: the service has no figure of any state from {span}. Ask for more years")
    return values, len(others)
