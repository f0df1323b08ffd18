"""Natural breaks (Jenks): the classes with the least variance inside, exact."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.band.cuts import EQUAL, classes_by, finite
from mpindex.steps.columns import moderating
from mpindex.steps.registry import register
from mpindex.typing import Array, Places

_BLOCK = 1 << 18  # cells of a working array at a time
#: Up to so many scores every place of a cut is tried for every other; beyond, only those that the neighbours leave open.
_FEW = 400


_CLASSES = ("permutation", "ties")


@register(
    "band",
    "natural_breaks",
    formula="argmin of the sum of squares inside the classes (k-means of scores, exact)",
    main="classes",
    keeps=(*_CLASSES, "scale"),
)
def natural_breaks(scores: ArrayLike, *, classes: int = 3, log: bool = False) -> Array:
    """Classes with the least variance inside: natural breaks (Jenks), exact.

    Parameters and source as in `natural_breaks_cuts`.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    classes : int, default 3
        How many classes.
    log : bool, default False
        Whether classes are of logarithms: of ratios rather than of differences. Scores must then be above 0.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    References
    ----------
    Fisher (1958), JASA 53; Jenks (1977).

    Examples
    --------
    >>> natural_breaks([1.0, 2.0, 10.0, 11.0, 50.0], classes=3)
    array([3., 3., 2., 2., 1.])
    """
    return classes_by(scores, natural_breaks_cuts(scores, classes=classes, log=log))


def natural_breaks_cuts(scores: ArrayLike, *, classes: int = 3, log: bool = False) -> Array:
    """Cut values of the classes that minimise the sum of squared distances to the class means.

    Exact by dynamic programming over the sorted scores. A class that ends later does not begin earlier, so of many scores
    only those places are tried that the classes ending a little earlier and later leave open: time n log n, memory n. Of
    cuts that are equally good the lowest are taken.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing; at least as many different values as `classes`, or DataError.
    classes : int, default 3
        How many classes.
    log : bool, default False
        Take logarithms of the scores, which must then be above 0 or DataError is raised: classes of ratios rather
        than of differences.

    Returns
    -------
    array
        (..., classes - 1), the lowest score of each class but the last.

    References
    ----------
    Fisher (1958), JASA 53; Jenks (1977).

    Examples
    --------
    >>> natural_breaks_cuts([1.0, 2.0, 10.0, 11.0, 50.0], classes=3)
    array([50., 10.])
    """
    if isinstance(classes, bool) or int(classes) != classes or classes < 1:
        raise OptionError(f"the number of classes must be a whole number of at least 1, not {classes!r}")
    scores = finite(scores)
    rows = np.sort(scores.reshape(math.prod(scores.shape[:-1]), scores.shape[-1]), axis=-1)
    _need(rows, int(classes), log)
    scale = moderating(np.fmax.reduce(np.abs(rows), axis=-1, keepdims=True, initial=0.0))
    rows = rows if log else rows * scale
    places = rows.shape[-1] + 1
    step = max(1, _BLOCK // (places**2 if places <= _FEW else places))
    starts = range(0, len(rows), step)
    cuts = [_breaks(rows[start : start + step], int(classes), log) for start in starts]
    lowest = np.concatenate(cuts)
    return (lowest if log else lowest / scale).reshape(*scores.shape[:-1], int(classes) - 1)


def _need(rows: Array, classes: int, log: bool) -> None:
    if log and (rows <= 0).any():
        raise DataError(
            f"classes of logarithms need scores above 0; {int((rows <= 0).sum())} are not. Say log: false"
        )
    present = ~np.isnan(rows)
    different = present.any(axis=1) + (present[:, 1:] & (rows[:, 1:] != rows[:, :-1])).sum(axis=1)
    if (different < classes).any():
        raise DataError(
            f"{classes} classes need as many different scores; there are only {int(different.min())}"
        )


def _breaks(rows: Array, classes: int, log: bool) -> Array:
    """Cuts (rows, classes - 1) of sorted rows, missing last.

    The squares inside classes are least where ``sum of (class sum)^2 / size`` is largest, which takes fewer steps.
    """
    present = ~np.isnan(rows)
    values = np.where(present, rows, 1.0)
    values = np.where(present, np.log(values) if log else values, 0.0)
    values -= values.mean(axis=1, keepdims=True) * present
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(values, axis=1)], axis=1)
    end = present.sum(axis=1)
    size = np.arange(rows.shape[1] + 1.0)
    best = sums**2 / np.maximum(size, 1.0)  # of the first j scores in one class, by j
    starts: list[Places] = []
    if classes > 2:
        layer = _layer_of_few(sums) if len(size) <= _FEW else partial(_layer, sums, end)
        for _ in range(classes - 2):
            start, best = layer(best)
            starts.append(start)
    row = np.arange(len(rows))
    cuts = np.empty((len(rows), classes - 1))
    if classes > 1:  # the lowest class of all needs one end only
        left = end[:, None] - size
        last = np.square(sums[row, end][:, None] - sums) / np.where(left > 0, left, 1.0)
        end, _ = _lowest_best(np.where(left > 0, best + last, -np.inf))
        cuts[:, 0] = rows[row, end]
    for number, start in enumerate(reversed(starts), start=1):
        end = start[row, end]
        cuts[:, number] = rows[row, end]
    return cuts


def _layer_of_few(sums: Array) -> Callable[[Array], tuple[Places, Array]]:
    """Return a function that adds a class by trying every place: from the best of the classes below to starts and best."""
    between = _squares(sums)

    def layer(best: Array) -> tuple[Places, Array]:
        total = between + best[:, None, :]  # the last class runs from i (last axis) to before j
        return _lowest_best(total)

    return layer


def _lowest_best(total: Array) -> tuple[Places, Array]:
    """The lowest place where a row is as good as anywhere, and how good that is."""
    best = total.max(axis=-1)
    return (total >= ((1 - EQUAL) * best)[..., None]).argmax(axis=-1), best


def _layer(sums: Array, ends: Places, below: Array) -> tuple[Places, Array]:
    """Add a class: where the last one best begins, and how good that is, for the first j scores, (rows, places) each.

    As `_layer_of_few`, by halves: the start for j lies between the starts for the j that were settled before, on both sides.
    Beyond the last score of a row (`ends`) all is as there.
    """
    rows, places = sums.shape
    start, best = np.zeros((rows, places), dtype=np.intp), np.full((rows, places), -np.inf)
    step = 1 << (places - 1).bit_length()
    while step := step // 2:
        j = np.arange(step, places, 2 * step)
        last = np.minimum(j, ends[:, None])  # (rows, j)
        right = np.where(j + step < places, start[:, np.minimum(j + step, places - 1)], places)
        low = start[:, j - step]
        high = np.maximum(np.minimum(right, last - 1), low)
        start[:, j], best[:, j] = _best_between(sums, below, last, low, high)
    return start, best


def _best_between(sums: Array, below: Array, last: Places, low: Places, high: Places) -> tuple[Places, Array]:
    """The lowest best start of a class that ends before `last`, of those from `low` to `high`, (rows, j) all."""
    many = (high - low + 1).ravel()
    first = np.cumsum(many) - many  # where the tries of each j begin
    tries = np.arange(many.sum()) + np.repeat(low.ravel() - first, many)
    row = np.repeat(np.arange(len(sums)), last.shape[1]) * sums.shape[1]
    begin, end = tries + np.repeat(row, many), np.repeat(row + last.ravel(), many)
    number = end - begin
    flat = sums.ravel()
    total = flat[end] - flat[begin]
    total *= total
    total *= 1 / np.maximum(number, 1)
    total += below.ravel()[begin]
    total[number <= 0] = -np.inf
    best = np.maximum.reduceat(total, first)
    equal = np.flatnonzero(total >= np.repeat((1 - EQUAL) * best, many))
    chosen = tries[equal[np.searchsorted(equal, first)]]
    return chosen.reshape(last.shape), best.reshape(last.shape)


def _squares(sums: Array) -> Array:
    """(sum)^2 / size of scores i up to before j, by [row, j, i]; -inf where there are none."""
    size = np.arange(float(sums.shape[1]))
    number = size[:, None] - size[None, :]
    squares = sums[:, :, None] - sums[:, None, :]
    squares *= squares
    squares *= 1 / np.maximum(number, 1.0)
    squares += np.where(number > 0, 0.0, -np.inf)
    return squares
