"""Normalisations by share of a total, and by logarithm.

Both need amounts: a share has no meaning with negative values, a logarithm none at zero. Such values
are refused by name of row and column rather than turned into NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import as_floats, lowest, ratio, require, sample, signs, total
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "normalise",
    "share",
    formula="x / sum(x)",
    keeps={"permutation", "scale", "monotonicity", "ties", "bounds"},
    traits={"of_the_year", "proportional"},
    bounds=(0, 1),
)
def share(
    x: ArrayLike,
    *,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    members: ArrayLike | None = None,
) -> Array:
    """Give each unit's share of the total: of all units, or of its comparison group.

    ``x_i / sum_j x_j`` over the values that are there. Where less is more: one minus the share, that is the share
    of all others. A total of zero: NaN. Negative values raise BadValues.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whose sum each unit is a share of (itself included); units' are the rows of the
        reference.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Singer, Bremer & Stuckey (1972).

    Examples
    --------
    >>> share(np.array([[1.0], [3.0], [np.nan]])).ravel()
    array([0.25, 0.75,  nan])
    """
    x = as_floats(x)
    part = _part(x, sample(x, reference), members)
    return np.where(signs(direction) < 0, 1.0 - part, part)


@register(
    "normalise",
    "log",
    formula="ln x",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties"},
)
def log(x: ArrayLike, *, direction: ArrayLike | None = None) -> Array:
    """Take natural logarithms; where less is more, with the opposite sign. Values must be positive.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> log(np.array([[1.0, np.e]]), direction=[1, -1])
    array([[ 0., -1.]])
    """
    x = as_floats(x)
    require(
        x > 0, x, "must be > 0 for a logarithm", "use log1p for counts with zeros, or another normalisation"
    )
    return np.log(x) * signs(direction)


@register(
    "normalise",
    "log1p",
    formula="ln(1 + x)",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties"},
)
def log1p(x: ArrayLike, *, direction: ArrayLike | None = None) -> Array:
    """Take ``ln(1 + x)``, for counts, of which zero is one; where less is more, with the opposite sign.

    Depends on the unit of the data: for amounts (money, tonnes) prefer `log_share`. Needs x > -1.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> log1p(np.array([[0.0], [np.e - 1]])).ravel()
    array([0., 1.])
    """
    x = as_floats(x)
    require(x > -1, x, "must be > -1 for ln(1 + x)", "use another normalisation")
    return np.log1p(x) * signs(direction)


@register(
    "normalise",
    "log_share",
    formula="ln(x / sum(x))",
    keeps={"permutation", "scale", "ties"},
    traits={"of_the_year"},
)
def log_share(
    x: ArrayLike,
    *,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    members: ArrayLike | None = None,
) -> Array:
    """Take the natural logarithm of each unit's share of the total.

    A true zero enters at the smallest positive share of the reference: it ties with the smallest that have any. So a unit
    that rises from nothing to less than anybody has falls behind those with which it tied: monotonicity is not promised.
    Where less is more, with the opposite sign. A total of zero: NaN. Negative values raise BadValues. `members` as
    in `share`.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whom each unit is compared with, itself included; units' are the rows of the
        reference. By default everybody.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> log_share(np.array([[0.0], [1.0], [3.0]])).ravel().round(3)
    array([-1.386, -1.386, -0.288])
    """
    x = as_floats(x)
    learned = sample(x, reference)
    smallest = lowest(np.where(learned > 0, learned, np.nan))
    floored = np.where(x == 0, smallest, x)
    require(x >= 0, x, "must be >= 0 for a share", "use another normalisation")
    part = _part(floored, learned, members)
    require(
        part != 0, x, "must be no less than 1e-308 of the total", "use smaller units, or leave the cell empty"
    )
    return np.log(part) * signs(direction)


def _part(x: Array, learned: Array, members: ArrayLike | None) -> Array:
    for values in (x, learned):
        require(values >= 0, values, "must be >= 0 for a share", "use another normalisation")
    if members is None:
        return ratio(x, total(learned))
    return ratio(x, np.asarray(members, dtype=np.float64) @ np.where(np.isnan(learned), 0.0, learned))
