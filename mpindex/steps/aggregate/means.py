"""Means: arithmetic, geometric, harmonic and power means, and the product with weights as exponents."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import (
    MEAN,
    children,
    counted,
    negative,
    not_positive,
    refuse,
    weighted_mean,
    weighted_sum,
)
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

_SHIFT = "rescale it first to a range above 0, such as minmax: [1, 100], or use the arithmetic mean"


def _outside_power(x: ArrayLike, *, p: float) -> Bools:
    """Mask the cells that a power mean cannot take."""
    if p == 1:
        return np.zeros(np.shape(x), dtype=bool)
    return negative(x) if p >= 0 else not_positive(x)


@register(
    "aggregate",
    "arithmetic",
    formula="sum(w x) / sum(w)",
    keeps=MEAN,
    traits={"nests", "between"},
)
def arithmetic(x: ArrayLike, w: ArrayLike) -> Array:
    """Weighted arithmetic mean, ``sum(w x) / sum(w)``: a low value is made good by a high one.

    A missing child is left out and the remaining weights are rescaled, for each unit; a child of weight 0 never
    counts; a unit of which no child counts is NaN.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    w : array_like
        (..., k), at least 0, of any sum.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> arithmetic([[1.0, 5.0], [np.nan, 2.0]], [1, 3])
    array([4., 2.])
    """
    return weighted_mean(*children(x, w))


@register(
    "aggregate",
    "geometric",
    formula="exp(sum(w ln x) / sum(w))",
    keeps=MEAN,
    traits={"nests", "between", "multiplicative"},
    refuses=negative,
)
def geometric(x: ArrayLike, w: ArrayLike) -> Array:
    """Weighted geometric mean, ``exp(sum(w ln x) / sum(w))``: a low value is only partly made good.

    Shapes, missing children and zero weights as in `arithmetic`. A zero child of positive weight makes the unit's
    score 0. A negative child raises DataError.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> geometric([[1.0, 9.0], [0.0, 2.0]], [1, 1])
    array([3., 0.])
    """
    x, w, present = children(x, w)
    refuse(counted(negative(x), w), "be at least 0 for a geometric mean", _SHIFT)
    return _zero_where_zero(np.exp(_mean_log(x, w, present)), x, w)


@register(
    "aggregate",
    "sum",
    formula="sum(w x)",
    keeps=set(MEAN) - {"weight_scaling", "idempotence"},
)
def total(x: ArrayLike, w: ArrayLike) -> Array:
    """Weighted sum of the children, for parts that add up to a whole.

    Unlike a mean it depends on the sum of the weights, though the ranks do not. Where a child is missing, the weights of
    the others are raised so that their sum stays the same; where a sum with a part left out means nothing, say
    ``missing: exclude``. A sum too large for a float raises DataError.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    OECD/JRC Handbook (2008), step 6.

    Examples
    --------
    >>> total([[2.0, 3.0], [4.0, np.nan]], [1, 1])
    array([5., 8.])
    """
    x, w, present = children(x, w)
    with np.errstate(over="ignore"):
        scores = weighted_mean(x, w, present) * w.sum(axis=-1)[..., None]
    refuse(np.isinf(scores), "give a sum below 1e308", "use larger units")
    return np.asarray(scores)


@register(
    "aggregate",
    "product",
    formula="prod(x**w)",
    keeps=set(MEAN) - {"weight_scaling", "idempotence"},
    traits={"multiplicative"},
    refuses=negative,
)
def product(x: ArrayLike, w: ArrayLike) -> Array:
    """Product of the children with their weights as exponents, ``prod(x ** w)``.

    Shapes as in `arithmetic`. Unlike a mean it depends on the sum of the weights, though the ranks do not. Where a
    child is missing, the exponents of the others are raised so that their sum stays the same; where a product with
    a factor left out means nothing, say ``missing: exclude``. A zero child makes the score 0; a negative one raises
    DataError, and so does a product too large or too small for a float.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    Beckley (2018), International Security 43(2): GDP times GDP per capita; powers as in Sulek.

    Examples
    --------
    >>> product([[2.0, 3.0], [4.0, np.nan]], [1, 2])
    array([18., 64.])
    """
    x, w, present = children(x, w)
    refuse(counted(negative(x), w), "be at least 0 for a product", _SHIFT)
    logs = _mean_log(x, w, present) * w.sum(axis=-1)[..., None]
    float64 = np.finfo(np.float64)
    refuse(logs > np.log(float64.max), "give a product below 1e308", "use larger units")
    tiny = np.isfinite(logs) & (logs < np.log(float64.tiny))
    refuse(tiny, "give a product of 0 or above 1e-308", "use smaller units")
    return _zero_where_zero(np.exp(logs), x, w)


@register(
    "aggregate",
    "harmonic",
    formula="sum(w) / sum(w / x)",
    keeps=MEAN,
    traits={"nests", "between"},
    refuses=not_positive,
)
def harmonic(x: ArrayLike, w: ArrayLike) -> Array:
    """Weighted harmonic mean, ``sum(w) / sum(w / x)``: the lowest value weighs heaviest.

    Shapes, missing children and zero weights as in `arithmetic`. A child of 0 or below raises DataError.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6 (the power mean with p = -1).

    Examples
    --------
    >>> harmonic([[1.0, 3.0]], [1, 1])
    array([1.5])
    """
    return power_mean(x, w, p=-1.0)


@register(
    "aggregate",
    "power_mean",
    formula="(sum(w x**p) / sum(w))**(1 / p)",
    main="p",
    keeps=MEAN,
    traits={"nests", "between"},
    refuses=_outside_power,
    example={"p": -2.0},
)
def power_mean(x: ArrayLike, w: ArrayLike, *, p: float) -> Array:
    """Weighted power (generalised) mean, ``(sum(w x**p) / sum(w)) ** (1/p)``.

    Shapes, missing children and zero weights as in `arithmetic`. ``p = 1`` is the arithmetic, 0 the geometric, -1
    the harmonic mean; the lower `p`, the less a low value can be made good. Children must be at least 0, and above
    0 for ``p < 0`` (any number for ``p = 1``), or DataError is raised.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    p : float
        Any finite number.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    Hardy, Littlewood & Polya (1934), ch. 2; OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> power_mean([[1.0, 7.0]], [1, 1], p=2)
    array([5.])
    """
    if not np.isfinite(p):
        raise OptionError(f"p must be a finite number, not {p}; for the limits use minimum")
    if p == 0:
        return geometric(x, w)
    if p == 1:
        return arithmetic(x, w)
    x, w, present = children(x, w)
    bad = negative(x) if p > 0 else not_positive(x)
    least = "at least" if p > 0 else "above"
    mean = "harmonic mean" if p == -1 else f"power mean with p = {p:g}"
    refuse(counted(bad, w), f"be {least} 0 for a {mean}", _SHIFT)
    return _power_mean(x, w, present, p)


def _power_mean(x: Array, w: Array, present: Bools, p: float) -> Array:
    # Taken relative to the child that dominates, so that no power of a large or small number overflows.
    counts = counted(present, w)
    if p > 0:
        anchor = np.max(np.where(counts, x, 0.0), axis=-1, keepdims=True)
        anchor = np.where(anchor > 0, anchor, 1.0)
    else:
        anchor = np.min(np.where(counts, x, np.inf), axis=-1, keepdims=True)
        anchor = np.where(np.isfinite(anchor), anchor, 1.0)
    x = np.where(counts, x, anchor)
    relative = x / anchor if p > 0 else anchor / x  # from 0 to 1
    return np.power(weighted_mean(relative ** abs(p), w, counts), 1 / p) * anchor[..., 0]


def _mean_log(x: Array, w: Array, present: Bools) -> Array:
    return weighted_mean(np.log(np.where(present & (x > 0), x, 1.0)), w, present)


def _zero_where_zero(scores: Array, x: Array, w: Array) -> Array:
    zero = x == 0
    return np.where(weighted_sum(zero, w) > 0, 0.0, scores) if zero.any() else scores
