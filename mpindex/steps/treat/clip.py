"""Treat by nothing at all, or by clipping at quantiles or stated bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, pair, quantile, sample
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "treat",
    "none",
    formula="x",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties", "observed", "idempotence"},
)
def none(x: ArrayLike) -> Array:
    """Leave the values as they are.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> none(np.array([[1.0]]))
    array([[1.]])
    """
    return as_floats(x)


@register(
    "treat",
    "clip",
    formula="min(max(x, low), high), the ends stated or quantiles",
    main="quantiles",
    keeps={"permutation", "monotonicity", "ties"},
    example={"quantiles": (0.1, 0.9)},
)
def clip(
    x: ArrayLike, *, quantiles: Any = None, bounds: Any = None, reference: ArrayLike | None = None
) -> Array:
    """Bring values beyond two ends back to these: quantiles of the column, or stated bounds.

    A column that clipping at quantiles would make constant (a rare yes or no) is returned as it is.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    quantiles : array_like, optional
        ``[low, high]``, for instance [0.025, 0.975], of the reference, interpolated linearly between values (type 7).
    bounds : array_like, optional
        ``[low, high]`` in the units of the data, each a number, (..., indicators) or None for an open end.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    Raises
    ------
    OptionError
        Neither or both of `quantiles` and `bounds` are given, or they are no pair in order.

    Examples
    --------
    >>> clip(np.array([[0.0], [1.0], [2.0], [3.0], [100.0]]), quantiles=(0, 0.75)).ravel()
    array([0., 1., 2., 3., 3.])
    >>> clip(np.array([[0.0], [1.0], [100.0]]), bounds=[None, 18]).ravel()
    array([ 0.,  1., 18.])
    """
    if (quantiles is None) == (bounds is None):
        raise OptionError("clip needs either quantiles: [low, high] or bounds: [low, high]")
    x = as_floats(x)
    if bounds is not None:
        low, high = pair(bounds, "bounds")
        if (low > high).any():
            raise OptionError(f"bounds must be [low, high] with low not above high, got {bounds!r}")
        return np.fmin(np.fmax(x, np.where(np.isnan(x), np.nan, low)), np.where(np.isnan(x), np.nan, high))
    low, high = pair(quantiles, "quantiles")
    if low.ndim or high.ndim or not 0 <= low < high <= 1:
        raise OptionError(f"quantiles must be [low, high] with 0 <= low < high <= 1, got {quantiles!r}")
    learned = sample(x, reference)
    bottom, top = quantile(learned, low), quantile(learned, high)
    return np.where(bottom < top, np.clip(x, bottom, top), x)
