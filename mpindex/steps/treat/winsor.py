"""The winsorising loop: how far the ends of each column must come in until it has no outliers."""

from __future__ import annotations

import numpy as np

from mpindex.steps.columns import highest, lowest
from mpindex.steps.moments import moments
from mpindex.typing import Array, Bools, Places

#: A threshold met up to this share of itself is met.
ROUNDING = 1e-9


def has_outliers(skew: Array, kurt: Array, most_skew: Array, most_kurt: Array) -> Bools:
    """Return where both statistics reach their thresholds, up to rounding; never where they are NaN.

    Up to rounding, as three equal units and one other have a skewness of exactly 2, which the order of the units may round.

    >>> has_outliers(np.array([-2.5, 2.5]), np.array([4.0, 1.0]), np.array(2.0), np.array(3.5))
    array([ True, False])
    """
    return (np.abs(skew) >= most_skew * (1 - ROUNDING)) & (kurt >= most_kurt * (1 - ROUNDING))


def limits(x: Array, *, winmax: Array, skew: Array, kurt: Array) -> tuple[Array, Array, Places]:
    """Return the limits that clipping each column to winsorises it, and how many points that moves.

    Parameters
    ----------
    x : array
        (..., units, indicators); the options are (..., indicators). The limits are infinite where nothing is moved.
        Because winsorising only ever moves the tied extremes inwards, two limits say all; they can also be applied
        to other values than those they were learned from. Each round works on all columns that still have outliers
        at once.
    winmax : array
        (..., indicators), most points to move.
    skew : array
        (..., indicators), threshold of the skewness.
    kurt : array
        (..., indicators), threshold of the excess kurtosis.

    Returns
    -------
    tuple of array
        Shaped like `x`.
    """
    columns = np.moveaxis(x, -2, 0).reshape(x.shape[-2], skew.size)
    most, skew, kurt = winmax.reshape(-1), skew.reshape(-1), kurt.reshape(-1)
    low, high = np.full(len(most), -np.inf), np.full(len(most), np.inf)
    above, below = np.zeros(len(most), dtype=np.intp), np.zeros(len(most), dtype=np.intp)
    active = np.arange(len(most))
    while active.size:
        part = np.clip(columns[:, active], low[active], high[active])
        g1, g2 = moments(part)
        going = has_outliers(g1, g2, skew[active], kurt[active]) & ((above + below)[active] < most[active])
        part, right = part[:, going], g1[going] >= 0
        active = active[going]
        top, bottom = highest(part), lowest(part)
        above[active] = np.where(right, np.count_nonzero(part == top, axis=0), above[active])
        below[active] = np.where(right, below[active], np.count_nonzero(part == bottom, axis=0))
        high[active] = np.where(right, highest(np.where(part < top, part, np.nan))[0], high[active])
        low[active] = np.where(right, low[active], lowest(np.where(part > bottom, part, np.nan))[0])
    shape = x.shape[:-2] + x.shape[-1:]
    return low.reshape(shape)[..., None, :], high.reshape(shape)[..., None, :], (above + below).reshape(shape)
