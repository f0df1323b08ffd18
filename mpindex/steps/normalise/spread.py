"""Normalisations by centre and spread: z-scores, robust scores, vector length."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import (
    as_floats,
    by_group,
    deviation,
    highest,
    oriented,
    per_column,
    quantile,
    ratio,
    sample,
    signs,
    total,
)
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.registry import register
from mpindex.typing import Array


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
    traits={"by_number"},
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
        rows of the reference. Or (units,), the number of each unit's group, -1 where it is in none. Default: everybody.

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
        middle, spread = _among(learned, members, ddof)
    scale = per_column(sd)
    if not (scale > 0).all():
        raise OptionError(f"sd must be above 0, got {sd!r}; where less is more, set direction: -1")
    return ratio(directed - middle, spread) * scale + per_column(mean)


def _among(learned: Array, members: ArrayLike, ddof: int) -> tuple[Array, Array]:
    """Mean and deviation of each unit's own group, (..., units, indicators) each; units of one group share them."""
    spread = by_group(learned, members, partial(deviation, ddof=ddof))
    return by_group(learned, members, column_mean), spread


@register(
    "normalise",
    "robust",
    formula="(x - median) / IQR",
    main="by",
    keeps={"permutation", "scale", "translation", "monotonicity", "ties", "idempotence"},
)
def robust(
    x: ArrayLike, *, by: str = "iqr", direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Measure each value from the median, in units of the middle half: a few extreme values change little.

    Quartiles are interpolated linearly (type 7). Where half of the values are the same the spread can be 0: NaN for
    every unit.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    by : {"iqr", "mad"}, default "iqr"
        The spread: third less first quartile, or the median distance from the median (not multiplied by 1.4826).
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Huber (1981), Robust Statistics.

    Examples
    --------
    >>> robust(np.array([[1.0], [2.0], [3.0], [4.0], [99.0]])).ravel()
    array([-1. , -0.5,  0. ,  0.5, 48. ])
    """
    if by not in ("iqr", "mad"):
        raise OptionError(f"unknown spread {by!r}.{suggest(by, ['iqr', 'mad'])} Known: iqr, mad")
    directed, learned = oriented(as_floats(x), reference, direction)
    middle = quantile(learned, 0.5)
    spread = (
        quantile(learned, 0.75) - quantile(learned, 0.25)
        if by == "iqr"
        else quantile(np.abs(learned - middle), 0.5)
    )
    return ratio(directed - middle, spread)


@register(
    "normalise",
    "vector",
    formula="x / sqrt(sum(x**2))",
    keeps={"permutation", "scale", "monotonicity", "ties"},
    traits={"proportional"},
)
def vector(x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None) -> Array:
    """Divide each column by its Euclidean length; where less is more, what is left of 1.

    ``x / sqrt(sum(x**2))`` or ``1 - x / sqrt(sum(x**2))``. A column of zeros: NaN.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Hwang & Yoon (1981), Multiple Attribute Decision Making.

    Examples
    --------
    >>> vector(np.array([[3.0], [4.0]])).ravel()
    array([0.6, 0.8])
    """
    x = as_floats(x)
    learned = sample(x, reference)
    largest = highest(np.abs(learned))  # so that no square overflows
    length = np.sqrt(total(ratio(learned, largest) ** 2)) * largest
    part = ratio(x, length)
    return np.where(signs(direction) < 0, 1.0 - part, part)
