"""Mazziotta-Pareto indices: the mean, less (or plus) a penalty for unbalanced children."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DefinitionError
from mpindex.steps.aggregate.inputs import (
    Bools,
    Floats,
    children,
    counted,
    refuse,
    weighted_mean,
    weighted_sum,
)
from mpindex.steps.normalise.linear import ampi as rescaled
from mpindex.steps.registry import register

Penalty = Literal["negative", "positive"]
_PENALISED = ("permutation", "weight_scaling", "ties", "idempotence", "irrelevant_units")


@register("aggregate", "mpi", main="penalty", keeps=_PENALISED)
def mpi(x: ArrayLike, w: ArrayLike, *, penalty: Penalty = "negative", ddof: int = 0) -> Floats:
    """Mazziotta-Pareto index, ``M -/+ S**2 / M``: mean M, standard deviation S of a unit's own children.

    x : (..., units, k), meant for z-scores with mean 100 and standard deviation 10, NaN where missing and
    skipped; w : (..., k). Returns (..., units), NaN where no child counts.
    penalty : "negative" takes the penalty off (the more the better, as in development), "positive" adds it
    (the more the worse, as in poverty).
    ddof : 0 divides the squares by the number of children as the authors do, 1 by one less.

    With unequal weights, M and S are weighted. A child below 0 raises DataError: the penalty would change its
    sign. A single child has no spread and no penalty. More of a child can lower a unit by unbalancing it, so
    monotonicity is not kept.

    Source: De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104.

    >>> mpi([[90.0, 110.0], [100.0, 100.0]], [1, 1])
    array([ 99., 100.])
    """
    sign = _sign(penalty)
    if ddof not in (0, 1):
        raise DefinitionError(f"ddof must be 0 or 1, not {ddof!r}")
    x, w, present = children(x, w)
    refuse(
        counted(x < 0, w), "be at least 0 for a Mazziotta-Pareto index", "rescale it to a mean of 100 first"
    )
    return _penalised(x, w, present, sign, ddof)


@register(
    "aggregate",
    "ampi",
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
) -> Floats:
    """Adjusted Mazziotta-Pareto index: children rescaled to 70 to 130 (`normalise: ampi`), then as `mpi`.

    x : (..., units, k), not normalised, NaN where missing and skipped; w : (..., k). Returns (..., units).
    goalposts : (..., k), the value of each child that stands for 100; by default its mean.
    reference : (..., units', k), values from which mean and range are learned, such as all years of a
    panel, so that years can be compared; by default x itself.

    A constant child carries no information and is skipped like a missing one. Values may leave 70 to 130
    where `reference` is another table; one that falls below 0 raises DataError.

    Source: Mazziotta & Pareto (2016), Social Indicators Research 127.

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
        raise DefinitionError(f"penalty must be 'negative' or 'positive', not {penalty!r}")
    return -1.0 if penalty == "negative" else 1.0


def _penalised(x: Floats, w: Floats, present: Bools, sign: float, ddof: int) -> Floats:
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
    return mean + sign * variance / np.where(mean == 0, 1.0, mean)
