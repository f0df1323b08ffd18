"""Normalisations by comparison with a point: the maximum, the mean, the median, the best, the worst."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import (
    as_floats,
    highest,
    lowest,
    mean,
    quantile,
    ratio,
    require,
    sample,
    signs,
)
from mpindex.steps.registry import register
from mpindex.typing import Array


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

    References
    ----------
    COINr 1.1.14, ``n_fracmax``.

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
    with np.errstate(over="ignore"):
        quotients = np.where(less_is_more, ratio(point, x), ratio(x, point))
    require(
        ~np.isinf(quotients), x, "must have a quotient below 1e308", "leave the cell empty, or use difference"
    )
    return quotients


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
