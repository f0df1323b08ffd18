"""How far definitions agree with experts' lists of powers, each list met in the world of its own year."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from mpindex.analysis.inputs import applied
from mpindex.arguments import option
from mpindex.dataset.states import states_of
from mpindex.engine.expert_lists import ExpertList, expert_lists
from mpindex.errors import MpindexError, MpindexWarning
from mpindex.grammar import MIDDLE_OF_PACK
from mpindex.grammar.definition import Definition

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.index.index import Index

Bools = NDArray[np.bool_]

#: The list of great powers that are set aside when the middle is looked for.
GREATS = "cow_major_2016"
#: Data reach a year if a list's members have figures there for this share of a definition's weight.
REACH = 0.5


@dataclass(frozen=True, eq=False, repr=False)
class Agreement:
    """Definitions against expert lists. Made by `Comparison.agreement`.

    Attributes
    ----------
    table : DataFrame
        A row for each definition and list.

        year, used : of the list, and of the figures: the first year from then on for which those of the list's
            members that are scored today have figures for half of the definition's weight.
        verified : whether the list was read in a document; others are from memory.
        members, matched : how many the list names, and how many of them are scored.
        auc : the chance that a member, drawn at random, outscores one who is not (ties count half); 0.5 is blind.
        auc_middle : the same for nearness to the members' median score, great powers aside: do members stand together?
        band : the tier whose states are compared with the members.
        precision, recall, jaccard : share of the band that is on the list, share of the list in the band, and
            members of both among members of either. Missing where the definition has no such band.
        mean_rank : of the members.
        ceiling : the best Jaccard index of the list with any other list. Experts disagree: more cannot be asked.
        left_out : whether the definition was calibrated on the list, and its reference set made without it.
        note : why there is no figure.
    members : mapping of str to ExpertList
        The lists by id.
    """

    table: pd.DataFrame
    members: Mapping[str, ExpertList]

    @cached_property
    def lists(self) -> pd.DataFrame:
        """Jaccard index of the members of each two lists (lists x lists)."""
        names = list(self.members)
        values = [[jaccard(self.members[a].members, self.members[b].members) for b in names] for a in names]
        return pd.DataFrame(values, index=names, columns=names).rename_axis("list")

    def matrix(self, figure: str = "auc") -> pd.DataFrame:
        """Return one figure of the table as definitions x lists.

        Parameters
        ----------
        figure : str
            A column of `table`, such as auc, auc_middle, jaccard, precision or recall.

        Returns
        -------
        DataFrame
            A row for each definition, a column for each list; missing where the figure is.

        Raises
        ------
        OptionError
            No such column.
        """
        column = self.table[option("figure", figure, self.table.columns)]
        wide = pd.DataFrame({name: column.xs(name, level="list") for name in self.members})
        return wide.reindex(column.index.unique("definition")).rename_axis(columns="list")

    def __str__(self) -> str:
        frame = self.table[["used", "matched", "auc", "auc_middle", "jaccard", "ceiling"]].reset_index()
        frame["list"] = [
            name if self.members[name].verified else f"{name} (unverified)" for name in frame["list"]
        ]
        return str(frame.to_string(index=False, float_format="{:.2f}".format))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        html: str = self.table.to_html(float_format="{:.2f}".format)
        return html


def auc(scores: ArrayLike, inside: ArrayLike) -> float:
    """Return the chance that a member outscores a non-member, ties counting half; NaN if either side is empty.

    scores : (units,), NaN where there is none (left out). inside : (units,) bool. Source: Mann & Whitney (1947).

    >>> auc([4.0, 3.0, 2.0, 1.0], [True, False, True, False])
    0.75
    """
    scores, inside = np.asarray(scores, dtype=float), np.asarray(inside, dtype=bool)
    there = ~np.isnan(scores)
    mine, others = scores[inside & there], scores[~inside & there]
    if not len(mine) or not len(others):
        return float("nan")
    gap = mine[:, None] - others
    return float(((gap > 0) + 0.5 * (gap == 0)).mean())


def auc_middle(scores: ArrayLike, inside: ArrayLike, greats: ArrayLike) -> float:
    """Return the AUC of nearness to the members' median score, ``-|score - median|``, great powers left out.

    A great power that the list calls something less stays.

    >>> auc_middle([9.0, 5.0, 4.0, 3.0, 1.0], [False, True, True, False, False], [True, False, False, False, False])
    1.0
    """
    scores, inside = np.asarray(scores, dtype=float), np.asarray(inside, dtype=bool)
    kept = np.where(np.asarray(greats, dtype=bool) & ~inside, np.nan, scores)
    mine = kept[inside & ~np.isnan(kept)]
    return auc(-np.abs(kept - np.median(mine)), inside) if len(mine) else float("nan")


def jaccard(one: frozenset[str] | set[str], two: frozenset[str] | set[str]) -> float:
    """Return the members of both among the members of either; NaN where there are none.

    >>> jaccard({"AUS", "CAN", "TUR"}, {"AUS", "CAN", "MEX"})
    0.5
    """
    either = len(one | two)
    return len(one & two) / either if either else float("nan")


def agreement(results: Sequence[tuple[str, Index]], dataset: Dataset) -> Agreement:
    """Hold each result's definition against every expert list of the dataset; see `Agreement`.

    A definition calibrated on lists (`calibrated_on:`) meets a list only with that list out of its reference set.
    Other lists of any year stay in the set: whom experts name is no figure of the year.
    """
    everything = dataset.at(None)
    lists = expert_lists(everything.lists)
    greats = frozenset(everything.lists.loc[everything.lists["list"] == GREATS, "unit"])
    ceilings = {
        a.id: max((jaccard(a.members, b.members) for b in lists.values() if b is not a), default=np.nan)
        for a in lists.values()
    }
    rows = []
    worlds_by_year: dict[int, Dataset] = {}
    for label, index in results:
        worlds = _Worlds(index, everything, worlds_by_year)
        for one in lists.values():
            head = {"definition": label, "list": one.id, "year": one.year, "verified": one.verified}
            figures = {
                "members": len(one.members),
                "ceiling": ceilings[one.id],
                **worlds.against(one, greats),
            }
            rows.append({**head, **figures})
    columns = ["definition", "list", *_COLUMNS]
    frame = pd.DataFrame(rows, columns=columns).set_index(["definition", "list"])
    return Agreement(frame.astype({"used": "Int64"}), lists)


_COLUMNS = (
    "year", "used", "verified", "members", "matched", "auc", "auc_middle", "band", "precision", "recall", "jaccard",
    "mean_rank", "ceiling", "left_out", "note",
)  # fmt: skip


class _Worlds:
    """One definition in the worlds of several years, each scored once."""

    def __init__(self, index: Index, dataset: Dataset, by_year: dict[int, Dataset]):
        self.dataset, self.by_year = dataset, by_year
        self.definition = index.definition
        self.scored = frozenset(index.scores.index[index.scores.notna()])
        self.parameters = {
            name: value
            for name, value in index.parameters.items()
            if name in getattr(self.definition, "parameters", {})
        }
        self._made: dict[tuple[int, str], Index | str] = {}

    def against(self, one: ExpertList, greats: frozenset[str]) -> dict[str, Any]:
        """The figures of one list."""
        known = calibrated_on(self.definition, one)
        definition = without(self.definition, one.id) if known else self.definition
        if definition is None:
            return {"left_out": True, "note": f"calibrated on {one.id}, which cannot be left out"}
        year = self._year(one)
        index = self._index(year, definition, one.id if known else "")
        if isinstance(index, str):
            return {"used": year, "left_out": known, "note": index}
        return {"used": year, "left_out": known, "note": "", **figures(index, one, greats)}

    def _year(self, one: ExpertList) -> int:
        """The first year from the list's on that the data reach, by bisection, as figures grow no fewer; or the newest."""
        first = max(
            one.year, int(self.dataset.panel.year.min()) if len(self.dataset.panel.year) else one.year
        )
        low, high = min(first, self.dataset.newest_year), self.dataset.newest_year
        while low < high:
            middle = (low + high) // 2
            if self._reach(middle, one):
                high = middle
            else:
                low = middle + 1
        return low

    def _reach(self, year: int, one: ExpertList) -> bool:
        index = self._index(year, self.definition, "")
        if isinstance(index, str):
            return False
        inside = [unit in one.members & self.scored for unit in index.units]
        covered = np.where(index.scores.isna(), 0.0, index.coverage)[inside]
        return bool(len(covered)) and float(covered.mean()) >= REACH

    def _index(self, year: int, definition: Definition, left_out: str) -> Index | str:
        key = (year, left_out)
        if key not in self._made:
            try:
                if year not in self.by_year:
                    self.by_year[year] = _timeless_lists(states_of(self.dataset, year))
                with warnings.catch_warnings():  # a figure that was constant in an early year is no news
                    warnings.simplefilter("ignore", MpindexWarning)
                    self._made[key] = applied(definition, self.by_year[year], self.parameters)
            except MpindexError as fault:
                self._made[key] = str(fault).split("\n")[0]
        return self._made[key]


