"""Errors and warnings, one tree, and the sentence "did you mean".

``except MpindexError`` catches everything that a user's mistake can cause. Every warning is an ``MpindexWarning``::

    MpindexError
    ├── OptionError            a wrong argument of a function (a ValueError too)
    ├── DefinitionError        a wrong definition: file, line, fault, remedy (a ValueError too)
    └── DataError              a wrong table: `.faults`, `.table` (a ValueError too)
        ├── UnknownUnit        a name that is no unit (a LookupError too)
        └── UnknownIndicator   a name that is no indicator (a LookupError too)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


def suggest(name: object, options: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the option nearest to `name`, or an empty string.

    >>> suggest("gdp_pp", ["gdp_ppp", "population"])
    " Did you mean 'gdp_ppp'?"
    >>> suggest("zzz", ["gdp"])
    ''
    """
    import difflib

    by_lower = {str(option).lower(): str(option) for option in options}
    near = difflib.get_close_matches(str(name).lower(), list(by_lower), n=1, cutoff=0.6)
    return f" Did you mean {by_lower[near[0]]!r}?" if near else ""


class MpindexError(Exception):
    """Base of every error that the library raises on purpose."""


class MpindexWarning(UserWarning):
    """Class of every warning of the library: a result is there, and something about it should be known."""


class OptionError(MpindexError, ValueError):
    """An argument of a function is wrong. The message names the argument, what was given and what would be right."""


@dataclass(frozen=True)
class Fault:
    """One wrong value in a table: where it is, which rule it breaks, what to do."""

    unit: str = ""
    indicator: str = ""
    year: object = ""
    value: object = ""
    rule: str = ""
    hint: str = ""


class DataError(MpindexError, ValueError):
    """A table cannot be used. `faults` lists every wrong value; `.table` shows them as a DataFrame."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()):
        self.faults = tuple(faults)
        super().__init__(message + _as_text(self.faults))

    @property
    def table(self) -> Any:
        """The faults, one row each: unit, indicator, year, value, rule, hint."""
        import pandas as pd

        return pd.DataFrame([vars(fault) for fault in self.faults], columns=list(Fault.__dataclass_fields__))


class UnknownUnit(DataError, LookupError):
    """A name or code stands for no unit of the table, or for no country."""


class UnknownIndicator(DataError, LookupError):
    """An indicator id is in neither the catalogue nor the table."""


class DefinitionError(MpindexError, ValueError):
    """A definition is wrong. Every line of the message names file, line, fault and remedy."""


def _as_text(faults: tuple[Fault, ...], most: int = 20) -> str:
    if not faults:
        return ""
    names = list(Fault.__dataclass_fields__)
    rows = [names] + [
        [*(_short(getattr(fault, name)) for name in names[:-1]), fault.hint] for fault in faults[:most]
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(names))]
    lines = [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    if len(faults) > most:
        lines.append(f"  ... and {len(faults) - most} more (all in the error's .table)")
    return "\n" + "\n".join(lines)


def _short(value: object, most: int = 60) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 3] + "..."
