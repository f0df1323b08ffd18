"""The units of a table that is laid out: what each label stands for, what is left out, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from os import PathLike

import numpy as np
import pandas as pd

from mpindex.errors import DataError, OptionError
from mpindex.ingest import notes
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.headers import NO_COUNTRIES, plain, system_of
from mpindex.ingest.layout import Cells
from mpindex.ingest.spelling import Names, Spelling
from mpindex.ingest.unit_columns import numeric, share
from mpindex.ingest.units import UNKNOWN, Identity, Reader, are_countries
from mpindex.units.countries import gazetteer
from mpindex.wording import first_few


@dataclass(frozen=True)
class Wanted:
    """What the user says of units: the options of `read`."""

    units: str | None = None
    codes: str | None = None
    states_only: bool = False
    names: Names | str | PathLike[str] | None = None
    leave_out: Iterable[str] = ()
    unknown: str = "error"
    also: Iterable[str] = ()


@dataclass(frozen=True, eq=False)
class Resolved:
    """The cells that stay, what their labels stand for, and the notes."""

    cells: Cells
    identities: list[Identity]
    countries: bool
    reader: Reader
    notes: list[str]


def resolve(cells: Cells, roles: Roles, wanted: Wanted) -> Resolved:
    """Say what each label stands for, and leave out what is to be left out.

    Raises
    ------
    DataError
        Nothing is left.
    OptionError
        An option is wrong.
    """
    if wanted.unknown not in UNKNOWN:
        raise OptionError(f"unknown must be 'error' or 'leave_out', not {wanted.unknown!r}")
    if wanted.codes is not None:
        gazetteer().system(wanted.codes)
    spelling = Spelling.make(
        names=wanted.names, leave_out=wanted.leave_out, also=wanted.also, countries=wanted.units != "free"
    )
    systems, told = _systems(cells, roles, wanted.codes)
    numbered = wanted.units is None and any(system is not None for system in systems)
    countries = numbered or are_countries(
        cells.labels, units=wanted.units, codes=wanted.codes, spelling=spelling
    )
    reader = Reader(countries, systems, spelling, roles.unit or ("the header",))
    identities = [reader.identity(label) for label in cells.labels]
    plainly_free = not countries and bool(roles.unit) and plain(roles.unit[0]) in NO_COUNTRIES
    unasked = wanted.units is None and wanted.codes is None
    said = [notes.KINDS[countries]] if unasked and not plainly_free else []
    cells, identities, out = _left_out(cells, identities, wanted)
    return Resolved(cells, identities, countries, reader, [*said, *told, *out])


def _systems(cells: Cells, roles: Roles, codes: str | None) -> tuple[tuple[str | None, ...], list[str]]:
    """The system of codes of each column that names the unit, and a note where it was taken from the header."""
    frame, systems, told = cells.raw.frame, [], []
    for place, header in enumerate(roles.unit):
        if codes is not None:
            systems.append(codes if place == 0 or share(frame[header], codes) > 0.5 else None)
            continue
        system = _system(frame[header], header) if numeric(frame[header]) else None
        systems.append(system)
        if system is not None:
            told.append(f"{header} was read as numbers of {system} (codes= names another system)")
    return tuple(systems) or (codes,), told


def _system(column: pd.Series, header: str) -> str | None:
    """The system of numbers that a header names, or of two that use it the one whose numbers fit better."""
    known = system_of(header)
    if known is not None or plain(header) not in ("ccode", "gwno", "gwcode"):
        return known
    cow, m49 = share(column, "cow"), share(column, "m49")
    if abs(cow - m49) < 0.2:
        return None
    return "cow" if cow > m49 else "m49"


def _left_out(
    cells: Cells, identities: list[Identity], wanted: Wanted
) -> tuple[Cells, list[Identity], list[str]]:
    used = set(np.flatnonzero(np.bincount(cells.label)).tolist())
    reasons: dict[str, list[str]] = {
        "as asked": [],
        "since they are not states": [],
        "since they are no known units": [],
    }
    empty: list[str] = []
    gone: set[int] = set()
    for place, (label, identity) in enumerate(zip(cells.labels, identities, strict=True)):
        name = next((text for text in reversed(label) if text), "")
        if identity.unit or not name:
            continue
        if identity.dropped:
            reasons["as asked"].append(name)
        elif identity.foreign and (wanted.states_only or wanted.unknown == "leave_out"):
            reasons["since they are not states"].append(name)
        elif wanted.unknown == "leave_out" and not identity.rule.startswith("two countries"):
            reasons["since they are no known units"].append(name)
        elif place not in used:
            empty.append(name)
        else:
            continue
        gone.add(place)
    keep = ~np.isin(cells.label, list(gone))
    if gone and not keep.any():
        names = sorted({name for names in reasons.values() for name in names})
        raise DataError(f"{cells.raw.name}: no row is left after leaving out {first_few(names, 20)}")
    reasons["since they have no value and are no known units"] = empty
    told = notes.left_out(reasons)
    return cells.kept(keep) if gone else cells, _blank(identities, gone), told


def _blank(identities: Sequence[Identity], gone: set[int]) -> list[Identity]:
    return [
        replace(item, rule="", hint="") if place in gone else item for place, item in enumerate(identities)
    ]
