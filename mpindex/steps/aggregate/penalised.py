"""Mazziotta-Pareto indices: the mean, less (or plus) a penalty for unbalanced children."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import children, counted, negative, refuse, weighted_mean, weighted_sum
from mpindex.steps.columns import moderating
from mpindex.steps.normalise.linear import ampi as rescaled
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

Penalty = Literal["negative", "positive"]
_PENALISED = ("permutation", "weight_scaling", "ties", "idempotence", "irrelevant_units")


@register(
    "aggregate",
    "mpi",
    formula="M - S**2 / M, M the mean and S the standard deviation of the unit's children",
    main="penalty",
    keeps=_PENALISED,
    refuses=negative,
)
def mpi(x: ArrayLike, w: ArrayLike, *, penalty: Penalty = "negative", ddof: int = 0) -> Array:
    """Mazziotta-Pareto index, ``M -/+ S**2 / M``: mean M, standard deviation S of a unit's own children.

    With unequal weights, M and S are weighted. A child below 0 raises DataError: the penalty would change its sign.
    A single child has no spread and no penalty. More of a child can lower a unit by unbalancing it, so monotonicity
    is not kept.

    Parameters
    ----------
    x : array_like
        (..., units, k), meant for z-scores with mean 100 and standard deviation 10, NaN where missing and skipped.
    w : array_like
        (..., k).
    penalty : {'negative', 'positive'}, default 'negative'
        "negative" takes the penalty off (the more the better, as in development), "positive" adds it (the more the
        worse, as in poverty).
    ddof : int, default 0
        0 divides the squares by the number of children as the authors do, 1 by one less.

    Returns
    -------
    array
        (..., units), NaN where no child counts.

    References
    ----------
    De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104.

    Examples
    --------
    >>> mpi([[90.0, 110.0], [100.0, 100.0]], [1, 1])
    array([ 99., 100.])
    """
    sign = _sign(penalty)
    if ddof not in (0, 1):
        raise OptionError(f"ddof must be 0 or 1, not {ddof!r}")
    x, w, present = children(x, w)
    refuse(
        counted(x < 0, w), "be at least 0 for a Mazziotta-Pareto index", "rescale it to a mean of 100 first"
    )
    return _penalised(x, w, present, sign, ddof)


@register(
    "aggregate",
    "ampi",
    formula="mpi of the children rescaled by normalise: ampi",
    main="penalty",
    keeps=("permutation", "weight_scaling", "ties", "scale", "translation"),
)
def ampi(
    x: ArrayLike,
    w: ArrayLike,
    *,
    penalty: Penalty = "negative",
    goalposts: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Adjusted Mazziotta-Pareto index: children rescaled to 70 to 130 (`normalise: ampi`), then as `mpi`.

    A constant child carries no information and is skipped like a missing one. Values may leave 70 to 130 where
    `reference` is another table; one that falls below 0 raises DataError.

    Parameters
    ----------
    x : array_like
        (..., units, k), not normalised, NaN where missing and skipped.
    w : array_like
        (..., k).
    penalty : {'negative', 'positive'}, default 'negative'
        As in `mpi`.
    goalposts : array_like, optional
        (..., k), the value of each child that stands for 100; by default its mean.
    reference : array_like, optional
        (..., units', k), values from which mean and range are learned, such as all years of a panel, so that years
        can be compared; by default x itself.

    Returns
    -------
    array
        (..., units).

    References
    ----------
    Mazziotta & Pareto (2016), Social Indicators Research 127.

    Examples
    --------
    >>> ampi([[0.0, 10.0], [5.0, 20.0], [10.0, 30.0]], [1, 1]).round(3)
    array([ 70., 100., 130.])
    """
    sign = _sign(penalty)
    children(x, w)
    scaled, weights, present = children(rescaled(x, around=goalposts, reference=reference), w)
    refuse(counted(scaled < 0, weights), "be at least 0 after rescaling", "widen the reference")
    return _penalised(scaled, weights, present, sign, 0)


def _sign(penalty: str) -> float:
    if penalty not in ("negative", "positive"):
        raise OptionError(f"penalty must be 'negative' or 'positive', not {penalty!r}")
    return -1.0 if penalty == "negative" else 1.0


def _penalised(x: Array, w: Array, present: Bools, sign: float, ddof: int) -> Array:
    scale = moderating(np.fmax.reduce(np.abs(x), axis=(-2, -1), keepdims=True, initial=0.0))
    if (scale != 1).any():
        return _penalised(x * scale, w, present, sign, ddof) / scale[..., 0]
    # Squares are taken around the plain mean of the unit, which no weight moves, so that little cancels.
    present = counted(present, w)
    count = present.sum(axis=-1, keepdims=True)
    centre = np.where(present, x, 0.0).sum(axis=-1, keepdims=True) / np.maximum(count, 1)
    around = np.where(present, x - centre, 0.0)
    shift = weighted_mean(around, w, present)
    variance = np.maximum(weighted_mean(around**2, w, present) - shift**2, 0.0)
    if ddof:
        counts = weighted_sum(present, (w > 0).astype(np.float64))
        variance = variance * counts / np.maximum(counts - 1, 1)
    mean = centre[..., 0] + shift
    return np.asarray(mean + sign * variance / np.where(mean == 0, 1.0, mean))
