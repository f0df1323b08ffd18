"""Head/tail breaks: those above the mean, those above the mean of these, and so on."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.band.cuts import EQUAL, classes_by, finite
from mpindex.steps.registry import register
from mpindex.typing import Array

_CLASSES = ("permutation", "ties")


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

    References
    ----------
    Jiang (2013), The Professional Geographer 65, 482-494.

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
    scores = finite(scores)
    inside = ~np.isnan(scores)
    cuts: list[Array] = []
    while inside.any():
        size = inside.sum(axis=-1, keepdims=True)
        # the mean is taken around the lowest score, so that equal scores have exactly their own mean
        lowest = np.where(inside, scores, np.inf).min(axis=-1, keepdims=True)
        lowest = np.where(np.isinf(lowest), 0.0, lowest)
        around = np.where(inside, scores - lowest, 0.0)
        mean = around.sum(axis=-1, keepdims=True) / np.maximum(size, 1)
        head = inside & (around > mean + EQUAL * (mean + np.abs(lowest)))
        split = (head.sum(axis=-1, keepdims=True) < limit * size) & head.any(axis=-1, keepdims=True)
        inside = head & split
        if inside.any():
            low = np.where(inside, scores, np.inf).min(axis=-1)
            cuts.append(np.where(np.isinf(low), np.nan, low))
    return np.stack(cuts[::-1], axis=-1) if cuts else np.empty((*scores.shape[:-1], 0))