def figures(index: Index, one: ExpertList, greats: frozenset[str]) -> dict[str, Any]:
    """Return what `Agreement.table` says of one result and one list."""
    scores = index.directed_scores.to_numpy()
    units = np.array(index.units)
    inside = np.isin(units, sorted(one.members)) & ~np.isnan(scores)
    great = np.isin(units, sorted(greats | one.greats))
    found: dict[str, Any] = {
        "matched": int(inside.sum()),
        "auc": auc(scores, inside),
        "auc_middle": auc_middle(scores, inside, great) if one.tier == "middle" else np.nan,
        "mean_rank": float(index.ranks.to_numpy()[inside].mean()) if inside.any() else np.nan,
    }
    definition = index.definition
    tiers = {label: definition.tier(label) for label in definition.bands}
    band = next((tier for tier in (one.tier, MIDDLE_OF_PACK) if tier in tiers.values()), "")
    if not band or (band == MIDDLE_OF_PACK and one.tier == "great"):
        return {**found, "band": ""}
    try:
        labels = index.bands
    except MpindexError as fault:
        return {**found, "band": band, "note": str(fault).split("\n")[0]}
    banded = np.array([tiers.get(label) == band for label in labels], dtype=bool)
    both = int((banded & inside).sum())
    return {
        **found,
        "band": band,
        "precision": both / banded.sum() if banded.any() else np.nan,
        "recall": both / inside.sum() if inside.any() else np.nan,
        "jaccard": jaccard(set(units[banded]), set(units[inside])),
    }


