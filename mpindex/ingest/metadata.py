"""What is known of each indicator of a user's table: what the user says, over what the catalogue says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from mpindex.catalogue import Indicator, catalogue, problems, strict_yaml
from mpindex.catalogue import indicator as make_indicator
from mpindex.dataset.observations import ERROR
from mpindex.errors import DataError, Fault, OptionError, suggest
from mpindex.ingest.cells import WRONG, texts
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.headers import RANKS, plain
from mpindex.ingest.layout import Cells

Settings = Mapping[str, Indicator | Mapping[str, Any]]


def settings(indicators: Settings | str | PathLike[str] | None) -> Settings:
    """Return the settings by id, read from a YAML file where `indicators` names one.

    Raises
    ------
    DataError
        The file is not there, is no valid YAML, or a key stands twice.
    """
    if indicators is None or isinstance(indicators, Mapping):
        return indicators or {}
    if not isinstance(indicators, (str, PathLike)):
        raise OptionError(
            f"indicators takes settings by id, or a YAML file of them, not {type(indicators).__name__}"
        )
    path = Path(indicators)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as fault:
        raise DataError(
            f"{path}: the file of indicators cannot be read: {getattr(fault, 'strerror', None) or fault}"
        ) from None
    entries = strict_yaml(text, path.name)
    if not isinstance(entries, Mapping):
        raise DataError(f"{path.name}: must map ids of indicators to their settings")
    return {str(id): entry for id, entry in entries.items()}


def entries(
    cells: Cells, roles: Roles, given: Settings
) -> tuple[tuple[Indicator, ...], list[Fault], list[str]]:
    """Return what is known of each indicator of the table, what is wrong with what the user says, and notes."""
    ids = cells.ids
    rule = "metadata of a column that is not there"
    faults = [Fault("", str(id), rule=rule, hint=suggest(id, ids).strip()) for id in given if id not in ids]
    filled = set(
        np.flatnonzero(np.bincount(cells.indicator[cells.numbers | (cells.state == WRONG)])).tolist()
    )
    for place, id in enumerate(ids):
        own = given.get(id, {})
        wrong = [] if isinstance(own, Indicator) else problems(own)
        faults += [Fault("", id, rule=fault, hint="correct it in indicators=") for fault in wrong]
        if id and place not in filled:
            hint = f"fill it, or leave it out: columns={{{id!r}: None}}"
            faults.append(Fault("", id, rule="has no value at all", hint=hint))
    if faults:  # nothing is made of metadata that cannot be trusted
        return tuple(catalogue().get(id, Indicator(id)) for id in ids), faults, []
    told, notes = _of_table(cells, roles, given)
    named = _sources(cells, roles)
    made = tuple(
        _entry(id, given.get(id, {}), told.get(id, {}), named.get(id, []), cells.raw.name) for id in ids
    )
    return made, [], notes


#: How a direction is written.
DIRECTIONS = {"1": 1, "+1": 1, "1.0": 1, "+": 1, "-1": -1, "-1.0": -1, "-": -1, "\u22121": -1}


def _of_table(cells: Cells, roles: Roles, given: Settings) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What the table itself says of its indicators: names, directions, and that a rank is best at 1."""
    told: dict[str, dict[str, Any]] = {id: {} for id in cells.ids}
    notes = []
    for header, key in ((roles.label, "name"), (roles.direction, "direction")):
        if header is None or roles.indicator is None:
            continue
        for id, members in _members(cells, header).items():
            if key == "direction" and (wrong := [text for text in members if text not in DIRECTIONS]):
                raise DataError(
                    f"{cells.raw.name}: {id}: the column {header!r} says {wrong[0]!r}; a direction is 1 (more is more)"
                    f" or -1 (less is more); columns={{{header!r}: None}} leaves the column out"
                )
            if len(members) == 1:
                told[id][key] = members[0] if key == "name" else DIRECTIONS[members[0]]
            elif key == "direction" and members:
                raise DataError(
                    f"{cells.raw.name}: {id}: the column {header!r} gives both directions, {' and '.join(members)}"
                )
    ranks = [
        id
        for id in cells.ids
        if RANKS.search(plain(id)) and id not in catalogue() and "direction" not in told[id]
    ]
    for id in ranks:
        told[id]["direction"] = -1
    unsaid = [id for id in ranks if not _says_direction(given.get(id, {}))]
    if unsaid:
        notes.append(
            f"read as places in an order, 1 = best: {', '.join(unsaid)} "
            f"(indicators={{{unsaid[0]!r}: {{'direction': 1}}}} says otherwise)"
        )
    return told, notes


def _says_direction(own: Indicator | Mapping[str, Any]) -> bool:
    return isinstance(own, Indicator) or "direction" in own


def _members(cells: Cells, header: str) -> dict[str, list[str]]:
    """What a column says beside each indicator."""
    column = texts(cells.raw.frame[header])
    members: dict[str, list[str]] = {}
    for place, text in dict.fromkeys(zip(cells.indicator.tolist(), column[cells.row].tolist(), strict=True)):
        members.setdefault(cells.ids[place], [])
        if text:
            members[cells.ids[place]].append(str(text))
    return members


def _sources(cells: Cells, roles: Roles) -> dict[str, list[str]]:
    return _members(cells, roles.source) if roles.source is not None else {}


def of_own_year(entries: Sequence[Indicator], given: Settings) -> tuple[Indicator, ...]:
    """Let values count in their own year only, where nothing is said of how long they count."""

    def is_said(id: str) -> bool:
        own = given.get(id, {})
        return id in catalogue() or isinstance(own, Indicator) or "window" in own

    return tuple(entry if is_said(entry.id) else replace(entry, window=0) for entry in entries)


def _entry(
    id: str, own: Indicator | Mapping[str, Any], told: Mapping[str, Any], named: list[str], file: str
) -> Indicator:
    base = catalogue().get(id)
    if id.endswith(ERROR) and base is None:
        base = Indicator(id, low=0.0)
    if base is not None:
        told = {key: value for key, value in told.items() if key == "direction"}
    entry = own if isinstance(own, Indicator) else make_indicator(id, {**told, **own}, base=base)
    publisher = own.source if isinstance(own, Indicator) else str(own.get("source") or "")
    return replace(entry, id=id, source=publisher or _own_source(base, named, file), bundled=False)


def _own_source(base: Indicator | None, named: list[str], file: str) -> str:
    """The source whose values are no stand-ins: the file, the one it names, or of several the catalogue's."""
    if len(named) < 2:
        return named[0] if named else file
    return base.source if base is not None and base.source in named else ""
