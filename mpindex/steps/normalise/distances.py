"""Normalisations by distance to a point: the best, a unit, a target.

`direction` and `reference` as in `mpindex.steps.normalise.linear`. "Worst" and "best" are the
extremes of the reference after multiplication by the direction.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import (
    BadValues,
    as_floats,
    lowest,
    oriented,
    per_column,
    ratio,
    signs,
)
from mpindex.steps.normalise.linear import minmax
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "normalise",
    "dist2max",
    formula="1 - (max - x) / (max - min)",
    keeps={"permutation", "scale", "translation", "monotonicity", "bounds", "ties", "idempotence"},
    bounds=(0, 1),
)
def dist2max(
    x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give one minus the distance to the best, in units of the range: min-max to 0..1.

    ``1 - (max - x) / (max - min)``. Constant indicator: NaN.

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
    COINr 1.1.14, ``n_dist2max``.

    Examples
    --------
    >>> dist2max(np.array([[1.0], [2.0], [5.0]])).ravel()
    array([0.  , 0.25, 1.  ])
    """
    return minmax(x, range=(0.0, 1.0), direction=direction, reference=reference)


@register(
    "normalise",
    "dist2ref",
    formula="1 - (x_ref - x) / (x_ref - min)",
    main="unit",
    keeps={"scale", "translation", "monotonicity", "ties"},
    example={"value": 5000.0},
    unit_options={"unit"},
)
def dist2ref(
    x: ArrayLike,
    *,
    unit: int | None = None,
    value: Any = None,
    cap: bool = False,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Measure how far each value has come from the worst to a reference unit: 0 at the worst, 1 at the unit.

    ``1 - (x_ref - x) / (x_ref - min)``, capped at 1 on request. Where the reference unit is itself the worst there
    is no distance to measure by: NaN for every unit.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    unit : int, optional
        Row of the reference unit in the reference; or else `value`.
    value : array_like, optional
        The values of the reference unit, a number or (..., indicators) in the units of the data.
    cap : bool, default False
        Whether nothing counts beyond the end of the way.
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
    >>> dist2ref(np.array([[1.0], [2.0], [5.0]]), unit=1).ravel()
    array([0., 1., 4.])
    """
    if (unit is None) == (value is None):
        raise OptionError("dist2ref needs either the reference unit or its values")
    directed, learned = oriented(as_floats(x), reference, direction)
    worst = lowest(learned)
    if unit is not None:
        goal = learned[..., unit : unit + 1 or None, :]
        lost = np.isnan(learned) & (np.arange(learned.shape[-2]) == unit % learned.shape[-2])[:, None]
        if lost.any():
            raise BadValues(
                learned, lost, "the reference unit must have a value", "choose another, or impute"
            )
    else:
        goal = per_column(value) * signs(direction)
    if (goal < worst).any():
        raise OptionError("the reference must not be worse than the worst value; give other values")
    return _capped(ratio(directed - worst, goal - worst), cap)


@register(
    "normalise",
    "dist2targ",
    formula="(x - min) / (target - min)",
    main="target",
    keeps={"permutation", "monotonicity", "ties"},
    example={"target": 5000.0},
)
def dist2targ(
    x: ArrayLike,
    *,
    target: Any,
    cap: bool = False,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Measure how far each value has come from the worst to a target: 0 at the worst, 1 at the target.

    ``(x - min) / (target - min)``; where less is more ``(max - x) / (max - target)``; capped at 1 on request. A
    target that even the worst has reached leaves no distance: capped, all have reached it and get 1; uncapped,
    OptionError (COINr divides by the zero or negative distance).

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    target : array_like
        Number or (..., indicators) in the units of the data.
    cap : bool, default False
        Whether nothing counts beyond the end of the way.
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
    COINr 1.1.14, ``n_dist2targ``.

    Examples
    --------
    >>> dist2targ(np.array([[1.0], [2.0], [5.0]]), target=3, cap=True).ravel()
    array([0. , 0.5, 1. ])
    """
    directed, learned = oriented(as_floats(x), reference, direction)
    worst = lowest(learned)
    span = per_column(target) * signs(direction) - worst
    reached = span <= 0
    if reached.any() and not cap:
        columns = np.unique(np.nonzero(np.broadcast_to(reached, worst.shape))[-1]).tolist()
        raise OptionError(
            f"the target of column {', '.join(map(str, columns))} is no better than the worst value;"
            " set a higher target, or cap: true"
        )
    way = np.where(reached & ~np.isnan(directed), 1.0, ratio(directed - worst, span))
    return _capped(way, cap)


def _capped(way: Array, cap: bool) -> Array:
    return np.minimum(way, 1.0) if cap else way
