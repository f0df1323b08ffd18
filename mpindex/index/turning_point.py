"""At which value of a figure that a unit lacks its order with a rival would turn."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from mpindex.index.result import Result

#: Halvings of the range in which a missing value may lie: the turning point is then known to six figures or more.
HALVINGS = 40
#: Words for large numbers, and those that a unit of measurement may begin with.
_WORDS = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
_FACTORS = {**_WORDS, "thousand": 1e3}


def turning_points(result: Result, one: str, other: str) -> list[str]:
    """Return a sentence for each figure that one of two rivals lacks: the value at which their order turns."""
    sentences = []
    for unit, rival in ((one, other), (other, one)):
        for leaf in missing_leaves(result, unit):
            turn = turning_point(result, unit, rival, leaf)
            if turn is not None:
                sentences.append(_sentence(result, unit, rival, leaf, *turn))
    return sentences


def missing_leaves(result: Result, unit: str) -> list[int]:
    """Return the numbers of the leaves that a unit lacks, of those that tell anything."""
    row, dead = result.plan.stage("imputed")[result.row(unit)], result.plan.dead
    return [i for i, value in enumerate(row) if np.isnan(value) and not dead[i]]


def turning_point(result: Result, unit: str, rival: str, leaf: int) -> tuple[float, bool] | None:
    """Return the value of `unit` in a leaf at which it is level with `rival`, and whether it is ahead above it.

    Looked for by bisection between the lowest and the highest value that any unit has, running the whole plan with
    each trial value; on logarithms where all are positive. None if no value in between changes the order.
    """
    plan, u, r = result.plan, result.row(unit), result.row(rival)
    raw = plan.stage("raw")
    values = raw[:, leaf][~np.isnan(raw[:, leaf])]
    positive = values[values > 0]
    log = bool(len(positive)) and bool((values >= 0).all())
    ends = positive if log else values

    def is_ahead(trial: float) -> bool:
        x = raw.copy()
        x[u, leaf] = math.exp(trial) if log else trial
        score = plan.levels(plan.stages.normalised_from(x)).score * result.sign
        return bool(score[u] > score[r])

    low, high = float(ends.min()), float(ends.max())
    turn = _bisected(is_ahead, *((math.log(low), math.log(high)) if log else (low, high)))
    return None if turn is None else (math.exp(turn[0]) if log else turn[0], turn[1])


def _bisected(holds: Callable[[float], bool], low: float, high: float) -> tuple[float, bool] | None:
    """Where a condition turns between two ends, and whether it holds above; None if it is alike at both."""
    above = holds(high)
    if holds(low) == above:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) == above else (middle, high)
    return (low + high) / 2, above


def _sentence(result: Result, unit: str, rival: str, leaf: int, value: float, above: bool) -> str:
    item, data = result.plan.leaves[leaf], result.dataset
    measure = data.indicator(item.source).unit if item.source in data.indicators else ""
    year = result.plan.years[result.row(rival), leaf]
    when = "" if math.isnan(year) else f" (figures of {int(year)})"
    return (
        f"{unit} lacks {item.id}: entered, it puts {unit} ahead of {rival} only {'above' if above else 'below'} about"
        f" {amount(value, measure)}{when}"
    )


def amount(value: float, unit: str) -> str:
    """Return a figure to two digits with its unit, in words where it is large.

    Parameters
    ----------
    value : float
    unit : str
        Of measurement; it may begin with a word for a large number, or be a scale.

    Examples
    --------
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
    figure = f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}"
    if word:
        figure = f"{value / _WORDS[word]:g} {word}"
    if unit.removeprefix("about ")[:1] in tuple("-0123456789"):  # a scale is no unit to count in
        return f"{figure} (scale {unit})"
    return f"{figure} ({unit})" if unit.startswith("index") else f"{figure} {unit}".rstrip()
