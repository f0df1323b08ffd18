"""Fill gaps within one sample (..., units, indicators)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import (
    as_floats,
    by_group,
    highest,
    lowest,
    per_column,
    quantile,
    ratio,
    sample,
    signs,
)
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.registry import register
from mpindex.typing import Array

_KEPT = {"permutation", "observed", "idempotence"}


@register(
    "impute",
    "none",
    formula="x",
    keeps=_KEPT,
)
def none(x: ArrayLike) -> Array:
    """Leave missing values missing; the aggregation's rule for them decides.

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
    >>> none(np.array([[np.nan, 2.0]]))
    array([[nan,  2.]])
    """
    return as_floats(x)


@register(
    "impute",
    "constant",
    formula="value, where x is missing",
    main="value",
    keeps=_KEPT,
    example={"value": 7.0},
)
def constant(x: ArrayLike, *, value: Any) -> Array:
    """Put one value, a number or (..., indicators), where values are missing.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    value : array_like
        A number or (..., indicators).

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> constant(np.array([[np.nan, 2.0]]), value=0)
    array([[0., 2.]])
    """
    return fill(x, per_column(value))


@register(
    "impute",
    "mean",
    formula="mean of the group, where x is missing",
    keeps=_KEPT,
    traits={"by_number"},
)
def mean(x: ArrayLike, *, reference: ArrayLike | None = None, members: ArrayLike | None = None) -> Array:
    """Put the indicator's mean, over the reference or over the unit's comparison group.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whom each unit is compared with; units' are the rows of the reference. Or (units,), the number
        of each unit's group, -1 where it is in none. A group without a value leaves its units missing.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), step 3.

    Examples
    --------
    >>> mean(np.array([[1.0], [3.0], [np.nan]])).ravel()
    array([1., 3., 2.])
    """
    return fill(x, _by_group(sample(as_floats(x), reference), members, column_mean))


@register(
    "impute",
    "median",
    formula="median of the group, where x is missing",
    keeps=_KEPT,
    traits={"by_number"},
)
def median(x: ArrayLike, *, reference: ArrayLike | None = None, members: ArrayLike | None = None) -> Array:
    """Put the indicator's median, over the reference or over the unit's comparison group (as in `mean`).

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whom each unit is compared with, itself included; units' are the rows of the
        reference. Or (units,), the number of each unit's group. By default everybody.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), step 3.

    Examples
    --------
    >>> median(np.array([[1.0], [3.0], [8.0], [np.nan]])).ravel()
    array([1., 3., 8., 3.])
    """
    return fill(x, _by_group(sample(as_floats(x), reference), members, lambda column: quantile(column, 0.5)))


@register(
    "impute",
    "row_mean",
    formula="min + (max - min) l, l the unit's mean level in its block",
    keeps={"permutation", "observed"},
)
def row_mean(
    x: ArrayLike,
    *,
    blocks: ArrayLike | None = None,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Put each unit at its own mean level among the other indicators of the same block.

    Columns are multiplied by their direction and rescaled to 0..1 by the extremes of the reference; a missing cell
    gets the mean of the unit's levels in the block, carried back to the column's own units. A unit with nothing in
    the block stays missing. A constant column tells no level.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    blocks : array_like, optional
        (indicators,) labels: columns with the same label belong together; by default all do.
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
    COINr's ``i_mean_grp``-by-row on grouped, normalised indicators.

    Examples
    --------
    >>> row_mean(np.array([[0.0, 10.0], [4.0, 30.0], [1.0, np.nan]]))[2]
    array([ 1., 15.])
    """
    x = as_floats(x)
    sign = signs(direction)
    learned = sample(x, reference) * sign
    worst = lowest(learned)
    span = highest(learned) - worst
    level = ratio(x * sign - worst, span)
    labels = np.zeros(x.shape[-1]) if blocks is None else np.asarray(blocks)
    together = (labels[:, None] == labels).astype(np.float64)
    known = ~np.isnan(level)
    average = ratio(np.where(known, level, 0.0) @ together, known @ together)
    return fill(x, (average * span + worst) * sign)


def fill(x: ArrayLike, value: Array) -> Array:
    """Put values where x (..., units, indicators) is missing."""
    x = as_floats(x)
    return np.where(np.isnan(x), value, x)


def _by_group(learned: Array, members: ArrayLike | None, statistic: Callable[[Array], Array]) -> Array:
    if members is None:
        return statistic(learned)
    return by_group(learned, members, statistic)