def calibrated_on(definition: Any, one: ExpertList) -> bool:
    """Whether a definition was made with the help of a list: `calibrated_on` names it, or "verified", or "all"."""
    given = getattr(definition, "spec", {}).get("calibrated_on") or []
    return one.id in given or "all" in given or ("verified" in given and one.partly)


def without(definition: Definition, name: str) -> Definition | None:
    """Return the definition with a list left out of every reference set of its bands; None if it has none."""
    spec = copy.deepcopy(dict(definition.spec))
    sets = _reference_sets(spec.get("bands"))
    for one in sets:
        one["leave_out"] = [*one.get("leave_out", []), name]
    return Definition(spec, definition.lines, definition.name) if sets else None


def _reference_sets(value: Any) -> list[dict[str, Any]]:
    """Every ``of: {lists: ...}`` below a value."""
    if isinstance(value, list):
        return [found for item in value for found in _reference_sets(item)]
    if not isinstance(value, dict):
        return []
    own = [value["of"]] if isinstance(value.get("of"), dict) and {"quantile", "youden"} & set(value) else []
    return own + [found for item in value.values() for found in _reference_sets(item)]


def _timeless_lists(dataset: Dataset) -> Dataset:
    """The dataset with every expert list at any year."""
    table = dataset.at(None).lists.assign(year=np.nan)
    return replace(dataset, tables=replace(dataset.tables, given={**dataset.tables.given, "lists": table}))
