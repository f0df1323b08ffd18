"""Treat by nothing at all, or by clipping at quantiles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, quantile, sample
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
    formula="min(max(x, q_low), q_high), q the quantiles",
    main="quantiles",
    keeps={"permutation", "monotonicity", "ties"},
    example={"quantiles": (0.1, 0.9)},
)
def clip(x: ArrayLike, *, quantiles: Any, reference: ArrayLike | None = None) -> Array:
    """Bring values beyond two quantiles of the column back to these quantiles.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    quantiles : array_like
        (low, high), for instance (0.025, 0.975), of the reference, interpolated linearly between values (type 7).
        NaN stay. A column that clipping would make constant (a rare yes or no) is returned as it is.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> clip(np.array([[0.0], [1.0], [2.0], [3.0], [100.0]]), quantiles=(0, 0.75)).ravel()
    array([0., 1., 2., 3., 3.])
    """
    low, high = (float(q) for q in quantiles)
    if not 0 <= low < high <= 1:
        raise OptionError(f"quantiles must be [low, high] with 0 <= low < high <= 1, got {quantiles!r}")
    x = as_floats(x)
    learned = sample(x, reference)
    bottom, top = quantile(learned, low), quantile(learned, high)
    return np.where(bottom < top, np.clip(x, bottom, top), x)
