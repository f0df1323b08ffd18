"""Fill gaps in a panel (..., years, units, indicators), from the same unit's other years."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.columns import as_floats, ratio
from mpindex.steps.impute.sample import fill
from mpindex.steps.registry import register
from mpindex.typing import Array

_KEPT = {"permutation", "observed", "idempotence"}


@register(
    "impute",
    "latest",
    formula="x of the latest earlier year, at most max_age years before",
    main="max_age",
    keeps=_KEPT,
    traits={"along_years"},
)
def latest(x: ArrayLike, years: ArrayLike | None = None, *, max_age: float | None = None) -> Array:
    """Carry each unit's latest earlier value forward, if it is not older than `max_age` years.

    Parameters
    ----------
    x : array_like
        (..., years, units, indicators).
    years : array_like, optional
        (years,), ascending, by default 0, 1, 2, ... Uses no later value than the year that it fills.
    max_age : float, optional
        Most years that a value may be old; by default any.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> latest(np.array([1.0, np.nan, np.nan])[:, None, None], max_age=1).ravel()
    array([ 1.,  1., nan])
    """
    x, when = _panel(x, years)
    before = _last_seen(x)
    age = when[:, None, None] - when[np.maximum(before, 0)]
    usable = (before >= 0) & (age <= (np.inf if max_age is None else max_age))
    return fill(x, np.where(usable, _at(x, before), np.nan))


@register(
    "impute",
    "linear",
    formula="straight line between the nearest years on either side",
    keeps=_KEPT,
    traits={"along_years", "looks_ahead"},
)
def linear(x: ArrayLike, years: ArrayLike | None = None) -> Array:
    """Interpolate linearly between a unit's years; before the first and after the last, the nearest value.

    Needs two values; a unit with one stays as it is (see `linear_constant`). Uses later values than the year that
    it fills, so it must not be used to see the world as of a past year.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    years : array_like, optional
        (years,), ascending; by default 0, 1, 2, ...

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> linear(np.array([1.0, np.nan, np.nan, 4.0, np.nan])[:, None, None]).ravel()
    array([1., 2., 3., 4., 4.])
    """
    panel, _ = _panel(x, years)
    several = np.count_nonzero(~np.isnan(panel), axis=-3, keepdims=True) > 1
    return np.where(several, linear_constant(panel, years), panel)


@register(
    "impute",
    "linear_constant",
    formula="as linear; a single value stands for every year",
    keeps=_KEPT,
    traits={"along_years", "looks_ahead"},
)
def linear_constant(x: ArrayLike, years: ArrayLike | None = None) -> Array:
    """Interpolate as in `linear`; a unit with one value has it in every year.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    years : array_like, optional
        (years,), ascending; by default 0, 1, 2, ...

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> linear_constant(np.array([np.nan, 4.0, np.nan])[:, None, None]).ravel()
    array([4., 4., 4.])
    """
    x, when = _panel(x, years)
    before, after = _last_seen(x), _next_seen(x)
    left, right = np.where(before < 0, after, before), np.where(after >= len(when), before, after)
    none_there = left >= len(when)
    start, end = _at(x, left), _at(x, right)
    gap = when[np.clip(right, 0, len(when) - 1)] - when[np.clip(left, 0, len(when) - 1)]
    passed = when[:, None, None] - when[np.clip(left, 0, len(when) - 1)]
    way = np.nan_to_num(ratio(passed, gap))
    return fill(x, np.where(none_there, np.nan, start + (end - start) * way))


@register(
    "impute",
    "step",
    formula="x of the latest earlier year; before the first, the first",
    keeps=_KEPT,
    traits={"along_years", "looks_ahead"},
)
def step(x: ArrayLike, years: ArrayLike | None = None) -> Array:
    """Hold each value until the next one; before the first, the first.

    Like `latest` without an age limit, but it looks ahead for the years before the first value, and like `linear`
    it needs two values.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    years : array_like, optional
        (years,), ascending; by default 0, 1, 2, ...

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> step(np.array([np.nan, 1.0, np.nan, 4.0])[:, None, None]).ravel()
    array([1., 1., 1., 4.])
    """
    x, when = _panel(x, years)
    before, after = _last_seen(x), _next_seen(x)
    several = np.count_nonzero(~np.isnan(x), axis=-3, keepdims=True) > 1
    held = _at(x, np.where(before < 0, np.minimum(after, len(when) - 1), before))
    return fill(x, np.where(several, held, np.nan))


def _panel(x: ArrayLike, years: ArrayLike | None) -> tuple[Array, Array]:
    x = as_floats(x)
    if x.ndim < 3:
        raise DataError(f"expected a panel of shape (..., years, units, indicators), got shape {x.shape}")
    when = np.arange(x.shape[-3], dtype=np.float64) if years is None else np.asarray(years, dtype=np.float64)
    if when.shape != (x.shape[-3],) or (np.diff(when) <= 0).any():
        raise OptionError(f"years must be {x.shape[-3]} ascending numbers, one per row of the panel")
    return x, when


def _last_seen(x: Array) -> Any:
    """Return, for each cell, the row of the latest year up to it that has a value; -1 where none has."""
    rows = np.arange(x.shape[-3])[:, None, None]
    return np.maximum.accumulate(np.where(np.isnan(x), -1, rows), axis=-3)


def _next_seen(x: Array) -> Any:
    """Return, for each cell, the row of the next year that has a value; one past the end where none has."""
    length = x.shape[-3]
    rows = np.arange(length)[:, None, None]
    seen = np.where(np.isnan(x), length, rows)
    return np.flip(np.minimum.accumulate(np.flip(seen, axis=-3), axis=-3), axis=-3)


def _at(x: Array, rows: Any) -> Array:
    return np.take_along_axis(x, np.clip(rows, 0, x.shape[-3] - 1), axis=-3)
