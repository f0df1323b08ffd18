"""Normalisations that are straight lines: none, min-max, z-score, fixed range, goalposts, AMPI.

Shared by all: `x` is (..., units, indicators) with NaN where missing, kept so; finite otherwise.
`direction` turns an indicator of which less is more round, so that more is better in every result.
`reference` is another array whose columns supply the parameters (minima, means, ...), by default `x`
itself; with parameters frozen in this way results may leave the stated range. An indicator whose
range in the reference is zero carries no information: NaN for every unit, and callers say so by name.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import (
    as_floats,
    highest,
    lowest,
    oriented,
    pair,
    per_column,
    ratio,
    require,
    rising,
    sample,
    signs,
)
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "normalise",
    "none",
    formula="x",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties"},
    traits={"proportional"},
)
def none(x: ArrayLike, *, direction: ArrayLike | None = None) -> Array:
    """Leave the values in their own units; those of which less is more change sign.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> none(np.array([[1.0, 2.0]]), direction=[1, -1])
    array([[ 1., -2.]])
    """
    return as_floats(x) * signs(direction)


@register(
    "normalise",
    "minmax",
    formula="low + (high - low) (x - min) / (max - min)",
    main="range",
    keeps={"permutation", "scale", "translation", "monotonicity", "bounds", "ties", "idempotence"},
    bounds=(0, 100),
    bounds_option="range",
)
def minmax(
    x: ArrayLike,
    *,
    range: Any = (0.0, 100.0),
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Rescale each indicator to ``range = (low, high)`` by its own extremes.

    ``low + (high - low) (x - min) / (max - min)``, after multiplication by the direction. Each end is a number or
    (..., indicators). Constant indicator or single unit: NaN.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    range : array_like, default (0, 100)
        Ends of the result, each a number or (..., indicators).
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
    OECD/JRC Handbook (2008), step 5.

    Examples
    --------
    >>> minmax(np.array([[1.0], [3.0], [2.0]])).ravel()
    array([  0., 100.,  50.])
    """
    low, high = rising(range, "range")
    directed, learned = oriented(as_floats(x), reference, direction)
    worst = lowest(learned)
    return ratio(directed - worst, highest(learned) - worst) * (high - low) + low


@register(
    "normalise",
    "scaled",
    formula="to_low + (to_high - to_low) (x - low) / (high - low)",
    main="range",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties"},
    example={"range": (2.0, 50.0)},
)
def scaled(
    x: ArrayLike,
    *,
    range: Any = (0.0, 100.0),
    to: Any = (0.0, 100.0),
    direction: ArrayLike | None = None,
) -> Array:
    """Rescale from a fixed range, the same for every sample, without capping.

    ``to_low + (to_high - to_low) (x - low) / (high - low)``; where less is more, ``(high - x)`` instead of ``(x -
    low)``. The range is in the units of the data whatever the direction (COINr's ``n_scaled`` expects it in units
    already multiplied by the direction).

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    range : array_like, default (0, 100)
        Ends in the units of the data, each a number or (..., indicators).
    to : array_like, default (0, 100)
        Ends of the result, each a number or (..., indicators).
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``n_scaled``.

    Examples
    --------
    >>> scaled(np.array([[5.0, 5.0]]), range=(0, 20), direction=[1, -1])
    array([[25., 75.]])
    """
    return goalposts(x, bounds=range, cap=False, to=to, direction=direction)


