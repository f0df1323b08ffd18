"""The named invariants of a definition. Each has a way to pick a case in a table, and a test of that case.

A case names units, an indicator and an amount, so that the same case can be put to a smaller table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from mpindex.analysis.basket import without
from mpindex.testing.subject import Subject, positive

#: Scores nearer than this, as a share of the largest, are equal: rounding breaks no law.
EQUAL = 1e-9
#: Gaps must differ by more than this for an order to count as changed.
CLEAR = 1e-7
#: A weight is changed by this share, and no score may change by more than so many times that of the spread.
NUDGE, STEEPEST = 1e-6, 100.0


@dataclass(frozen=True)
class Case:
    """One thing to try: on which units, in which indicator, by how much."""

    units: tuple[str, ...] = ()
    indicator: str = ""
    amount: float = 1.0


@dataclass(frozen=True, eq=False, repr=False)
class Counterexample:
    """A small table on which an invariant does not hold. Made by the tests of `LAWS`.

    Attributes
    ----------
    invariant : its name.
    says : what went wrong, in a sentence with units and indicators.
    before, after : the figures, with the score and rank (of scores of which more is better) that they get.
    """

    invariant: str
    definition: str
    says: str
    before: pd.DataFrame = field(repr=False)
    after: pd.DataFrame = field(repr=False)

    def __str__(self) -> str:
        def table(frame: pd.DataFrame) -> str:
            text: str = frame.to_string(float_format="{:.6g}".format)
            return "\n".join("  " + line for line in text.splitlines())

        return (
            f"{self.definition}: {self.invariant} does not hold: {self.says}\n before\n{table(self.before)}"
            f"\n after\n{table(self.after)}"
        )

    def __repr__(self) -> str:
        return str(self)


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


# picking ----------------------------------------------------------------------


def _nothing(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    return Case()


def _order(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    return Case(amount=float(rng.integers(1, 1000)))


def _factor(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    return Case(indicator=_indicator(frame, rng), amount=float(rng.choice([0.001, 0.5, 2.0, 1024.0])))


def _shift(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    name = _indicator(frame, rng)
    spread = float(frame[name].max() - frame[name].min())
    amount = spread if np.isfinite(spread) and spread > 0 else 1.0
    return Case(indicator=name, amount=amount * float(rng.choice([0.5, 2.0, 10.0])))


def _pair(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    return Case(units=tuple(rng.choice(frame.index, size=2, replace=False)))


def _one(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    others = [unit for unit in frame.index if unit not in subject.named]
    return Case(units=(str(rng.choice(others)),)) if others and len(frame) > 2 else None


def _rise(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """A better figure for one unit: another unit's, or beyond all of them."""
    name, unit = _indicator(frame, rng), str(rng.choice(frame.index))
    way, own = subject.directions.get(name, 1), _cell(frame, unit, name)
    if np.isnan(own):
        return None
    column = frame[name].to_numpy(dtype=float)
    with np.errstate(invalid="ignore"):
        better = column[(column - own) * way > 0]
    if len(better) and rng.random() < 0.7:
        return Case((unit,), name, float(rng.choice(better)))
    further = own * 4.0**way if own > 0 else own + way * float(np.nanmax(column) - np.nanmin(column))
    return Case((unit,), name, further) if (further - own) * way > 0 else None


