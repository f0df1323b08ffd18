"""The largest gap between neighbouring ranks: the cut that nature made."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.band.cuts import EQUAL, classes_by, finite
from mpindex.steps.registry import register
from mpindex.typing import Array

_CLASSES = ("permutation", "ties")


@register(
    "band",
    "largest_gap",
    formula="x above the largest ratio (or difference) of neighbours",
    keeps=(*_CLASSES, "scale"),
)
def above_largest_gap(
    scores: ArrayLike, *, first: int = 1, last: int | None = None, log: bool = False
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
    log : bool, default False
        Whether gaps are of logarithms, as ratios of neighbours, and not of the scores as they are.

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


def largest_gap(scores: ArrayLike, *, first: int = 1, last: int | None = None, log: bool = False) -> Array:
    """Lowest score above the largest gap between two neighbours: the cut that nature made.

    A row without two scores in the window gives NaN.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing; above 0 if `log`, or DataError.
    first, last : int, default 1 and any
        The gap is looked for below ranks `first` to `last` only; by default anywhere.
    log : bool, default False
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
    scores = finite(scores)
    if log and (scores <= 0).any():
        raise DataError(
            f"gaps of logarithms need scores above 0; {int((scores <= 0).sum())} are not. Say log: false"
        )
    ordered = -np.sort(-scores, axis=-1)  # missing last
    level = np.log(ordered) if log else ordered
    gaps = np.where(np.isnan(level[..., 1:]), -np.inf, level[..., :-1] - level[..., 1:])
    ranks = np.arange(1, gaps.shape[-1] + 1)
    gaps = np.where((ranks >= first) & (ranks <= (last or len(ranks))), gaps, -np.inf)
    if not gaps.shape[-1]:
        return np.full(scores.shape[:-1], np.nan)
    largest = gaps.max(axis=-1, keepdims=True)
    size = np.fmax.reduce(np.abs(level), axis=-1, keepdims=True, initial=1.0 if log else 0.0)
    cut = np.take_along_axis(ordered, (gaps >= largest - EQUAL * size).argmax(axis=-1)[..., None], axis=-1)
    return np.where(np.isinf(largest), np.nan, cut)[..., 0]
