"""What an Index says about itself: dropped indicators, units without a score, stand-ins, and what missing values decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.errors import DataError
from mpindex.grammar import MISSING_RULES

if TYPE_CHECKING:
    from mpindex.index import Index

#: The classification within which a change of leader is worth a note.
NEIGHBOURHOOD = "subregion"


def notes(index: Index) -> tuple[str, ...]:
    """Return the notes of an Index, the ones that change verdicts last."""
    return (*_dropped(index), *_unscored(index), *_stand_ins(index), *_missing(index))


def _dropped(index: Index) -> list[str]:
    plan = index.plan
    found = []
    if plan.constant:
        found.append(
            f"constant for all units, so without information and left out: {', '.join(plan.constant)}"
        )
    empty = [
        leaf.id
        for leaf, dead in zip(plan.leaves, plan.dead, strict=False)
        if dead and leaf.id not in plan.constant
    ]
    if empty:
        found.append(f"no unit has a value, left out: {', '.join(empty)}")
    return found


def _unscored(index: Index) -> list[str]:
    lacking = list(index.scores.index[index.scores.isna()])
    if not lacking:
        return []
    return [f"{len(lacking)} of {len(index.units)} units have no score: {_some(lacking)}"]


def _stand_ins(index: Index) -> list[str]:
    count = index.plan.stand_ins.any(axis=1)
    if not count.any():
        return []
    return [
        f"{int(count.sum())} units rest in part on stand-in sources: {_some(list(np.array(index.units)[count]))}"
    ]


def _missing(index: Index) -> list[str]:
    """Compare the rule for missing values in use with the others, where any value is missing."""
    return [sentence for rule in MISSING_RULES for sentence in _under(index, rule)]


def _under(index: Index, rule: str) -> list[str]:
    own = index.plan.model.root.settings.missing.rule
    if rule == "zero" and index.plan.model.low_is_best:
        return []  # nothing would count as best of all
    if rule == own or not np.isnan(index.plan.stage("imputed")).any() or len(index.plan.leaves) < 2:
        return []
    try:
        other = index.definition.with_(missing=rule).apply(index.dataset, **_changed_parameters(index))
    except DataError:
        return []
    return [*_leaders(index, other, own, rule), *_shift(index, other, own, rule)]


def _changed_parameters(index: Index) -> dict[str, object]:
    return {name: value for name, value in index.parameters.items() if name in index.definition.parameters}


def _shift(index: Index, other: Index, own: str, rule: str) -> list[str]:
    """Who moves, if missing values are treated the other way; units that lose their score are counted apart."""
    both = pd.DataFrame({"own": index.ranks, "other": other.ranks})
    lost = int((both["other"].isna() & both["own"].notna()).sum())
    moved = both.dropna().diff(axis=1)["other"]
    gone = f"{lost} units have no score" if lost else ""
    if not len(moved) or moved.abs().max() == 0:
        return [f"missing values: under '{rule}' instead of '{own}' {gone}"] if gone else []
    most = moved.abs().idxmax()
    sentence = (
        f"missing values: under '{rule}' instead of '{own}' {int((moved != 0).sum())} units change rank, most of all"
        f" {most}, from {int(both.loc[most, 'own'])} to {int(both.loc[most, 'other'])}"
    )
    return [sentence + (f"; {gone}" if gone else "")]


def _leaders(index: Index, other: Index, own: str, rule: str) -> list[str]:
    """Where the missing-data rule alone decides who leads a sub-region."""
    if not index.dataset.is_countries:
        return []
    groups = index.dataset.groups
    groups = groups[groups["grouping"] == NEIGHBOURHOOD]
    sentences = []
    for name, members in groups.groupby("group")["unit"]:
        mine, theirs = index.ranks.reindex(members).dropna(), other.ranks.reindex(members).dropna()
        if len(mine) and len(theirs) and mine.idxmin() != theirs.idxmin():
            a, b = str(mine.idxmin()), str(theirs.idxmin())
            lacking = _lacks(index, a) or _lacks(index, b)
            sentences.append(
                f"missing values decide who leads {name}: {a} ({_rank(mine[a])}, {b} {_rank(mine.get(b))}) under '{own}',"
                f" {b} ({_rank(theirs[b])}, {a} {_rank(theirs.get(a))}) under '{rule}'{lacking}"
            )
    return sentences


def _lacks(index: Index, unit: str) -> str:
    row = index.plan.stage("imputed")[index.row(unit)]
    names = [leaf.id for leaf, value in zip(index.plan.leaves, row, strict=True) if np.isnan(value)]
    return f"; {unit} lacks {', '.join(names)}" if names else ""


def _rank(value: float | None) -> str:
    return "unranked" if value is None or np.isnan(value) else f"rank {int(value)}"


def _some(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