def _column(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    return Case(indicator=_indicator(frame, rng)) if frame.notna().any().sum() > 1 else None


def _weight(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    elements = subject.plan(frame).elements[:-1]
    return Case(indicator=str(rng.choice(elements)))


def _indicator(frame: pd.DataFrame, rng: np.random.Generator) -> str:
    there = [str(name) for name in frame if frame[name].notna().any()]
    return str(rng.choice(there or [str(name) for name in frame]))


# testing ----------------------------------------------------------------------


@law("permutation", "the order of the units does not matter", _order)
def permutation(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Score the same units in another order."""
    order = np.random.default_rng(int(case.amount)).permutation(len(frame))
    shuffled = frame.iloc[order]
    one, other = subject.scores(frame), subject.scores(shuffled).reindex(frame.index)
    unit = _different(one, other)
    if unit is None:
        return None
    says = f"{unit} scores {one[unit]:.6g}, and {other[unit]:.6g} when the units stand in another order"
    return _found(subject, "permutation", says, frame, one, shuffled, other)


@law("scale", "multiplying an indicator by a positive number changes no order", _factor)
def scale(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Measure one indicator in another unit."""
    after = frame.assign(**{case.indicator: frame[case.indicator] * case.amount})
    return _same_order(subject, "scale", f"{case.indicator} is multiplied by {case.amount:g}", frame, after)


@law("translation", "adding a number to an indicator changes no order", _shift)
def translation(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Move the zero of one indicator."""
    after = frame.assign(**{case.indicator: frame[case.indicator] + case.amount})
    return _same_order(subject, "translation", f"{case.amount:g} is added to {case.indicator}", frame, after)


@law("irrelevant_units", "leaving one unit out does not change the order of the others", _one)
def irrelevant_units(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Leave a unit out; other units must not change places (rank reversal)."""
    after = frame.drop(index=list(case.units))
    if len(after) < 2 or not _telling(after).equals(_telling(frame)):
        return None  # an indicator tells nothing any more without the unit: that is another question
    return _same_order(subject, "irrelevant_units", f"{case.units[0]} is left out", frame, after)


@law("monotonicity", "more of an indicator that counts as more never lowers a unit", _rise)
def monotonicity(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Improve one figure of one unit; nobody whom it was not behind may pass it."""
    unit, after = _improved(subject, frame, case)
    if after is None:
        return None
    one, other = subject.scores(frame), subject.scores(after)
    a, b = _scaled(one, other), _scaled(other, one)
    before_gap, after_gap = a[unit] - a, b[unit] - b
    passed = (before_gap >= -EQUAL) & (after_gap < -CLEAR) | (before_gap > CLEAR) & (after_gap < -EQUAL)
    if not passed.any():
        return None
    other_unit = str(passed.index[passed.to_numpy()][0])
    says = f"{unit} improves in {case.indicator} to {case.amount:g}, and falls behind {other_unit}"
    return _found(subject, "monotonicity", says, frame, one, after, other)


@law("strict_monotonicity", "of two equal units, the one that gets more is ahead", _rise)
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
    return _found(subject, "strict_monotonicity", says, after, scores, after, scores)


@law("dominance", "a unit at least as good everywhere scores at least as high", _pair)
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
    return _found(subject, "dominance", says, after, scores, after, scores)


@law("ties", "units with the same figures get the same score", _pair)
def ties(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Give one unit the figures of another."""
    one, twin = case.units
    after = frame.copy()
    after.loc[twin] = frame.loc[one]
    scores = subject.scores(after)
    gap = _scaled(scores)
    alike = abs(gap[one] - gap[twin]) <= EQUAL or (np.isnan(gap[one]) and np.isnan(gap[twin]))
    says = f"{one} and {twin} have the same figures and score {scores[one]:.6g} and {scores[twin]:.6g}"
    return None if alike else _found(subject, "ties", says, after, scores, after, scores)


@law("bounds", "scores stay within the range that the methods state", _nothing, tree=True)
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
    return _found(subject, "bounds", says, frame, scores, frame, scores)


@law("weight_scaling", "multiplying every weight by the same number changes nothing", _nothing, tree=True)
def weight_scaling(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Triple all weights."""
    one, other = _weighted(subject, frame, 3.0)
    unit = _different(one, other)
    if unit is None:
        return None
    says = f"{unit} scores {one[unit]:.6g}, and {other[unit]:.6g} when every weight is tripled"
    return _found(subject, "weight_scaling", says, frame, one, frame, other)


@law("lipschitz", "a small change of a weight is a small change of every score", _weight, tree=True)
def lipschitz(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Change one weight by a millionth."""
    plan = subject.plan(frame)
    if case.indicator not in plan.elements:
        return None
    factor = np.ones(len(plan.elements))
    factor[plan.elements.index(case.indicator)] += NUDGE
    one, other = _weighted(subject, frame, factor)
    spread = float(np.nanmax(np.abs(one))) if one.notna().any() else 0.0
    steep = (one - other).abs() > STEEPEST * NUDGE * spread
    if not steep.any():
        return None
    unit = str(steep.index[steep.to_numpy()][0])
    says = f"{unit} scores {one[unit]:.6g}, and {other[unit]:.6g} when the weight of {case.indicator} grows by a millionth"
    return _found(subject, "lipschitz", says, frame, one, frame, other)


@law("missing_indicator", "an indicator that no unit has a figure of changes nothing", _column, tree=True)
def missing_indicator(subject: Subject, frame: pd.DataFrame, case: Case) -> Counterexample | None:
    """Take away all figures of an indicator; the result must be that of the tree without it."""
    empty = frame.assign(**{case.indicator: np.nan})
    fewer = without(subject.tested, {case.indicator})
    one = subject.scores(empty)
    smaller = Subject(
        fewer, fewer, frame, subject.directions, subject.year, subject.tables, subject.countries
    )
    other = smaller.scores(frame.drop(columns=case.indicator))
    unit = _different(one, other)
    if unit is None:
        return None
    says = (
        f"{unit} scores {one[unit]:.6g} when no unit has {case.indicator},"
        f" and {other[unit]:.6g} when the tree does not have it"
    )
    return _found(subject, "missing_indicator", says, empty, one, empty, other)


# small ------------------------------------------------------------------------


def _improved(subject: Subject, frame: pd.DataFrame, case: Case) -> tuple[str, pd.DataFrame | None]:
    """The table with the case's better figure, or None where it is no better in this table."""
    unit = case.units[0]
    own = _cell(frame, unit, case.indicator)
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


def _weighted(
    subject: Subject, frame: pd.DataFrame, factor: float | np.ndarray
) -> tuple[pd.Series, pd.Series]:
    """Scores with the weights in use, and with these times a factor."""
    plan = subject.plan(frame)
    x, units = plan.stage("normalised"), list(frame.index)
    return (
        pd.Series(plan.levels(x).score, index=units),
        pd.Series(plan.levels(x, plan.weights * factor).score, index=units),
    )


def _cell(frame: pd.DataFrame, unit: str, name: str) -> float:
    return float(frame[name].to_numpy(dtype=float)[list(frame.index).index(unit)])


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


def _different(one: pd.Series, other: pd.Series) -> str | None:
    """The first unit with another score, or with a score in one of the two only."""
    largest = max(_largest(one), 1e-300)
    gap = (one - other).abs() > EQUAL * largest
    wrong = gap | (one.isna() != other.isna())
    return str(wrong.index[wrong.to_numpy()][0]) if wrong.any() else None


def _same_order(
    subject: Subject, name: str, what: str, frame: pd.DataFrame, after: pd.DataFrame
) -> Counterexample | None:
    """Look for two units in both tables whose order differs."""
    one, other = subject.scores(frame), subject.scores(after)
    a, b = _scaled(one, other).reindex(after.index), _scaled(other, one)
    both = a.notna() & b.notna()
    lost = a.notna() & b.isna()
    if lost.any():
        says = f"{what}, and {lost.index[lost.to_numpy()][0]} loses its score"
        return _found(subject, name, says, frame, one, after, other)
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
    return _found(subject, name, says, frame, one, after, other)


def _found(
    subject: Subject,
    name: str,
    says: str,
    frame: pd.DataFrame,
    one: pd.Series,
    after: pd.DataFrame,
    other: pd.Series,
) -> Counterexample:
    empty = [column for column in frame if frame[column].isna().all() and str(column) not in says]
    tables = [
        _with_scores(table.drop(columns=empty), scores) for table, scores in ((frame, one), (after, other))
    ]
    return Counterexample(name, str(getattr(subject.definition, "id", subject.definition)), says, *tables)


def _with_scores(frame: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    rank = scores.rank(ascending=False, method="min")
    return frame.assign(score=scores.reindex(frame.index), rank=rank.reindex(frame.index))
