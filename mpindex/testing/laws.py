"""The named invariants of a definition: each has a way to pick a case in a table, and a test of that case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpindex.analysis.trajectory.basket import without
from mpindex.testing import picks
from mpindex.testing.picks import Case, Counterexample, cell
from mpindex.testing.subject import Subject, positive
from mpindex.typing import Array

#: Scores nearer than this, as a share of the largest, are equal: rounding breaks no law.
EQUAL = 1e-9
#: Gaps must differ by more than this for an order to count as changed.
CLEAR = 1e-7
#: A weight is changed by this share, and no score may change by more than so many times that of the spread.
NUDGE, STEEPEST = 1e-6, 100.0


Pick = Callable[[Subject, pd.DataFrame, np.random.Generator], Case | None]
Test = Callable[[Subject, pd.DataFrame, Case], Counterexample | None]


@dataclass(frozen=True)
class Law:
    """An invariant: what it says, how a case is picked, how one is tested; `tree` if it speaks of weights or leaves."""

    name: str
    says: str
    pick: Pick
    test: Test
    tree: bool = False


LAWS: dict[str, Law] = {}


def law(name: str, says: str, pick: Pick, *, tree: bool = False) -> Callable[[Test], Test]:
    """Register a test under the name of an invariant."""

    def add(test: Test) -> Test:
        LAWS[name] = Law(name, says, pick, test, tree)
        return test

    return add


@law("permutation", "the order of the units does not matter", picks.reorder)
def permutation(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Score the same units in another order."""
    order = np.random.default_rng(int(case.amount)).permutation(len(frame))
    shuffled = frame.iloc[order]
    first, second = subject.scores(frame), subject.scores(shuffled).reindex(frame.index)
    unit = _different(first, second)
    if unit is None:
        return None
    says = f"{unit} scores {first[unit]:.6g}, and {second[unit]:.6g} when the units stand in another order"
    return _counterexample(subject, "permutation", says, frame, first, shuffled, second)


