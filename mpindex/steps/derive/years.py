"""Verbs along years: arrays are (..., units, years), with the years of the columns."""

from __future__ import annotations

import numpy as np

from mpindex.steps.derive.indicators import ratio
from mpindex.steps.derive.inputs import on_columns
from mpindex.steps.registry import register
from mpindex.typing import Array

#: Points whose squared residuals are a smaller share of their spread than this lie on a line but for rounding.
ROUNDING = 1e-24


@register(
    "derive",
    "mean",
    formula="mean of x over the last `years` years",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
@on_columns
def mean(x: Array, calendar: Array, *, years: int) -> Array:
    """Average over the last `years` calendar years; missing years are skipped, none at all gives missing.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many calendar years, the newest included.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> mean(np.array([[1.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([3.])
    """
    recent = x[..., calendar > calendar.max() - years]
    count = np.isfinite(recent).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return np.where(count > 0, np.nansum(recent, axis=-1) / np.maximum(count, 1), np.nan)


@register(
    "derive",
    "lowest",
    formula="min of x over the last `years` years",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
@on_columns
def lowest(x: Array, calendar: Array, *, years: int) -> Array:
    """Take the lowest value of the last `years` calendar years; missing years are skipped, none at all gives missing.

    What has been above a line all the time has its lowest value above the line.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many calendar years, the newest included.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> lowest(np.array([[1.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([3.])
    """
    recent = x[..., calendar > calendar.max() - years]
    return np.asarray(np.fmin.reduce(recent, axis=-1, initial=np.nan))


@register(
    "derive",
    "slope",
    formula="sum((t - mean t) (x - mean x)) / sum((t - mean t)**2)",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 5},
)
@on_columns
def slope(x: Array, calendar: Array, *, years: int, error: Array | None = None) -> Array:
    """Least-squares slope per year over the last `years` + 1 calendar years.

    With `error` (the publisher's standard errors, shaped like `x`; none for a value counts as exact) a slope no
    larger than its own standard error counts as zero: movement that the source cannot tell from none. Fewer than
    three years with data: missing.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How far back the window goes from the newest year.
    error : array, optional
        Standard errors, shaped like `x`; a value without one counts as exact.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> slope(np.array([[1.0, 2.0, 3.0]]), np.array([2020, 2021, 2022]), years=5)
    array([1.])
    """
    value, spread = _slope(x, calendar, years, error)
    if error is None:
        return value
    return np.where(np.abs(value) > spread, value, np.where(np.isnan(value), np.nan, 0.0))


@register(
    "derive",
    "slope_t",
    formula="slope / its standard error",
    main="years",
    keeps={"permutation", "ties", "scale", "translation"},
    example={"years": 5},
)
@on_columns
def slope_t(x: Array, calendar: Array, *, years: int, error: Array | None = None) -> Array:
    """Slope divided by its standard error: from `error` where given, else from the residuals.

    A slope without any residual spread gives missing (its error cannot be told), unless `error` says what it is.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How far back the window goes from the newest year.
    error : array, optional
        Standard errors, shaped like `x`; a value without one counts as exact.

    Returns
    -------
    array
        (..., units).
    """
    value, spread = _slope(x, calendar, years, error)
    empty: Array = np.full(value.shape, np.nan)
    return np.divide(value, spread, out=empty, where=spread > 0)


@register(
    "derive",
    "change",
    formula="x_t - x_(t - years); relative: over |x_(t - years)|",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
@on_columns
def change(x: Array, calendar: Array, *, years: int, relative: bool = False) -> Array:
    """Change from the value `years` before each unit's newest value to that value; `relative` divides by the former.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many years lie between the two values.
    relative : bool, default False
        Whether the change is divided by the earlier value, without its sign.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> change(np.array([[2.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([1.])
    """
    full = np.full((*x.shape[:-1], int(calendar.max() - calendar.min()) + 1), np.nan)
    full[..., (calendar - calendar.min()).astype(int)] = x
    known = np.isfinite(full)
    last = full.shape[-1] - 1 - np.argmax(known[..., ::-1], axis=-1)
    first = last - years
    new = np.take_along_axis(full, last[..., None], axis=-1)[..., 0]
    old = np.take_along_axis(full, np.maximum(first, 0)[..., None], axis=-1)[..., 0]
    old = np.where(first >= 0, old, np.nan)
    return ratio(new - old, np.abs(old)) if relative else new - old


def _slope(x: Array, calendar: Array, years: int, error: Array | None) -> tuple[Array, Array]:
    """Return slope and its standard error over the window; NaN with fewer than three points."""
    recent = calendar >= calendar.max() - years
    y, t = x[..., recent], np.broadcast_to(calendar[recent].astype(float), x[..., recent].shape)
    known = np.isfinite(y)
    n = known.sum(axis=-1)
    enough = n >= 3
    safe = np.maximum(n, 1)[..., None]
    dt = np.where(known, t - (np.where(known, t, 0).sum(-1, keepdims=True) / safe), 0.0)
    dy = np.where(known, y - (np.where(known, y, 0).sum(-1, keepdims=True) / safe), 0.0)
    sxx = (dt**2).sum(-1)
    sxx = np.where(enough, sxx, np.nan)
    value = (dt * dy).sum(-1) / sxx
    if error is not None:
        noise = np.nan_to_num(error[..., recent])  # where no value is known, its distance in time is 0
        return value, np.sqrt(((dt * noise) ** 2).sum(-1)) / sxx
    residual = ((dy - value[..., None] * dt) ** 2 * known).sum(-1)
    residual = np.where(residual <= ROUNDING * (dy**2).sum(-1), 0.0, residual)
    return value, np.sqrt(residual / np.maximum(n - 2, 1) / sxx)
