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

import inspect
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: A name of so many letters may differ by so many: by more than one only if it begins alike.
_CODE, _SOME, _MANY = 3, 7, 12
#: A beginning of so many letters names an option, if it is the only one; with another last letter, of so many.
_BEGINNING, _STEM = 3, 6


def suggest(name: object, options: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the option that a name is a misspelling or the beginning of, or an empty string.

    What is merely somewhat like it is not offered: England is not Ireland.

    Parameters
    ----------
    name : object
        What was given.
    options : iterable of str
        What there is.

    Examples
    --------
    >>> suggest("gdp_pp", ["gdp_ppp", "population"]), suggest("Popul", ["gdp_ppp", "population"])
    (" Did you mean 'gdp_ppp'?", " Did you mean 'population'?")
    >>> suggest("England", ["Ireland", "Finland"])
    ''
    """
    plain = _plain(str(name))
    by_plain = {_plain(str(option)): str(option) for option in options if option != name}
    if not plain:
        return ""
    apart = {other: letters for other in by_plain if (letters := letters_apart(plain, other)) is not None}
    near = (
        min(apart, key=lambda other: (apart[other], sorted(other) != sorted(plain), other[:1] != plain[:1]))
        if apart
        else _beginning(plain, by_plain)
    )
    return f" Did you mean {by_plain[near]!r}?" if near else ""


def letters_apart(name: str, other: str) -> int | None:
    """Return by how many letters (changed, left out, added, changed over) a name differs; None where too many.

    Parameters
    ----------
    name, other : str
        In the same case.

    Examples
    --------
    >>> letters_apart("kazahkstan", "kazakhstan"), letters_apart("scotland", "poland")
    (1, None)
    """
    most, same_letters = 1, sorted(name) == sorted(other)
    if name[:1] == other[:1]:
        most = 3 if len(name) >= _MANY else 2 if len(name) >= _SOME or same_letters else 1
    if len(other) <= _CODE and name[:1] != other[:1] and not same_letters:
        return None  # CAR is no slip for BAR
    if abs(len(name) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(name, 1):
        before, last, row = row, before, [i]
        for j, counterpart in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and name[i - 2] == counterpart:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _beginning(name: str, options: Iterable[str]) -> str:
    """The only option that begins so (up to another last letter), or the longest that the name begins with as a word."""
    for stem, least in ((name, _BEGINNING), (name[:-1], _STEM)):
        longer = [option for option in options if option.startswith(stem)]
        if len(stem) >= least and len(longer) == 1:
            return longer[0]
    shorter = [option for option in options if option and name.startswith(f"{option}_")]
    return max(shorter, key=len, default="")


class MpindexError(Exception):
    """Base of every error that the library raises on purpose."""


class MpindexWarning(UserWarning):
    """Class of every warning of the library: a result is there, and something about it should be known."""


def warn(message: str) -> None:
    """Warn at the line that called the library, however deep inside it the reason is seen.

    Parameters
    ----------
    message : str
        What should be known, and what to do.
    """
    frame, level = inspect.currentframe(), 1
    while frame and frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        frame, level = frame.f_back, level + 1
    warnings.warn(message, MpindexWarning, stacklevel=level)


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
