"""Normalisations by centre and spread: z-scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import (
    as_floats,
    deviation,
    oriented,
    per_column,
    ratio,
)
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools


@register(
    "normalise",
    "zscore",
    formula="mean + sd (x - m) / s, m and s those of the column",
    keeps={
        "permutation",
        "scale",
        "translation",
        "monotonicity",
        "strict_monotonicity",
        "ties",
        "idempotence",
    },
)
def zscore(
    x: ArrayLike,
    *,
    mean: Any = 0.0,
    sd: Any = 1.0,
    ddof: int = 1,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    members: ArrayLike | None = None,
) -> Array:
    """Standardise each indicator to the given mean and standard deviation.

    ``mean + sd (x - m) / s`` with m the mean and s the standard deviation of the reference: of a sample
    (``ddof=1``) or of the population (``ddof=0``). Constant indicator or single unit: NaN.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    mean : array_like, default 0.0
        Mean of the result, a number or (..., indicators).
    sd : array_like, default 1.0
        Standard deviation of the result, a number or (..., indicators).
    ddof : int, default 1
        0 divides by the number of values, 1 by one less.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), by whose mean and deviation each unit is measured (itself included); units' are the
        rows of the reference. Default: everybody.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), step 5; its Table 15 uses the sample's deviation.

    Examples
    --------
    >>> zscore(np.array([[1.0], [2.0], [3.0]])).ravel()
    array([-1.,  0.,  1.])
    """
    directed, learned = oriented(as_floats(x), reference, direction)
    if members is None:
        middle, spread = column_mean(learned), deviation(learned, ddof=ddof)
    else:
        middle, spread = _among(learned, np.asarray(members, dtype=bool), ddof)
    return ratio(directed - middle, spread) * per_column(sd) + per_column(mean)


def _among(learned: Array, members: Bools, ddof: int) -> tuple[Array, Array]:
    """Mean and deviation of each unit's own group, (..., units, indicators) each; units of one group share them."""
    groups, which = np.unique(members, axis=0, return_inverse=True)
    parts = [np.where(group[:, None], learned, np.nan) for group in groups]
    middle = np.concatenate([column_mean(part) for part in parts], axis=-2)
    spread = np.concatenate([deviation(part, ddof=ddof) for part in parts], axis=-2)
    return middle[..., which.ravel(), :], spread[..., which.ravel(), :]
