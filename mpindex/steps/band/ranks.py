"""Classes by rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.band.cuts import finite
from mpindex.steps.rank import competition
from mpindex.steps.registry import register
from mpindex.typing import Array

_CLASSES = ("permutation", "ties")


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
    ranks = competition(finite(scores))
    return np.where(np.isnan(ranks), np.nan, 1.0 + (ranks >= low) + (ranks > high))
