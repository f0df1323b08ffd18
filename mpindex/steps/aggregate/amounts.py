"""What the methods share that bring their own scale: amounts of which more is better, and costs as negative amounts.

These methods (WASPAS, EDAS, MARCOS, COPRAS, ARAS, CODAS, MOORA) are written for amounts as they are. A child of which
less is better comes with its sign changed, as ``normalise: none`` gives it: a column of negative numbers is a cost.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.aggregate.inputs import children, counted, refuse, refuse_tiny
from mpindex.typing import Array, Bools

_REMEDY = (
    "use normalise: none, so that benefits are positive and costs negative, or normalise to a range above 0"
)

#: What the methods promise that compare amounts with the best of their column.
COMPARED = ("permutation", "weight_scaling", "scale", "monotonicity", "dominance", "ties")


def mixed_signs(x: ArrayLike, **options: Any) -> Bools:
    """Mask negative cells of columns that have positive ones too.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    **options : object
        Those of the method; they make no difference.

    Returns
    -------
    bool array
        Shaped like `x`.
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray((values < 0) & (values > 0).any(axis=-2, keepdims=True))


def unusable(x: ArrayLike, **options: Any) -> Bools:
    """Mask negative cells of columns that have positive ones too, and costs of 0, of which no ratio can be taken.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    **options : object
        Those of the method; they make no difference.

    Returns
    -------
    bool array
        Shaped like `x`.
    """
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(mixed_signs(values) | ((values == 0) & (values < 0).any(axis=-2, keepdims=True)))


def amounts(x: ArrayLike, w: ArrayLike, name: str) -> tuple[Array, Array, Array, Bools]:
    """Return sizes (NaN where missing), weights, signs (..., 1, k) of the columns and the mask of present values.

    Raises DataError for what `unusable` masks, in children that have a weight.
    """
    values, weights, present = children(x, w)
    refuse(
        counted(unusable(values), weights),
        f"have the sign of its column, and not be a cost of 0, for {name}",
        _REMEDY,
    )
    refuse_tiny(values)
    signs = np.where((values < 0).any(axis=-2, keepdims=True), -1.0, 1.0)
    return np.where(present, np.abs(values), np.nan), weights, signs, present


def ratios(x: ArrayLike, w: ArrayLike, name: str) -> tuple[Array, Array]:
    """Return the ratio of each value to the best of its column, from 0 to 1, and the weights.

    ``x / max`` of benefits and ``min / x`` of costs; NaN where missing, and throughout a column of zeros, which tells
    nothing.
    """
    sizes, weights, signs, present = amounts(x, w, name)
    largest = np.where(present, sizes, -np.inf).max(axis=-2, keepdims=True, initial=-np.inf)
    smallest = np.where(present, sizes, np.inf).min(axis=-2, keepdims=True, initial=np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(signs > 0, sizes / largest, smallest / sizes)
    return ratio, weights  # a column of zeros is 0 / 0


def column_least(values: Array) -> Array:
    """Return the smallest value of each column, (..., 1, k); NaN where nothing is present."""
    return np.asarray(np.fmin.reduce(values, axis=-2, keepdims=True, initial=np.nan))
