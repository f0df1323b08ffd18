"""What an Index says about itself: dropped indicators, units without a score, stand-ins, and what missing values decide."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.errors import DataError
from mpindex.grammar import MISSING_RULES

if TYPE_CHECKING:
    from mpindex.index.index import Index

#: Imputations that look at later years than the one that they fill.
LOOKING_AHEAD = frozenset({"linear", "linear_constant", "step"})
#: The classification within which a change of leader is worth a note.
NEIGHBOURHOOD = "subregion"
#: Halvings of the range in which a missing value may lie: the turning point is then known to six figures or more.
HALVINGS = 40
#: Words for large numbers, and those that a unit of measurement may begin with.
_WORDS = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
_FACTORS = {**_WORDS, "thousand": 1e3}


def notes(index: Index) -> tuple[str, ...]:
    """Return the notes of an Index, the ones that change verdicts last."""
    said = (*_dropped(index), *_later(index), *_undrawn(index), *_unscored(index), *_stand_ins(index))
    return (*said, *_missing(index))


def _dropped(index: Index) -> list[str]:
    plan = index.plan
    found = plan.left_out()
    empty = [
        leaf.id
        for leaf, dead in zip(plan.leaves, plan.dead, strict=False)
        if dead and leaf.id not in (*plan.constant, *plan.emptied)
    ]
    if empty:
        found.append(f"no unit has a value, left out: {', '.join(empty)}")
    return found


def _later(index: Index) -> list[str]:
    """Interpolation needs both ends: as of a year it looks past it, which nothing else in the library does."""
    ahead = {leaf.settings.impute.name for leaf in index.plan.leaves} & LOOKING_AHEAD
    if not ahead or index.dataset.year is None:
        return []
    names, year = ", ".join(sorted(ahead)), index.dataset.year
    return [f"impute {names!r} fills gaps of {year} from later years too; 'latest' does not"]


def _undrawn(index: Index) -> list[str]:
    why = index.banding.why_undrawn()
    return [f"as of {index.dataset.year} {why}: nobody is in it"] if why else []


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
    contests: dict[frozenset[str], None] = {}
    sentences = [sentence for rule in MISSING_RULES for sentence in _under(index, rule, contests)]
    return sentences + [turn for pair in contests for turn in _turns(index, *sorted(pair))]


def _under(index: Index, rule: str, contests: dict[frozenset[str], None]) -> list[str]:
    own = index.plan.model.root.settings.missing.rule
    if rule == "zero" and index.plan.model.low_is_best:
        return []  # nothing would count as best of all
    if rule == own or not np.isnan(index.plan.stage("imputed")).any() or len(index.plan.leaves) < 2:
        return []
    try:
        with warnings.catch_warnings():  # what is constant was said of the index itself
            warnings.simplefilter("ignore", UserWarning)
            other = index.definition.with_(missing=rule).apply(index.dataset, **_changed_parameters(index))
    except DataError:
        return []
    return [*_leaders(index, other, own, rule, contests), *_shift(index, other, own, rule)]


def _changed_parameters(index: Index) -> dict[str, object]:
    return {name: value for name, value in index.parameters.items() if name in index.definition.parameters}


def _shift(index: Index, other: Index, own: str, rule: str) -> list[str]:
    """Who moves, if missing values are treated the other way; units that lose their score are counted apart."""
    both = pd.DataFrame({"own": index.ranks, "other": other.ranks})
    lost = int((both["other"].isna() & both["own"].notna()).sum())
    moved = both.dropna().diff(axis=1)["other"]
    gone = f"{lost} {'unit has' if lost == 1 else 'units have'} no score" if lost else ""
    if not len(moved) or moved.abs().max() == 0:
        return [f"missing values: under '{rule}' instead of '{own}' {gone}"] if gone else []
    most, many = str(moved.abs().idxmax()), int((moved != 0).sum())
    who = "each by one" if moved.abs().max() == 1 and many > 1 else (
        f"most of all {most}, from {index.ranks[most]:.0f} to {other.ranks[most]:.0f}"
    )  # fmt: skip
    sentence = f"missing values: under '{rule}' instead of '{own}' {many} units change rank, {who}"
    return [sentence + (f"; {gone}" if gone else "")]


def _leaders(
    index: Index, other: Index, own: str, rule: str, contests: dict[frozenset[str], None]
) -> list[str]:
    """Where the missing-data rule alone decides who leads a sub-region; the two states are added to `contests`."""
    if not index.dataset.is_countries:
        return []
    groups = index.dataset.groups
    groups = groups[groups["grouping"] == NEIGHBOURHOOD]
    sentences = []
    for name, members in groups.groupby("group")["unit"]:
        mine, theirs = index.ranks.reindex(members).dropna(), other.ranks.reindex(members).dropna()
        if len(mine) and len(theirs) and mine.idxmin() != theirs.idxmin():
            a, b = str(mine.idxmin()), str(theirs.idxmin())
            contests[frozenset({a, b})] = None
            lacking = _lacks(index, a) or _lacks(index, b)
            sentences.append(
                f"missing values decide who leads {name}: {a} ({_rank(mine[a])}, {b} {_rank(mine.get(b))}) under '{own}',"
                f" {b} ({_rank(theirs[b])}, {a} {_rank(theirs.get(a))}) under '{rule}'{lacking}"
            )
    return sentences


def _turns(index: Index, one: str, other: str) -> list[str]:
    """For each figure that one of two rivals for the lead lacks: the value at which their order turns."""
    found = []
    for unit, rival in ((one, other), (other, one)):
        for leaf in _missing_leaves(index, unit):
            value = _turning_point(index, unit, rival, leaf)
            if value is not None:
                found.append(_turn(index, unit, rival, leaf, value))
    return found


def _turn(index: Index, unit: str, rival: str, leaf: int, value: tuple[float, bool]) -> str:
    plan, item = index.plan, index.plan.leaves[leaf]
    known = item.source in index.dataset.indicators
    measure = index.dataset.indicator(item.source).unit if known else ""
    year = plan.years[index.row(rival), leaf]
    when = "" if math.isnan(year) else f" (figures of {int(year)})"
    side = "above" if value[1] else "below"
    return (
        f"{unit} lacks {item.id}: entered, it puts {unit} ahead of {rival} only {side} about"
        f" {amount(value[0], measure)}{when}"
    )


def _turning_point(index: Index, unit: str, rival: str, leaf: int) -> tuple[float, bool] | None:
    """The value of `unit` in a leaf at which it is level with `rival`, and whether it is ahead above it.

    Looked for by bisection between the lowest and the highest value that any unit has, running the whole plan with
    each trial value; on logarithms where all are positive. None if no value in between changes the order.
    """
    plan, u, r = index.plan, index.row(unit), index.row(rival)
    raw = plan.stage("raw")
    there = raw[:, leaf][~np.isnan(raw[:, leaf])]
    positive = there[there > 0]
    log = bool(len(positive)) and bool((there >= 0).all())
    ends = positive if log else there

    def ahead(trial: float) -> bool:
        x = raw.copy()
        x[u, leaf] = math.exp(trial) if log else trial
        score = plan.levels(plan.stages.normalised_from(x)).score * index._sign
        return bool(score[u] > score[r])

    low, high = float(ends.min()), float(ends.max())
    found = _bisected(ahead, *((math.log(low), math.log(high)) if log else (low, high)))
    return None if found is None else (math.exp(found[0]) if log else found[0], found[1])


def _bisected(holds: Callable[[float], bool], low: float, high: float) -> tuple[float, bool] | None:
    """Where a condition turns between two ends, and whether it holds above; None if it is alike at both."""
    above = holds(high)
    if holds(low) == above:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) == above else (middle, high)
    return (low + high) / 2, above


def amount(value: float, unit: str) -> str:
    """Write a figure to two digits with its unit, in words where it is large.

    >>> amount(2593000.0, "thousand current US$")
    '2.6 billion current US$'
    >>> amount(3.1, "1-5"), amount(0.0421, "index")
    ('3.1 (scale 1-5)', '0.042 (index)')
    """
    first, _, rest = unit.partition(" ")
    if first in _FACTORS:
        value, unit = value * _FACTORS[first], rest
    value = float(f"{value:.2g}")
    word = next((name for name, size in _WORDS.items() if abs(value) >= size), "")
    figure = (
        f"{value / _WORDS[word]:g} {word}" if word else f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}"
    )
    if unit.removeprefix("about ")[:1] in tuple("-0123456789"):  # a scale is no unit to count in
        return f"{figure} (scale {unit})"
    return f"{figure} ({unit})" if unit.startswith("index") else f"{figure} {unit}".rstrip()


def _missing_leaves(index: Index, unit: str) -> list[int]:
    """Numbers of the leaves that a unit lacks, of those that tell anything."""
    row = index.plan.stage("imputed")[index.row(unit)]
    return [i for i, value in enumerate(row) if np.isnan(value) and not index.plan.dead[i]]


def _lacks(index: Index, unit: str) -> str:
    names = [index.plan.leaves[i].id for i in _missing_leaves(index, unit)]
    return f"; {unit} lacks {', '.join(names)}" if names else ""


def _rank(value: float | None) -> str:
    return "unranked" if value is None or np.isnan(value) else f"rank {int(value)}"


def _some(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
