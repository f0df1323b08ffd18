"""Cut points between classes of scores: natural breaks, head/tail breaks, gaps, quantiles, shares, ranks.

Scores have shape (..., units), NaN where missing and kept so. Functions named ``*_cuts`` return cut values,
(..., classes - 1), highest first: a unit is in the first class whose cut it reaches, in the last if it
reaches none. The methods return class numbers, (..., units), 1 being the top class.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.columns import quantile
from mpindex.steps.rank import competition
from mpindex.steps.registry import register
from mpindex.typing import Array, Places

_BLOCK = 1 << 18  # cells of a working array at a time
_CLASSES = ("permutation", "ties")


def classes_by(scores: ArrayLike, cuts: ArrayLike) -> Array:
    """Return class numbers, 1 + the number of cuts above the score; NaN stays NaN, a NaN cut is no cut.

    Parameters
    ----------
    scores : array_like
        (..., units).
    cuts : array_like
        (..., number of cuts).

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> classes_by([9.0, 4.0, 1.0, np.nan], [5.0, 4.0])
    array([ 1.,  2.,  3., nan])
    """
    scores = np.asarray(scores, dtype=np.float64)
    cuts = np.asarray(cuts, dtype=np.float64)
    below = scores[..., None] < cuts[..., None, :]
    return np.where(np.isnan(scores), np.nan, 1.0 + below.sum(axis=-1))


@register(
    "band",
    "natural_breaks",
    formula="argmin of the sum of squares inside the classes",
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
    scores = np.asarray(scores, dtype=np.float64)
    rows = np.sort(scores.reshape(-1, scores.shape[-1]), axis=-1)
    _need(rows, int(classes), log)
    step = max(1, _BLOCK // (rows.shape[-1] + 1) ** 2)
    starts = range(0, len(rows), step)
    cuts = [_breaks(rows[start : start + step], int(classes), log) for start in starts]
    return np.concatenate(cuts).reshape(*scores.shape[:-1], int(classes) - 1)


def _need(rows: Array, classes: int, log: bool) -> None:
    if np.isinf(rows).any():
        raise DataError("infinite scores cannot be put into natural classes")
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


@register(
    "band",
    "head_tail",
    formula="x > mean, and so on among these, while they are under `limit` of what is split",
    main="limit",
    keeps=(*_CLASSES, "scale"),
)
def head_tail(scores: ArrayLike, *, limit: float = 0.4) -> Array:
    """Head/tail breaks: those above the mean, those above the mean of these, and so on.

    Parameters and source as in `head_tail_cuts`. Class 1 is the last head.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    limit : float, default 0.4
        A head is split off only while it is less than this share of what is split.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> head_tail([1.0, 1.0, 1.0, 2.0, 20.0])
    array([2., 2., 2., 2., 1.])
    """
    return classes_by(scores, head_tail_cuts(scores, limit=limit))


def head_tail_cuts(scores: ArrayLike, *, limit: float = 0.4) -> Array:
    """Lowest scores of the heads, highest first; rows with fewer heads than others have NaN in front.

    Parameters
    ----------
    scores : array_like
        (..., units), heavy-tailed, NaN where missing.
    limit : float, default 0.4
        A head is split off only while it is less than this share of what is split; 1 goes on until the head is one
        unit or all its scores are equal.

    Returns
    -------
    array
        (..., cuts), highest first; rows with fewer heads than others have NaN in front.

    References
    ----------
    Jiang (2013), The Professional Geographer 65(3).

    Examples
    --------
    >>> head_tail_cuts([1.0, 1.0, 1.0, 1.0, 2.0, 3.0, 20.0], limit=1)
    array([20.])
    """
    scores = np.asarray(scores, dtype=np.float64)
    inside = ~np.isnan(scores)
    cuts: list[Array] = []
    while inside.any():
        size = inside.sum(axis=-1, keepdims=True)
        # the mean is taken around the lowest score, so that equal scores have exactly their own mean
        lowest = np.where(inside, scores, np.inf).min(axis=-1, keepdims=True)
        around = np.where(inside, scores - np.where(np.isinf(lowest), 0.0, lowest), 0.0)
        head = inside & (around > around.sum(axis=-1, keepdims=True) / np.maximum(size, 1))
        split = (head.sum(axis=-1, keepdims=True) < limit * size) & head.any(axis=-1, keepdims=True)
        inside = head & split
        if inside.any():
            low = np.where(inside, scores, np.inf).min(axis=-1)
            cuts.append(np.where(np.isinf(low), np.nan, low))
    return np.stack(cuts[::-1], axis=-1) if cuts else np.empty((*scores.shape[:-1], 0))


@register(
    "band",
    "largest_gap",
    formula="x above the largest ratio (or difference) of neighbours",
    keeps=(*_CLASSES, "scale"),
)
def above_largest_gap(
    scores: ArrayLike, *, first: int = 1, last: int | None = None, log: bool = True
) -> Array:
    """Class 1 above the largest gap between neighbouring ranks, class 2 below; see `largest_gap`.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    first : int, default 1
        First rank below which the gap is looked for.
    last : int, optional
        Last such rank; by default any.
    log : bool, default True
        Whether gaps are of logarithms, as ratios of neighbours.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> above_largest_gap([100.0, 90.0, 30.0, 20.0])
    array([1., 1., 2., 2.])
    """
    return classes_by(scores, np.asarray(largest_gap(scores, first=first, last=last, log=log))[..., None])


def largest_gap(scores: ArrayLike, *, first: int = 1, last: int | None = None, log: bool = True) -> Array:
    """Lowest score above the largest gap between two neighbours: the cut that nature made.

    A row without two scores in the window gives NaN.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing; above 0 if `log`, or DataError.
    first, last : int, default 1 and any
        The gap is looked for below ranks `first` to `last` only; by default anywhere.
    log : bool, default True
        Measure gaps on logarithms, as ratios of neighbours. Of equal gaps the highest is taken.

    Returns
    -------
    array
        (...), the lowest score above the gap; NaN for a row without two scores in the window.

    Examples
    --------
    >>> float(largest_gap([100.0, 90.0, 30.0, 20.0]))
    90.0
    >>> float(largest_gap([100.0, 90.0, 30.0, 20.0], first=3, last=3))
    30.0
    """
    if first < 1 or (last is not None and last < first):
        raise OptionError(f"the gap needs ranks 1 <= first <= last, not {first} to {last}")
    scores = np.asarray(scores, dtype=np.float64)
    if log and (scores <= 0).any():
        raise DataError(
            f"gaps of logarithms need scores above 0; {int((scores <= 0).sum())} are not. Say log: false"
        )
    if np.isinf(scores).any():
        raise DataError("infinite scores leave infinite gaps")
    ordered = -np.sort(-scores, axis=-1)  # missing last
    level = np.log(ordered) if log else ordered
    gaps = np.where(np.isnan(level[..., 1:]), -np.inf, level[..., :-1] - level[..., 1:])
    ranks = np.arange(1, gaps.shape[-1] + 1)
    gaps = np.where((ranks >= first) & (ranks <= (last or len(ranks))), gaps, -np.inf)
    if not gaps.shape[-1]:
        return np.full(scores.shape[:-1], np.nan)
    cut = np.take_along_axis(ordered, gaps.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    return np.where(np.isinf(gaps.max(axis=-1)), np.nan, cut)


@register(
    "band",
    "quantiles",
    formula="x >= quantile of `at`",
    main="at",
    keeps=(*_CLASSES, "scale", "translation"),
    example={"at": [0.3, 0.7]},
)
def quantiles(scores: ArrayLike, *, at: Sequence[float], reference: ArrayLike | None = None) -> Array:
    """Classes between quantiles of the scores, or of a reference set such as the states on expert lists.

    Parameters as in `quantile_cuts`.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    at : sequence of float
        Quantiles from 0 (lowest) to 1 (highest).
    reference : array_like, optional
        (..., units'), scores whose quantiles are taken; by default `scores`.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> quantiles([1.0, 2.0, 3.0, 4.0], at=[0.5])
    array([2., 2., 1., 1.])
    """
    return classes_by(scores, quantile_cuts(scores if reference is None else reference, at=at))


def quantile_cuts(scores: ArrayLike, *, at: Sequence[float]) -> Array:
    """Quantiles of scores, highest first, interpolated linearly (type 7).

    Parameters
    ----------
    scores : array_like
        (..., units), NaN skipped, NaN where nothing is there.
    at : sequence of float
        Quantiles from 0 (lowest) to 1 (highest).

    Returns
    -------
    array
        (..., len(at)), highest first.

    Examples
    --------
    >>> quantile_cuts([1.0, 2.0, 3.0, np.nan], at=[0.5, 0.75])
    array([2.5, 2. ])
    """
    wanted = np.sort(np.atleast_1d(np.asarray(at, dtype=np.float64)))[::-1]
    if not ((wanted >= 0) & (wanted <= 1)).all():
        raise OptionError(f"quantiles must lie between 0 and 1; got {at}")
    return quantile(np.asarray(scores, dtype=np.float64)[..., None], wanted)[..., 0, :]


@register(
    "band",
    "cumulative_share",
    formula="fewest units that hold `at` of the total",
    main="at",
    keeps=(*_CLASSES, "scale"),
)
def cumulative_share(scores: ArrayLike, *, at: Sequence[float] = (0.5, 0.8)) -> Array:
    """Classes by share of the total: class 1 is the fewest units that hold ``at[0]`` of it, and so on.

    Parameters
    ----------
    scores : array_like
        (..., units), sizes of at least 0 (DataError if not), NaN where missing. Equal scores share the better
        class, so a class can hold a little more than its share.
    at : sequence of float, default (0.5, 0.8)
        Shares of the total, above 0 and at most 1.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> cumulative_share([50.0, 30.0, 15.0, 5.0])
    array([1., 2., 3., 3.])
    """
    scores = np.asarray(scores, dtype=np.float64)
    wanted = np.sort(np.atleast_1d(np.asarray(at, dtype=np.float64)))
    if not ((wanted > 0) & (wanted <= 1)).all():
        raise OptionError(f"shares must be above 0 and at most 1; got {at}")
    if (scores < 0).any() or np.isinf(scores).any():
        raise DataError("shares of a total need finite scores of at least 0")
    ordered = -np.sort(-scores, axis=-1)
    held = np.cumsum(np.nan_to_num(ordered), axis=-1)
    enough = held[..., None] >= (1 - 1e-12) * wanted * held[..., -1:, None]
    cuts = np.take_along_axis(ordered, enough.argmax(axis=-2), axis=-1)
    return classes_by(scores, cuts)


@register(
    "band",
    "rank_window",
    formula="first <= rank <= last",
    main="window",
    keeps=(*_CLASSES, "scale", "translation"),
)
def rank_window(scores: ArrayLike, *, window: tuple[int, int] = (6, 36)) -> Array:
    """Class 2 between two ranks, both included, class 1 above, class 3 below.

    Parameters
    ----------
    scores : array_like
        (..., units). Ties share the best rank. The default window is Wood's.
    window : tuple of int, default (6, 36)
        First and last rank.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    References
    ----------
    Wood (1988), The Middle Powers and the General Interest.

    Examples
    --------
    >>> rank_window([5.0, 4.0, 3.0, np.nan], window=(2, 2))
    array([ 1.,  2.,  3., nan])
    """
    try:
        low, high = window
    except (TypeError, ValueError):
        raise OptionError(f"a rank window is [first, last], not {window!r}") from None
    if not 1 <= low <= high:
        raise OptionError(f"a rank window needs 1 <= first <= last, not {low} to {high}")
    ranks = competition(scores)
    return np.where(np.isnan(ranks), np.nan, 1.0 + (ranks >= low) + (ranks > high))
