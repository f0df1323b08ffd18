"""From cut values to classes: 1 is the top class."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import LARGEST, numbers
from mpindex.typing import Array
from mpindex.wording import counted

#: What differs by less than this, as a share of the numbers it is computed from, is equal: rounding draws no line.
EQUAL = 1e-14


def finite(scores: ArrayLike) -> Array:
    """Return scores (..., units) as floats; infinite ones, or of a size that has no differences, raise DataError."""
    values = numbers(scores, "scores")
    if values.ndim < 1:
        raise DataError(f"classes are of scores (..., units), not of the one number {scores!r}")
    if np.isinf(values).any():
        raise DataError(
            f"{counted(int(np.isinf(values).sum()), 'infinite score')} cannot be put into classes"
        )
    if (np.abs(values) > LARGEST).any():
        raise DataError(
            f"scores to be put into classes must be at most {LARGEST:g} in size: use larger units"
        )
    return values


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
