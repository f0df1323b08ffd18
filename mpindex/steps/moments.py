"""Skewness and excess kurtosis of columns, corrected for sample size (type 2: SAS, SPSS, Excel).

Source: Joanes & Gill (1998), The Statistician 47(1), 183-189.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import as_floats, count, highest, lowest, mean, ratio
from mpindex.typing import Array

#: A third moment below this, a share of the largest deviation's, is that of a symmetric column: the side to which
#: rounding leans must not decide how a column is treated.
SYMMETRIC = 1e-14


def skewness(x: ArrayLike) -> Array:
    """Return the skewness G1 of each column, (..., units, indicators) to (..., indicators).

    ``G1 = g1 sqrt(n (n - 1)) / (n - 2)`` with ``g1 = m3 / m2^1.5``, m the central moments over the n values that
    are there. NaN for a constant column and for fewer than three values.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.

    Returns
    -------
    array
        (..., indicators).

    Examples
    --------
    >>> skewness(np.array([[1.0], [2.0], [6.0]])).round(4)
    array([1.4579])
    """
    return moments(as_floats(x))[0]


def kurtosis(x: ArrayLike) -> Array:
    """Return the excess kurtosis G2 of each column, (..., units, indicators) to (..., indicators).

    ``G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3))`` with ``g2 = m4 / m2^2 - 3``: 0 for a normal population.
    NaN for a constant column and for fewer than four values.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.

    Returns
    -------
    array
        (..., indicators).

    Examples
    --------
    >>> kurtosis(np.array([[1.0], [2.0], [3.0], [4.0]])).round(4)
    array([-1.2])
    """
    return moments(as_floats(x))[1]


def moments(x: Array) -> tuple[Array, Array]:
    """Return skewness and excess kurtosis of each column, sharing the work.

    Deviations are divided by the largest one first, so that neither very large nor very small
    numbers overflow when raised to the fourth power.
    """
    n = count(x)
    middle = mean(x)
    away = x - middle
    constant = lowest(x) == highest(x)
    furthest = np.where(constant, np.nan, highest(np.abs(away)))
    away = ratio(away, furthest)
    away = np.where(np.isnan(away), 0.0, away)
    square = away * away
    m2, m3, m4 = (
        ratio(power.sum(axis=-2, keepdims=True), n) for power in (square, square * away, square * square)
    )
    m3 = np.where(np.abs(m3) <= SYMMETRIC * (1 + ratio(np.abs(middle), furthest)), 0.0, m3)
    g1, g2 = ratio(m3, m2**1.5), ratio(m4, m2**2) - 3
    two, three = (np.where(n > k, n - k, np.nan) for k in (2, 3))
    skew = g1 * np.sqrt(n * (n - 1)) / two
    kurt = ((n + 1) * g2 + 6) * (n - 1) / (two * three)
    return skew[..., 0, :], kurt[..., 0, :]
