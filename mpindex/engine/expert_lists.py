"""Experts' lists of powers: who stands on each, and the states that enough of them name."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError
from mpindex.typing import Bools

#: Labels in expert lists that call a state a great power.
GREAT_LABELS = ("major_power", "super_power", "global_power")
#: Lists of fewer members say too little to be compared with.
LEAST_MEMBERS = 5


@dataclass(frozen=True, eq=False)
class ExpertList:
    """One list: who is on it as something less than a great power, and who as one.

    A list of great powers alone is a list of them: `members` are the great powers, and `tier` says so. `verified`
    where all of its rows are, `partly` where any is.
    """

    id: str
    year: int
    verified: bool
    partly: bool
    members: frozenset[str]
    greats: frozenset[str]
    tier: str = "middle"


def expert_lists(table: pd.DataFrame, *, least: int = LEAST_MEMBERS) -> dict[str, ExpertList]:
    """Return the lists of a table that have at least so many members, by id.

    Parameters
    ----------
    table : DataFrame
        list, unit, label, year, verified.
    least : int
        Lists of fewer members are left out.
    """
    lists = {}
    for name, rows in table.groupby("list", sort=True):
        great = rows["label"].isin(GREAT_LABELS)
        greats, members = frozenset(rows.loc[great, "unit"]), frozenset(rows.loc[~great, "unit"])
        read = rows["verified"] == "yes"
        item = ExpertList(
            id=str(name),
            year=int(rows["year"].max()),
            verified=bool(read.all()),
            partly=bool(read.any()),
            members=members or greats,
            greats=greats,
            tier="middle" if members else "great",
        )
        if len(item.members) >= least:
            lists[item.id] = item
    return lists


def expert_core(
    table: pd.DataFrame,
    *,
    lists: str | list[str] = "all",
    at_least: int = 1,
    leave_out: list[str] | None = None,
    not_great_in: str | None = None,
) -> set[str]:
    """Return the units that stand on at least so many expert lists, called something less than a great power there.

    Parameters
    ----------
    table : DataFrame
        list, unit, label, verified.
    lists : str or list of str
        "all", "verified", or ids of lists.
    at_least : int
        On how many of them.
    leave_out : list of str, optional
        Ids of lists not to be counted.
    not_great_in : str, optional
        Id of a list of great powers whose members are taken out.
    """
    rows = table[~table["label"].isin(GREAT_LABELS)]
    if lists == "verified":
        rows = rows[rows["verified"] == "yes"]
    elif lists != "all":
        rows = rows[rows["list"].isin([lists] if isinstance(lists, str) else lists)]
    rows = rows[~rows["list"].isin(leave_out or [])]
    count = rows.groupby("unit")["list"].nunique()
    great = set(table.loc[table["list"] == not_great_in, "unit"]) if not_great_in else set()
    return set(count.index[count >= at_least]) - great


@dataclass(frozen=True, eq=False)
class ReferenceSets:
    """The states that a quantile in a band's condition is taken over.

    Attributes
    ----------
    dataset : Dataset
    cache : dict
        Keeps each set, made once for all that share it.
    """

    dataset: Dataset
    cache: dict[Hashable, Any]

    def members(self, of: Any) -> Bools:
        """Return (units,): all (None), those of a list of units, or those on enough expert lists (a mapping).

        Nobody, if the expert lists that would name anybody are all later than the year of the data.

        Raises
        ------
        DefinitionError
            No unit of the data is in the set.
        """
        key = ("reference set", repr(of))
        if key not in self.cache:
            self.cache[key] = self._find(of)
        return np.asarray(self.cache[key])

    def _find(self, of: Any) -> Bools:
        units = self.dataset.units
        if of is None:
            return np.ones(len(units), dtype=bool)
        named = expert_core(self.dataset.lists, **of) if isinstance(of, Mapping) else set(of)
        chosen = named & set(units)
        if not chosen and not (isinstance(of, Mapping) and self._is_later(of)):
            raise DefinitionError(f"no unit of the data is in the set {of!r}")
        return np.isin(units, sorted(chosen))

    def _is_later(self, of: Mapping[str, Any]) -> bool:
        """Whether expert lists later than the year of the data would name some unit of it."""
        if self.dataset.year is None:
            return False
        return not expert_core(self.dataset.at(None).lists, **of).isdisjoint(self.dataset.units)
