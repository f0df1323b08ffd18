"""Units of a figure: who is asked for, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mpindex.errors import UnknownUnit, suggest
from mpindex.wording import with_article

if TYPE_CHECKING:
    from mpindex.index.index import Index


def require_units(units: str | Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the units asked for, each once.

    Raises
    ------
    UnknownUnit
        Naming every one that is not there, with the nearest.
    """
    asked = list(dict.fromkeys([units] if isinstance(units, str) else units))
    options = list(map(str, known))
    wrong = [unit for unit in asked if unit not in options]
    if wrong:
        raise UnknownUnit(
            "; ".join(f"there is no unit {unit!r} in this table.{suggest(unit, options)}" for unit in wrong)
        )
    return asked


def codes_of(index: Index, units: str | Iterable[str]) -> list[str]:
    """Return the codes of units of an index given by code or name, each once; every unknown one is in the error."""
    codes: list[str] = []
    wrong: list[str] = []
    for unit in [units] if isinstance(units, str) else units:
        try:
            codes.append(index.dataset.find(unit))
        except UnknownUnit as fault:
            wrong.append(str(fault))
    if wrong:
        raise UnknownUnit("; ".join(wrong))
    return list(dict.fromkeys(codes))


def name_of(unit: str, names: Mapping[str, str] | None) -> str:
    return (names or {}).get(unit, unit)


def subject(unit: str, names: Mapping[str, str] | None) -> str:
    """What a unit is called in a sentence: the United States."""
    return with_article(name_of(unit, names))


def noun(index: Index) -> str:
    """What its units are called."""
    return index.dataset.noun
