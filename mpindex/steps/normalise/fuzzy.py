"""Fuzzy sets: how far a case is in a set, calibrated at three anchors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
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
    main_names=("out", "cross", "in"),
    keeps={"permutation", "ties", "bounds"},
    bounds=(0, 1),
    example={"anchors": (2.0, 20.0, 60.0)},
    unit_options={"anchors"},
)
def calibrate(
    x: ArrayLike, *, anchors: Any, membership: float = FULL, reference: ArrayLike | None = None
) -> Array:
    """Give the membership in a fuzzy set by the direct method: out, neither in nor out, in.

    Log odds run in a straight line from the crossover (membership .5) to either anchor, each side with its own slope,
    and on beyond them. A set whose `in` lies below its `out` decreases; `direction` has no say.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    anchors : array_like
        ``[out, cross, in]``, ascending or descending; a file writes ``{out: ..., cross: ..., in: ...}``. Each is a number or
        (..., indicators) in the units of the data; ``{"quantile": q}`` of the reference, q from 0 to 1; or
        ``{"unit": row}``, the value that this unit has (a file gives the unit's name).
    membership : float, default 0.9526
        Membership at `in` (and, taken from 1, at `out`), above .5 and below 1. The default is that of published sets, log
        odds of 3; R's QCA takes .95.
    reference : array_like, optional
        (..., units', indicators), of which quantiles are taken; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`; NaN for every unit where an anchor cannot be known, as in a column without values.

    Raises
    ------
    OptionError
        Anchors are not three in order, or the membership is not between .5 and 1.
    DataError
        A unit that an anchor names has no value.

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
    out, cross, inside = _anchors(anchors, x, sample(x, reference))
    way = np.sign(inside - cross)
    away = (x - cross) * way
    slope = np.log(membership / (1 - membership)) / np.where(
        away > 0, np.abs(inside - cross), np.abs(cross - out)
    )
    with np.errstate(over="ignore"):
        return np.where(np.isnan(x), np.nan, 1 / (1 + np.exp(-away * slope)))


def _anchors(given: Any, x: Array, learned: Array) -> list[Array]:
    if isinstance(given, str) or not hasattr(given, "__len__") or len(given) != 3:
        raise OptionError(f"anchors must be three, [out, cross, in]; got {given!r}")
    out, cross, inside = points = [_anchor(each, x, learned) for each in given]
    ordered = ((out < cross) & (cross < inside)) | ((out > cross) & (cross > inside))
    disordered = ~(ordered | np.isnan(out + cross + inside))
    if disordered.any():
        first = tuple(np.argwhere(disordered)[0])
        values = ", ".join(f"{point[first]:.6g}" for point in np.broadcast_arrays(*points))
        many = f" in {disordered.sum()} of {disordered.size} cases, first" if disordered.size > 1 else ""
        raise OptionError(
            f"anchors must run from out over cross to in, all different; these are{many} {values}"
        )
    return points


def _anchor(given: Any, x: Array, learned: Array) -> Array:
    """An anchor as it broadcasts against the units: stated, a quantile, or what some unit has."""
    if isinstance(given, Mapping) and set(given) == {"quantile"}:
        share = given["quantile"]
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise OptionError(f"an anchor's quantile lies between 0 and 1; got {share!r}")
        return quantile(learned, float(share))
    if isinstance(given, Mapping) and set(given) == {"unit"}:
        value = x[..., [int(given["unit"])], :]
        if np.isnan(value).any():
            raise DataError("a unit that is named as an anchor has no value; name another, or state a number")
        return value
    try:
        return per_column(given)
    except (TypeError, ValueError):
        raise OptionError(
            f"an anchor is a number, {{quantile: 0.5}}, or the name of a unit; got {given!r}"
        ) from None


@register(
    "normalise",
    "not",
    formula="1 - x",
    keeps={"permutation", "ties"},
)
def negation(x: ArrayLike) -> Array:
    """Give the membership in the set of all that are not in this one; what ``not: true`` does in a tree.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), memberships from 0 to 1, NaN where missing and kept so.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Zadeh (1965), Information and Control 8(3).

    Examples
    --------
    >>> negation([[0.25], [1.0]]).ravel()
    array([0.75, 0.  ])
    """
    return 1 - as_floats(x)
