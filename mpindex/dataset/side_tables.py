"""The tables beside the values: groups, dyads, expert lists, standard errors; each read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

import numpy as np
import pandas as pd

from mpindex.dataset import compiled
from mpindex.dataset.csv_tables import files_of, read_csv
from mpindex.typing import Bools

COLUMNS = {
    "groups": ("unit", "grouping", "group", "from", "to", "status", "evidence"),
    "dyads": ("from", "to", "relation", "year", "value", "source"),
    "lists": ("list", "unit", "label", "source", "year", "verified"),
    "errors": ("indicator", "unit", "year", "value", "source"),
    "places": (
        "unit",
        "ranking",
        "publisher",
        "edition",
        "place",
        "ranked",
        "first_is",
        "basis",
        "source",
        "licence",
        "indicator",
        "domain",
    ),
}
FILES = {
    "groups": "groupings.csv",
    "dyads": "dyads",
    "lists": "expert_lists.csv",
    "errors": "standard_errors.csv",
    "places": "published_places.csv",
}
#: The column that tells the parts of a table apart.
KEYS = {
    "groups": "grouping",
    "dyads": "relation",
    "lists": "list",
    "errors": "indicator",
    "places": "indicator",
}
#: The columns that say of whom, when and in what respect a row speaks.
CELLS = {
    "groups": ("unit", "grouping"),
    "dyads": ("from", "to", "relation", "year"),
    "lists": ("list", "unit"),
    "errors": ("indicator", "unit", "year"),
    "places": ("indicator", "unit", "edition"),
}
_NUMBERS = {"year", "value", "edition", "place", "ranked"}  # and from, to where they are years


@dataclass(frozen=True, eq=False)
class Tables:
    """The side tables of a `Dataset`: a user's own frames, else the files of `folder`, else empty."""

    folder: Traversable | None = None
    given: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def table(self, name: str, year: int | None) -> pd.DataFrame:
        """Return one table as known in `year` (None: all of it), as a frame that the caller may change."""
        if name in self.given:
            frame = self.given[name]
        elif self.folder is not None:
            frame = bundled(self.folder, name)  # type: ignore[arg-type]
        else:
            frame = empty(name)
        return (frame if year is None else as_of(frame, year)).copy(deep=False)

    def pairs(self) -> pd.DataFrame:
        """Return the `dyads` of all years to look things up in: where they are read from files, texts are categories."""
        if "dyads" in self.given or self.folder is None:
            return self.table("dyads", None)
        return _pairs(self.folder)  # type: ignore[arg-type]

    def added_by(self, other: Tables) -> set[str]:
        """Names of the tables in which `other` has rows that are not ours."""
        if other.folder is None or other.folder == self.folder:
            return set(other.given)
        return set(COLUMNS) if self.folder is not None else {*self.given, *other.given}

    def plus(self, other: Tables, *, cells: bool = False) -> Tables:
        """Add the tables of `other`; what it has of a grouping, relation, list, indicator replaces ours.

        cells : whether only those rows of ours are replaced that say the same of the same units.
        """
        given = dict(self.given)
        for name in self.added_by(other):
            mine, added = self.table(name, None), other.table(name, None)
            keys = list(CELLS[name]) if cells else [KEYS[name]]
            mine = mine[~_among(mine[keys], added[keys])]
            given[name] = pd.concat([mine, added], ignore_index=True) if len(mine) else added
        return Tables(self.folder if self.folder is not None else other.folder, given)


def _among(rows: pd.DataFrame, others: pd.DataFrame) -> Bools:
    """(rows,): whether each row stands among the others."""
    both = pd.concat([others.astype(object), rows.astype(object)], ignore_index=True)
    both = both.where(both.notna(), None)
    codes = both.groupby(list(both.columns), dropna=False, sort=False).ngroup().to_numpy()
    among: Bools = np.isin(codes[len(others) :], codes[: len(others)])
    return among


def as_of(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Leave out what began after `year`, and the ends that were not known yet.

    >>> left = pd.DataFrame({"unit": ["GEO", "TKM"], "from": [1993.0, 2010.0], "to": [2009.0, None]})
    >>> as_of(left, 2005)
      unit    from  to
    0  GEO  1993.0 NaN
    """
    if "to" in frame and "relation" not in frame:  # memberships, where from and to are years
        known = frame[~(frame["from"] > year)]
        return known.assign(to=known["to"].where(~(known["to"] > year)))
    return frame[~(frame["edition" if "edition" in frame else "year"] > year)]


def empty(name: str) -> pd.DataFrame:
    """The table without rows."""
    return pd.DataFrame({column: pd.Series(dtype=_dtype(name, column)) for column in COLUMNS[name]})


@cache  # a folder is the same folder as long as it has the same path
def bundled(where: Traversable, name: str) -> pd.DataFrame:
    """Read a bundled table, once."""
    if name != "dyads":
        return read_folder(where, name)
    pairs = _pairs(where)  # type: ignore[arg-type]
    return pairs.astype({column: _dtype(name, column) for column in pairs.columns})


@cache
def _pairs(where: Traversable) -> pd.DataFrame:
    """The dyads of a folder, their texts as categories: they are a hundred thousand rows of few different words."""
    return compiled.table(where, "dyads") if files_of(where.joinpath("dyads")) else empty("dyads")


def read_folder(where: Traversable, name: str) -> pd.DataFrame:
    """Read a table of a folder such as `data/`; of `dyads` every file in the folder of that name."""
    files = files_of(where.joinpath(FILES[name]))
    return (
        read_csv(files, {column: _dtype(name, column) for column in COLUMNS[name]}) if files else empty(name)
    )


def _dtype(name: str, column: str) -> str:
    if column in _NUMBERS or (name == "groups" and column in ("from", "to")):
        return "float64"
    return "str"