@register(
    "normalise",
    "goalposts",
    formula="to_low + (to_high - to_low) min(max((x - low) / (high - low), 0), 1)",
    main="bounds",
    keeps={"permutation", "monotonicity", "bounds", "ties"},
    bounds=(0, 1),
    bounds_option="to",
    example={"bounds": (2.0, 50.0)},
)
def goalposts(
    x: ArrayLike,
    *,
    bounds: Any,
    scale: str = "linear",
    cap: bool = True,
    to: Any = (0.0, 1.0),
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Measure how far each value has come from one goalpost to the other.

    ``(x - low) / (high - low)``, capped to 0..1 and stretched to the range `to`; on ``scale="log"`` values and
    goalposts are logged first, which needs both positive (a value of 0 or less at or below the lower goalpost
    enters at it when capped). Where less is more, the result is reversed. An end given as None or NaN is the
    extreme of the reference.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    bounds : array_like
        Pair of ends, each a number or (..., indicators), in the units of the data. Raises OptionError where
        the ends are equal or reversed, BadValues for what cannot be logged.
    scale : {'linear', 'log'}, default 'linear'
        Whether values and goalposts are logged first.
    cap : bool, default True
        Whether the way from one goalpost to the other is cut to 0..1.
    to : array_like, default (0, 1)
        Ends of the result, each a number or (..., indicators).
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
    UNDP, Human Development Report, technical notes.

    Examples
    --------
    >>> goalposts(np.array([[20.0], [52.5], [90.0]]), bounds=(20, 85)).ravel()
    array([0. , 0.5, 1. ])
    """
    x = as_floats(x)
    low, high = _ends(sample(x, reference), bounds)
    if scale == "log":
        x, low, high = _logged(x, low, high, cap=cap)
    elif scale != "linear":
        raise OptionError(f"unknown scale {scale!r}.{suggest(scale, ['linear', 'log'])} Known: linear, log")
    way = ratio(x - low, high - low)
    if cap:
        way = np.clip(way, 0.0, 1.0)
    bottom, top = rising(to, "to")
    return np.where(signs(direction) < 0, 1.0 - way, way) * (top - bottom) + bottom


def _ends(learned: Array, bounds: Any) -> tuple[Array, Array]:
    low, high = pair(bounds, "bounds")
    if (low >= high).any():
        raise OptionError(f"goalposts must be [low, high] with low below high, got {bounds!r}")
    if np.isnan(low).any():
        low = np.where(np.isnan(low), lowest(learned), low)
    if np.isnan(high).any():
        high = np.where(np.isnan(high), highest(learned), high)
    return low, high


def _logged(x: Array, low: Array, high: Array, *, cap: bool) -> tuple[Array, Array, Array]:
    if (low <= 0).any():
        raise OptionError("goalposts on a log scale must be positive; give a lower goalpost above 0")
    if cap:
        x = np.maximum(x, low)
    require(x > 0, x, "must be > 0 on a log scale", "cap at the goalposts, or use a linear scale")
    return np.log(x), np.log(low), np.log(high)


@register(
    "normalise",
    "ampi",
    formula="100 + 60 (x - around) / (max - min)",
    main="around",
    keeps={"permutation", "scale", "translation", "monotonicity", "ties"},
)
def ampi(
    x: ArrayLike,
    *,
    around: Any = None,
    to: Any = (70.0, 130.0),
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Rescale around a reference value, so that it becomes the middle of `to` (100).

    Goalposts at ``around -/+ (max - min) / 2`` are carried to `to`; where less is more, the result is mirrored at
    the middle. `around` is a number or (..., indicators), by default the column's mean. Constant indicator:
    NaN. Given `around`, a shift of the data changes the result.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    around : array_like, optional
        The value that becomes the middle, a number or (..., indicators); by default the column's mean.
    to : array_like, default (70.0, 130.0)
        Ends of the result, each a number or (..., indicators).
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
    Mazziotta & Pareto (2016), Social Indicators Research 127, 983-1003.

    Examples
    --------
    >>> ampi(np.array([[0.0], [10.0], [5.0]])).ravel()
    array([ 70., 130., 100.])
    """
    x = as_floats(x)
    learned = sample(x, reference)
    middle = column_mean(learned) if around is None else per_column(around)
    low, high = rising(to, "to")
    steps = ratio(x - middle, highest(learned) - lowest(learned)) * signs(direction)
    return (low + high) / 2 + steps * (high - low)
