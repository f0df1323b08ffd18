"""Fuzzy sets: how far a case is in a set, calibrated at three anchors."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, per_column, quantile, sample
from mpindex.steps.registry import register
from mpindex.typing import Array

#: Membership at the outer anchors: log odds of 3, as published sets have it (R's QCA takes .95, log odds of ln 19).
FULL = 1 / (1 + np.exp(-3.0))


@register(
    "normalise",
    "calibrate",
    formula="1 / (1 + exp(-L (x - cross) / |anchor - cross|)), L the log odds of membership at the anchors",
    main="anchors",
    keeps={"permutation", "ties", "bounds"},
    bounds=(0, 1),
    example={"anchors": (2.0, 20.0, 60.0)},
)
def calibrate(
    x: ArrayLike,
    *,
    anchors: Any,
    membership: float = FULL,
    quantiles: bool = False,
    reference: ArrayLike | None = None,
) -> Array:
    """Give the membership in a fuzzy set by the direct method: out, neither in nor out, in.

    Log odds run in a straight line from the crossover (membership .5) to either anchor, each side with its own slope,
    and on beyond them. A set whose `in` lies below its `out` decreases; `direction` has no say.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    anchors : array_like
        ``[out, cross, in]``, ascending or descending, each a number or (..., indicators) in the units of the data.
    membership : float, default 0.9526
        Membership at `in` (and, taken from 1, at `out`), above .5 and below 1.
    quantiles : bool, default False
        Whether anchors are quantiles of the reference, from 0 to 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    Raises
    ------
    OptionError
        Anchors are not three in order, or the membership is not between .5 and 1.

    References
    ----------
    Ragin (2008), Redesigning Social Inquiry, ch. 5.

    Examples
    --------
    >>> calibrate(np.array([[2500.0], [5000.0], [20000.0]]), anchors=[2500, 5000, 20000]).ravel().round(3)
    array([0.047, 0.5  , 0.953])
    """
    if isinstance(membership, bool) or not 0.5 < membership < 1:
        raise OptionError(f"membership at the anchors must be above .5 and below 1, not {membership!r}")
    x = as_floats(x)
    out, cross, inside = _anchors(anchors, sample(x, reference) if quantiles else None)
    way = np.sign(inside - cross)
    away = (x - cross) * way
    slope = np.log(membership / (1 - membership)) / np.where(
        away > 0, np.abs(inside - cross), np.abs(cross - out)
    )
    with np.errstate(over="ignore"):
        return np.where(np.isnan(x), np.nan, 1 / (1 + np.exp(-away * slope)))


def _anchors(anchors: Any, learned: Array | None) -> list[Array]:
    try:
        out, cross, inside = anchors
        points = [np.asarray(point, dtype=np.float64) for point in (out, cross, inside)]
    except (TypeError, ValueError):
        raise OptionError(f"anchors must be three, [out, cross, in]; got {anchors!r}") from None
    if learned is not None:
        if not all((point >= 0).all() and (point <= 1).all() for point in points):
            raise OptionError(f"anchors as quantiles must lie between 0 and 1; got {anchors!r}")
        points = [quantile(learned, point) for point in points]
    else:
        points = [per_column(point) for point in points]
    out, cross, inside = points
    ordered = ((out < cross) & (cross < inside)) | ((out > cross) & (cross > inside))
    if not (ordered | np.isnan(out + cross + inside)).all():
        raise OptionError(f"anchors must run from out over cross to in, all different; got {anchors!r}")
    return points
