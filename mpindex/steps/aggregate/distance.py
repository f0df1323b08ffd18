"""Aggregations by distance from the best (and the worst): TOPSIS and the Wroclaw taxonomic measure."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.inputs import children, divide, weighted_mean, weighted_sum
from mpindex.steps.columns import highest, lowest, moderating
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools


@register(
    "aggregate",
    "topsis",
    formula="d- / (d+ + d-), d the distances from the column maxima and minima",
    keeps=("permutation", "weight_scaling", "monotonicity", "dominance", "ties", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def topsis(x: ArrayLike, w: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Closeness to the ideal, ``d- / (d+ + d-)``: 1 is best in every child, 0 worst in every one.

    d+ and d- are Euclidean distances, of the children times their weights, to the column maxima and minima. With a
    `reference` other years are measured against the same ends; a unit beyond them is taken to stand at them.

    NaN where no child counts, or where all that count are constant: there is nothing to be close to. Leaving out a
    unit that holds a maximum can reorder the others.

    Parameters
    ----------
    x : array_like
        (..., units, k), already normalised, more is better, NaN where missing and skipped.
    w : array_like
        (..., k).
    reference : array_like, optional
        (..., units', k), whose column maxima and minima are the ends; by default those of `x`.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Hwang & Yoon (1981), Multiple Attribute Decision Making.. They divide each column by its Euclidean norm first;
    here that is the step normalise: vector.

    Examples
    --------
    >>> topsis([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0]], [1, 1])
    array([0. , 1. , 0.5])
    """
    x, w, present = children(x, w)
    scale = _moderating(x)
    x = x * scale
    low, high = _ends(x if reference is None else np.asarray(reference, dtype=np.float64) * scale)
    inside = np.clip(x, low, high)
    squares = w**2  # the weights stand inside the square
    to_best = np.sqrt(weighted_sum(np.where(present, (high - inside) ** 2, 0.0), squares))
    to_worst = np.sqrt(weighted_sum(np.where(present, (inside - low) ** 2, 0.0), squares))
    return divide(to_worst, to_best + to_worst)


@register(
    "aggregate",
    "wroclaw",
    formula="1 - d / (mean(d) + 2 sd(d)), d the distance from the column maxima",
    keeps=("permutation", "weight_scaling", "dominance", "ties", "translation"),
)
def wroclaw(x: ArrayLike, w: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Wroclaw taxonomic measure, ``1 - d / (mean(d) + 2 sd(d))``: 1 is the best value in every child.

    d is the Euclidean distance to the column maxima, the root of the weighted mean of squares over the children
    present, so that a missing child adds no distance; mean and standard deviation (divisor units - 1) are over the
    units.

    0 is a unit two standard deviations further off than the mean, and less is possible. The mean and deviation move
    with every unit, so that among few units one that improves can lose score, though not rank. NaN where no child
    counts, or where every distance is 0. A single unit is its own ideal and gets NaN too.

    Parameters
    ----------
    x : array_like
        (..., units, k), already normalised, more is better, NaN where missing and skipped.
    w : array_like
        (..., k).
    reference : array_like, optional
        (..., units', k), which lends its maxima, means and deviations; by default `x`.

    Returns
    -------
    array
        (..., units), at most 1.

    References
    ----------
    Hellwig (1968), Przeglad Statystyczny 15.

    Examples
    --------
    >>> wroclaw([[0.0], [1.0], [2.0]], [1]).round(3)
    array([0.333, 0.667, 1.   ])
    """
    x, w, present = children(x, w)
    scale = _moderating(x)
    x = x * scale
    other = (x, w, present) if reference is None else children(np.asarray(reference) * scale, w)
    high = _ends(other[0])[1]
    far = _distance(x, high, w, present)
    pattern = far if reference is None else _distance(other[0], high, w, other[2])
    return np.where(np.isnan(far), np.nan, 1 - divide(far, _limit(pattern)))


def _moderating(x: Array) -> Array:
    """A power of two by which squares of x (..., units, k) neither overflow nor vanish; 1 nearly always."""
    largest = np.fmax.reduce(np.abs(x), axis=(-2, -1), keepdims=True, initial=0.0)
    return moderating(largest)


def _ends(x: Array) -> tuple[Array, Array]:
    """Return the least and the largest value of each column, 0 where it has none."""
    return np.nan_to_num(lowest(x)), np.nan_to_num(highest(x))


def _distance(x: Array, high: Array, w: Array, present: Bools) -> Array:
    short = np.where(present, np.maximum(high - x, 0.0), 0.0)
    return np.sqrt(weighted_mean(short**2, w, present))


def _limit(far: Array) -> Array:
    """Mean of the distances and two standard deviations more, over the units that have one."""
    count = np.maximum((~np.isnan(far)).sum(axis=-1, keepdims=True), 1)
    mean = np.nansum(far, axis=-1, keepdims=True) / count
    squares = np.nansum((far - mean) ** 2, axis=-1, keepdims=True)
    return np.asarray(mean + 2 * np.sqrt(squares / np.maximum(count - 1, 1)))
