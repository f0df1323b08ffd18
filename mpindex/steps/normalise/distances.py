"""Normalisations by distance to a point: the best, a unit, a target, the mean, the worst.

`direction` and `reference` as in `mpindex.steps.normalise.linear`. "Worst" and "best" are the
extremes of the reference after multiplication by the direction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import (
    BadValues,
    as_floats,
    highest,
    lowest,
    mean,
    oriented,
    per_column,
    quantile,
    ratio,
    require,
    sample,
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


@register(
    "normalise",
    "fracmax",
    formula="x / max",
    keeps={"permutation", "scale", "monotonicity", "ties", "bounds"},
    traits={"proportional"},
    bounds=(0, 1),
)
def fracmax(x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None) -> Array:
    """Give each value as a fraction of the maximum; where less is more, what it leaves of the maximum.

    ``x / max``, or ``1 - x / max``. So 1 is always good, 0 always bad, and zeros are allowed. COINr divides the
    values times -1 by their maximum, which is ``x / min``: 1 or more, and larger for the worse. Needs x >= 0
    (BadValues); a maximum of 0 gives NaN. For ``min / x`` see `quotient`.

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

    Examples
    --------
    >>> fracmax(np.array([[1.0, 1.0], [4.0, 4.0]]), direction=[1, -1])
    array([[0.25, 0.75],
           [1.  , 0.  ]])
    """
    x = as_floats(x)
    learned = sample(x, reference)
    for values in (x, learned):
        require(values >= 0, values, "must be >= 0 for a fraction of the maximum", "use minmax")
    part = ratio(x, highest(learned))
    return np.where(signs(direction) < 0, 1.0 - part, part)


@register(
    "normalise",
    "quotient",
    formula="x / ref",
    main="of",
    keeps={"permutation", "scale", "monotonicity", "ties"},
    traits={"proportional"},
)
def quotient(
    x: ArrayLike, *, of: str = "mean", direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Divide each value by the mean, median, best or worst; where less is more, the other way round.

    ``x / ref`` or ``ref / x``. Needs x >= 0, and x > 0 where less is more (BadValues). A point of comparison of 0
    gives NaN.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    of : {'mean', 'median', 'best', 'worst'}, default 'mean'
        What each value is divided by.
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
    OECD/JRC Handbook (2008), step 5, "distance to a reference" (ratios).

    Examples
    --------
    >>> quotient(np.array([[1.0, 1.0], [4.0, 4.0]]), of="best", direction=[1, -1])
    array([[0.25, 1.  ],
           [1.  , 0.25]])
    """
    x = as_floats(x)
    less_is_more = signs(direction) < 0
    require(
        np.where(less_is_more, x > 0, x >= 0), x, "must be >= 0 (> 0 where less is more)", "use difference"
    )
    point = _point(of, sample(x, reference), direction)
    return np.where(less_is_more, ratio(point, x), ratio(x, point))


@register(
    "normalise",
    "difference",
    formula="(x - ref) / |ref|",
    main="to",
    keeps={"permutation", "scale", "monotonicity", "ties"},
)
def difference(
    x: ArrayLike, *, to: str = "mean", direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give the relative difference to the mean, median, best or worst; positive is better.

    ``(x - ref) / |ref|`` times the direction. A point of comparison of 0 gives NaN.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    to : {'mean', 'median', 'best', 'worst'}, default 'mean'
        What each value is compared with.
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
    OECD/JRC Handbook (2008), step 5, "distance to a reference" (differences).

    Examples
    --------
    >>> difference(np.array([[1.0], [4.0]]), to="worst").ravel()
    array([0., 3.])
    """
    x = as_floats(x)
    point = _point(to, sample(x, reference), direction)
    return ratio(x - point, np.abs(point)) * signs(direction)


def _capped(way: Array, cap: bool) -> Array:
    return np.minimum(way, 1.0) if cap else way


def _point(name: str, learned: Array, direction: ArrayLike | None) -> Array:
    sign = signs(direction)
    points: dict[str, Callable[[Array], Array]] = {
        "mean": mean,
        "median": lambda values: quantile(values, 0.5),
        "best": lambda values: highest(values * sign) * sign,
        "worst": lambda values: lowest(values * sign) * sign,
    }
    if name not in points:
        raise OptionError(f"unknown point {name!r}.{suggest(name, points)} Known: {', '.join(points)}")
    return points[name](learned)