@law("scale", "multiplying an indicator by a positive number changes no order", picks.factor)
def scale(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Measure one indicator in another unit."""
    after = frame.assign(**{case.indicator: frame[case.indicator] * case.amount})
    return _same_order(subject, "scale", f"{case.indicator} is multiplied by {case.amount:g}", frame, after)


@law("translation", "adding a number to an indicator changes no order", picks.shift)
def translation(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Move the zero of one indicator."""
    after = frame.assign(**{case.indicator: frame[case.indicator] + case.amount})
    return _same_order(subject, "translation", f"{case.amount:g} is added to {case.indicator}", frame, after)


@law("irrelevant_units", "leaving one unit out does not change the order of the others", picks.left_out)
def irrelevant_units(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Leave a unit out; other units must not change places (rank reversal)."""
    after = frame.drop(index=list(case.units))
    if len(after) < 2 or not _telling(after).equals(_telling(frame)):
        return None  # an indicator tells nothing any more without the unit: that is another question
    return _same_order(subject, "irrelevant_units", f"{case.units[0]} is left out", frame, after)


@law("monotonicity", "more of an indicator that counts as more never lowers a unit", picks.rise)
def monotonicity(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Improve one figure of one unit; nobody whom it was not behind may pass it."""
    unit, after = _improved(subject, frame, case)
    if after is None:
        return None
    first, second = subject.scores(frame), subject.scores(after)
    a, b = _scaled(first, second), _scaled(second, first)
    before_gap, after_gap = a[unit] - a, b[unit] - b
    passed = (before_gap >= -EQUAL) & (after_gap < -CLEAR) | (before_gap > CLEAR) & (after_gap < -EQUAL)
    if not passed.any():
        return None
    other_unit = str(passed.index[passed.to_numpy()][0])
    says = f"{unit} improves in {case.indicator} to {case.amount:g}, and falls behind {other_unit}"
    return _counterexample(subject, "monotonicity", says, frame, first, after, second)


@law("strict_monotonicity", "of two equal units, the one that gets more is ahead", picks.rise)
def strict_monotonicity(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Give a unit a twin, improve the twin in an indicator with weight; it must be ahead."""
    unit, after = _improved(subject, frame, case)
    if after is None or len(frame) < 3 or not _weighs(subject, frame, case.indicator):
        return None
    twin = next(name for name in frame.index if name != unit)
    after.loc[twin] = frame.loc[unit]
    scores = subject.scores(after)
    if np.isnan(scores[unit]) or np.isnan(scores[twin]) or scores[unit] > scores[twin]:
        return None
    says = f"{unit} has the figures of {twin} but for a better {case.indicator}, and is not ahead"
    return _counterexample(subject, "strict_monotonicity", says, after, scores, after, scores)


@law("dominance", "a unit at least as good everywhere scores at least as high", picks.pair)
def dominance(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Give one of two units the better figure of both in every indicator."""
    better, worse = case.units
    ways = pd.Series(dict(subject.directions)).reindex(frame.columns).fillna(1)
    after = frame.copy()
    pair = frame.loc[[better, worse]]
    after.loc[better] = (pair * ways).max() * ways
    after.loc[worse] = pair.loc[worse].fillna(after.loc[better])
    scores = subject.scores(after)
    gap = _scaled(scores)[better] - _scaled(scores)[worse]
    if not gap < -EQUAL:
        return None
    says = f"{better} is at least as good as {worse} in every indicator, and scores less"
    return _counterexample(subject, "dominance", says, after, scores, after, scores)


@law("ties", "units with the same figures get the same score", picks.pair)
def ties(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Give one unit the figures of another."""
    unit, twin = case.units
    after = frame.copy()
    after.loc[twin] = frame.loc[unit]
    scores = subject.scores(after)
    gap = _scaled(scores)
    alike = abs(gap[unit] - gap[twin]) <= EQUAL or (np.isnan(gap[unit]) and np.isnan(gap[twin]))
    says = f"{unit} and {twin} have the same figures and score {scores[unit]:.6g} and {scores[twin]:.6g}"
    return None if alike else _counterexample(subject, "ties", says, after, scores, after, scores)


@law("bounds", "scores stay within the range that the methods state", picks.nothing, tree=True)
def bounds(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Compare scores with the bounds that follow from the normalisations and means of the tree."""
    if subject.bounds is None:
        return None
    low, high = subject.bounds
    scores = subject.scores(frame)
    plain = -scores if subject.tested.model.low_is_best else scores
    slack = EQUAL * max(abs(low), abs(high))
    out = (plain < low - slack) | (plain > high + slack)
    if not out.any():
        return None
    unit = str(out.index[out.to_numpy()][0])
    says = f"{unit} scores {plain[unit]:.6g}, outside [{low:g}, {high:g}]"
    return _counterexample(subject, "bounds", says, frame, scores, frame, scores)


@law(
    "weight_scaling", "multiplying every weight by the same number changes nothing", picks.nothing, tree=True
)
def weight_scaling(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Triple all weights."""
    first, second = _weighted(subject, frame, 3.0)
    unit = _different(first, second)
    if unit is None:
        return None
    says = f"{unit} scores {first[unit]:.6g}, and {second[unit]:.6g} when every weight is tripled"
    return _counterexample(subject, "weight_scaling", says, frame, first, frame, second)


@law("lipschitz", "a small change of a weight is a small change of every score", picks.weight, tree=True)
def lipschitz(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Change one weight by a millionth."""
    plan = subject.plan(frame)
    if case.indicator not in plan.elements:
        return None
    factor = np.ones(len(plan.elements))
    factor[plan.elements.index(case.indicator)] += NUDGE
    first, second = _weighted(subject, frame, factor)
    spread = float(np.nanmax(np.abs(first))) if first.notna().any() else 0.0
    steep = (first - second).abs() > STEEPEST * NUDGE * spread
    if not steep.any():
        return None
    unit = str(steep.index[steep.to_numpy()][0])
    says = (
        f"{unit} scores {first[unit]:.6g}, and {second[unit]:.6g} when the weight of {case.indicator}"
        " grows by a millionth"
    )
    return _counterexample(subject, "lipschitz", says, frame, first, frame, second)


@law(
    "missing_indicator", "an indicator that no unit has a figure of changes nothing", picks.column, tree=True
)
def missing_indicator(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Take away all figures of an indicator; the result must be that of the tree without it."""
    empty = frame.assign(**{case.indicator: np.nan})
    fewer = without(subject.tested, {case.indicator})
    first = subject.scores(empty)
    smaller = Subject(
        fewer, fewer, frame, subject.directions, subject.year, subject.tables, subject.countries
    )
    second = smaller.scores(frame.drop(columns=case.indicator))
    unit = _different(first, second)
    if unit is None:
        return None
    says = (
        f"{unit} scores {first[unit]:.6g} when no unit has {case.indicator},"
        f" and {second[unit]:.6g} when the tree does not have it"
    )
    return _counterexample(subject, "missing_indicator", says, empty, first, empty, second)


# small ------------------------------------------------------------------------


def _improved(subject: Subject, frame: pd.DataFrame, case: Case) -> tuple[str, pd.DataFrame | None]:
    """The table with the case's better figure, or None where it is no better in this table."""
    unit = case.units[0]
    own = cell(frame, unit, case.indicator)
    if not (case.amount - own) * subject.directions.get(case.indicator, 1) > 0:
        return unit, None
    if positive(frame)[frame.columns.get_loc(case.indicator)] and case.amount <= 0:
        return unit, None
    after = frame.copy()
    after.loc[unit, case.indicator] = case.amount
    return unit, after


def _weighs(subject: Subject, frame: pd.DataFrame, name: str) -> bool:
    """Whether an indicator has any weight in the tree for this table."""
    if not subject.has_tree:
        return True
    plan = subject.plan(frame)
    return bool(plan.effective_weights()[plan.elements.index(name)] > 0)


def _weighted(subject: Subject, frame: pd.DataFrame, factor: float | Array) -> tuple[pd.Series, pd.Series]:
    """Scores with the weights in use, and with these times a factor."""
    plan = subject.plan(frame)
    x, units = plan.stage("normalised"), list(frame.index)
    return (
        pd.Series(plan.levels(x).score, index=units),
        pd.Series(plan.levels(x, plan.weights * factor).score, index=units),
    )


def _telling(frame: pd.DataFrame) -> pd.Series:
    """Which indicators tell units apart."""
    return frame.min() < frame.max()


def _scaled(scores: pd.Series, beside: pd.Series | None = None) -> pd.Series:
    """Scores as shares of the largest in absolute size, so that tolerances mean the same everywhere.

    Scores that are next to nothing beside others, as where opposites cancel, are rounding and stay next to nothing.
    """
    largest = max(_largest(scores), 1e-6 * _largest(beside) if beside is not None else 0.0)
    return scores / largest if largest > 0 else scores


def _largest(scores: pd.Series) -> float:
    return float(scores.abs().max()) if scores.notna().any() else 0.0


def _different(first: pd.Series, second: pd.Series) -> str | None:
    """The first unit with another score, or with a score in one of the two only."""
    largest = max(_largest(first), 1e-300)
    gap = (first - second).abs() > EQUAL * largest
    wrong = gap | (first.isna() != second.isna())
    return str(wrong.index[wrong.to_numpy()][0]) if wrong.any() else None


def _same_order(
    subject: Subject, name: str, what: str, frame: pd.DataFrame, after: pd.DataFrame
) -> Counterexample | None:
    """Look for two units in both tables whose order differs."""
    first, second = subject.scores(frame), subject.scores(after)
    a, b = _scaled(first, second).reindex(after.index), _scaled(second, first)
    both = a.notna() & b.notna()
    lost = a.notna() & b.isna()
    if lost.any():
        says = f"{what}, and {lost.index[lost.to_numpy()][0]} loses its score"
        return _counterexample(subject, name, says, frame, first, after, second)
    units, x, y = list(a.index[both]), a[both].to_numpy(), b[both].to_numpy()
    before, then = x[:, None] - x, y[:, None] - y
    sign_before = np.where(np.abs(before) <= EQUAL, 0, np.sign(before))
    sign_then = np.where(np.abs(then) <= EQUAL, 0, np.sign(then))
    turned = (sign_before > 0) & (sign_then <= 0) & (np.abs(before - then) > CLEAR)
    tied = (sign_before == 0) & (sign_then != 0) & (np.abs(before - then) > CLEAR)
    if not (turned | tied).any():
        return None
    i, j = np.argwhere(turned if turned.any() else tied)[0]
    how = "ahead of" if turned.any() else "level with"
    now = "behind" if sign_then[i, j] < 0 else "ahead" if sign_then[i, j] > 0 else "level"
    says = f"{what}, and {units[i]}, {how} {units[j]} before, is {now} after"
    return _counterexample(subject, name, says, frame, first, after, second)


def _counterexample(
    subject: Subject,
    name: str,
    says: str,
    frame: pd.DataFrame,
    first: pd.Series,
    after: pd.DataFrame,
    second: pd.Series,
) -> Counterexample:
    empty = [column for column in frame if frame[column].isna().all() and str(column) not in says]
    tables = [
        _with_scores(table.drop(columns=empty), scores) for table, scores in ((frame, first), (after, second))
    ]
    return Counterexample(name, str(getattr(subject.definition, "id", subject.definition)), says, *tables)


def _with_scores(frame: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    rank = scores.rank(ascending=False, method="min")
    return frame.assign(score=scores.reindex(frame.index), rank=rank.reindex(frame.index))
