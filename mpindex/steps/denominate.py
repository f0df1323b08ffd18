"""Denominate: divide sizes by another quantity of the same unit, as in soldiers per thousand people."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import as_floats, numbers, per_column, ratio, require
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "denominate",
    "per",
    formula="factor x / by",
    keeps={"permutation", "ties"},
)
def per(x: ArrayLike, by: ArrayLike, *, factor: Any = 1.0) -> Array:
    """Divide each indicator by a denominator and multiply by a factor: ``factor x / by``.

    Missing where either is missing, and where the denominator is 0: nothing per nothing is unknown, and something
    per nothing has no size. Negative denominators raise BadValues.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    by : array_like
        (..., units) one denominator for all indicators, or (..., units, indicators).
    factor : array_like, default 1.0
        Number or (..., indicators), for instance 1000 for "per thousand".

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> per(np.array([[10.0], [3.0], [1.0]]), [2.0, np.nan, 0.0], factor=100).ravel()
    array([500.,  nan,  nan])
    """
    x = as_floats(x)
    below = numbers(by, "the denominator")
    if below.ndim < x.ndim:
        below = below[..., None]
    require(
        (below >= 0) & np.isfinite(below), below, "a denominator must be >= 0", "choose another denominator"
    )
    return ratio(x, below) * per_column(factor)
