"""Natural breaks (Jenks): the classes with the least variance inside, exact."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.band.cuts import classes_by, finite
from mpindex.steps.columns import moderating
from mpindex.steps.registry import register
from mpindex.typing import Array, Places

_BLOCK = 1 << 18  # cells of a working array at a time


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

    Examples
    --------
    >>> natural_breaks([1.0, 2.0, 10.0, 11.0, 50.0], classes=3)
    array([3., 3., 2., 2., 1.])
    """
    return classes_by(scores, natural_breaks_cuts(scores, classes=classes, log=log))


def natural_breaks_cuts(scores: ArrayLike, *, classes: int = 3, log: bool = False) -> Array:
    """Cut values of the classes that minimise the sum of squared distances to the class means.

    Exact by dynamic programming over the sorted scores, in time that grows with the square of the units.

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
    step = max(1, _BLOCK // (rows.shape[-1] + 1) ** 2)
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
    different = present[:, :1].sum(axis=-1) + (present[:, 1:] & (rows[:, 1:] != rows[:, :-1])).sum(axis=-1)
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
    values -= values.mean(axis=-1, keepdims=True) * present
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(values, axis=-1)], axis=-1)
    end = present.sum(axis=-1)
    size = np.arange(rows.shape[-1] + 1.0)
    best = sums**2 / np.maximum(size, 1.0)  # of the first j scores in one class, by j
    starts: list[Places] = []
    if classes > 2:
        between = _squares(sums)
        for _ in range(classes - 2):
            total = between + best[:, None, :]  # the last class runs from i (last axis) to before j
            starts.append(total.argmax(axis=-1))
            best = np.take_along_axis(total, starts[-1][..., None], axis=-1)[..., 0]
    row = np.arange(len(rows))
    cuts = np.empty((len(rows), classes - 1))
    if classes > 1:  # the lowest class of all needs one end only
        left = end[:, None] - size
        last = np.square(sums[row, end][:, None] - sums) / np.where(left > 0, left, 1.0)
        end = np.where(left > 0, best + last, -np.inf).argmax(axis=-1)
        cuts[:, 0] = rows[row, end]
    for number, start in enumerate(reversed(starts), start=1):
        end = start[row, end]
        cuts[:, number] = rows[row, end]
    return cuts


def _squares(sums: Array) -> Array:
    """(sum)^2 / size of scores i up to before j, by [row, j, i]; -inf where there are none."""
    size = np.arange(float(sums.shape[-1]))
    number = size[:, None] - size[None, :]
    squares = sums[:, :, None] - sums[:, None, :]
    squares *= squares
    squares *= np.where(number > 0, 1 / np.where(number > 0, number, 1.0), 0.0)
    squares += np.where(number > 0, 0.0, -np.inf)
    return squares
