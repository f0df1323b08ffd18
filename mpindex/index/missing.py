"""What missing values decide: who moves, and who leads, if they were treated by another rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.engine.plan import Plan
from mpindex.errors import DataError
from mpindex.grammar.model import MISSING_RULES
from mpindex.index.result import Result
from mpindex.index.turning_point import missing_leaves, turning_points

#: The classification within which a change of leader is worth a note.
NEIGHBOURHOOD = "subregion"


def missing_notes(result: Result) -> list[str]:
    """Compare the rule for missing values in use with the others, where any value is missing."""
    rivals: dict[frozenset[str], None] = {}
    sentences = []
    for rule in MISSING_RULES:
        other = _under(result, rule)
        if other is not None:
            sentences += [*_leaders(result, other, rule, rivals), *_shift(result, other, rule)]
    return sentences + [sentence for pair in rivals for sentence in turning_points(result, *sorted(pair))]


def ranked_by_what_is_known(result: Result) -> int:
    """Return how many units that have no score would have one if they were judged by what is known of them."""
    other = _under(result, "available")
    return 0 if other is None else int((other.scores.notna() & result.scores.isna()).sum())


def _under(result: Result, rule: str) -> Result | None:
    """The result under another rule; None where it says nothing new, or cannot be had."""
    plan = result.plan
    if rule == "zero" and plan.model.low_is_best:
        return None  # nothing would count as best of all
    if rule == _rule(result) or not np.isnan(plan.stage("imputed")).any() or len(plan.leaves) < 2:
        return None
    definition = plan.definition.with_(missing=rule)
    given = {name: value for name, value in plan.parameters.items() if name in definition.parameters}
    try:
        other = Plan.compile(definition, plan.dataset, given, cache=plan.cache)
        return Result(other, other.levels(other.stage("normalised")))
    except DataError:
        return None


def _rule(result: Result) -> str:
    return result.plan.model.root.settings.missing.rule


def _shift(result: Result, other: Result, rule: str) -> list[str]:
    """Who moves, if missing values are treated the other way; units that lose their score are counted apart."""
    both = pd.DataFrame({"own": result.ranks, "other": other.ranks})
    lost = int((both["other"].isna() & both["own"].notna()).sum())
    moved = both.dropna().diff(axis=1)["other"]
    gone = f"{result.dataset.counted(lost)} {'has' if lost == 1 else 'have'} no score" if lost else ""
    start = f"missing values: under '{rule}' instead of '{_rule(result)}'"
    if not len(moved) or moved.abs().max() == 0:
        return [f"{start} {gone}"] if gone else []
    most, many = str(moved.abs().idxmax()), int((moved != 0).sum())
    who = f"most of all {most}, from {result.ranks[most]:.0f} to {other.ranks[most]:.0f}"
    if moved.abs().max() == 1 and many > 1:
        who = "each by one"
    return [
        f"{start} {result.dataset.counted(many)} {'changes' if many == 1 else 'change'} rank, {who}"
        + (f"; {gone}" if gone else "")
    ]


def _leaders(result: Result, other: Result, rule: str, rivals: dict[frozenset[str], None]) -> list[str]:
    """Where the missing-data rule alone decides who leads a sub-region; the two states are added to `rivals`."""
    if not result.dataset.is_countries:
        return []
    groups = result.dataset.groups
    groups = groups[groups["grouping"] == NEIGHBOURHOOD]
    sentences = []
    for name, members in groups.groupby("group")["unit"]:
        mine, theirs = result.ranks.reindex(members).dropna(), other.ranks.reindex(members).dropna()
        if len(mine) and len(theirs) and mine.idxmin() != theirs.idxmin():
            a, b = str(mine.idxmin()), str(theirs.idxmin())
            rivals[frozenset({a, b})] = None
            sentences.append(
                f"missing values decide who leads {name}:"
                f" {a} ({_rank(mine[a])}, {b} {_rank(mine.get(b))}) under '{_rule(result)}',"
                f" {b} ({_rank(theirs[b])}, {a} {_rank(theirs.get(a))}) under '{rule}'"
                f"{_lacking(result, a) or _lacking(result, b)}"
            )
    return sentences


def _lacking(result: Result, unit: str) -> str:
    names = [result.plan.leaves[i].id for i in missing_leaves(result, unit)]
    return f"; {unit} lacks {', '.join(names)}" if names else ""


def _rank(value: float | None) -> str:
    return "unranked" if value is None or np.isnan(value) else f"rank {int(value)}"
