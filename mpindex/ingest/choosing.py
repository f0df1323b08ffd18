"""Keeps those rows of a table that the user chooses: one member of a dimension such as sex or frequency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from mpindex.errors import DataError, OptionError, suggest
from mpindex.ingest.cells import text, texts
from mpindex.ingest.headers import plain
from mpindex.ingest.raw import Raw

Choice = Mapping[str, object]


def choose_rows(raw: Raw, choice: Choice | None) -> Raw:
    """Return the table with the rows whose cells are among those chosen.

    Parameters
    ----------
    raw : Raw
        The table.
    choice : mapping, optional
        By header, a member or a list of members.

    Raises
    ------
    OptionError
        A column is not there.
    DataError
        A column does not hold such a member.
    """
    if not choice:
        return raw
    keep = np.ones(len(raw.frame), dtype=bool)
    by_name = {plain(header): header for header in reversed(raw.frame.columns)}
    for header, members in choice.items():
        column = header if header in raw.frame.columns else by_name.get(plain(header))
        if column is None:
            raise OptionError(
                f"{raw.name}: there is no column {header!r} to choose from.{suggest(header, raw.frame.columns)}"
            )
        cells = texts(raw.frame[column])
        wanted = {text(member) for member in _listed(members)}
        present = dict.fromkeys(cells)
        absent = [member for member in wanted if member not in present]
        if absent:
            shown = ", ".join(list(map(str, present))[:20])
            raise DataError(
                f"{raw.name}: {column} does not hold {absent[0]!r}; it holds {shown}.{suggest(absent[0], present)}"
            )
        keep &= np.isin(cells.astype(str), list(wanted))
    if not keep.any():
        raise DataError(f"{raw.name}: no row is left by choose={dict(choice)!r}")
    return raw.kept(keep)


def _listed(members: object) -> Iterable[object]:
    return members if isinstance(members, (list, tuple, set, frozenset)) else [members]
