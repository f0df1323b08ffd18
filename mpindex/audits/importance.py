"""What weights do in effect: how much of an index's variance goes with each of its parts.

The first-order sensitivity index ``S = V(E(y | x)) / V(y)`` of an index y to a part x, also called correlation
ratio, is 1 if the part alone tells the index and 0 if it tells nothing. Where the dependence is a straight line
it is the squared correlation; else a smoother finds ``E(y | x)``.

Source: Paruolo, Saisana & Saltelli (2013), Ratings and rankings: voodoo or science?, JRSS-A 176(3), 609-634.
"""

from __future__ import annotations

import numpy as np

from mpindex.audits.correlations import mean_ranks
from mpindex.typing import Array

#: Bandwidths tried, in standard deviations of x; the last is as good as a straight line.
BANDWIDTHS = (0.04, 0.063, 0.1, 0.16, 0.25, 0.4, 0.63, 1.0, 1.6, 10.0)
#: More units than these are joined to groups of neighbours.
MOST_POINTS = 400


def linear(x: Array, y: Array) -> float:
    """Squared Pearson correlation of x and y (units,), over the units that have both; NaN where nothing varies.

    Parameters
    ----------
    x : array
        (units,), NaN where missing.
    y : array
        (units,), NaN where missing.

    Returns
    -------
    float
        From 0 to 1, or NaN.

    Examples
    --------
    >>> linear(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
    1.0
    """
    both = ~np.isnan(x) & ~np.isnan(y)
    a, b = x[both], y[both]
    if len(a) < 3 or a.min() == a.max() or b.min() == b.max():
        return np.nan
    a, b = a - a.mean(), b - b.mean()
    return float(min(1.0, (a @ b) ** 2 / ((a @ a) * (b @ b))))


def smoothed(x: Array, y: Array) -> float:
    """Correlation ratio of y on x (units,), ``E(y | x)`` by a local-linear smoother.

    Gaussian weights, over x or over its ranks (the ratio is the same for every increasing transformation of x, and
    ranks bring far outliers near); of these and of `BANDWIDTHS` the pair with the least squared error when each
    unit is left out in turn. Above 400 units, neighbours in x are joined to 400 groups of equal size first. NaN for
    fewer than ten units that have both, or where nothing varies. Deterministic.

    Parameters
    ----------
    x : array
        (units,), NaN where missing.
    y : array
        (units,), NaN where missing.

    Returns
    -------
    float
        From 0 to 1, or NaN.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 101)
    >>> linear(x, x**2) < 0.01, smoothed(x, x**2) > 0.95
    (True, True)
    """
    both = ~np.isnan(x) & ~np.isnan(y)
    a, b = x[both], y[both]
    if len(a) < 10 or a.min() == a.max() or b.min() == b.max():
        return np.nan
    variance = np.var(b)
    b = b - b.mean()
    tried = [_fits(_joined(_standard(place), b)) for place in (a, mean_ranks(a[:, None])[:, 0])]
    _, curve, size = min((fit for fits in tried for fit in fits), key=lambda fit: fit[0])
    middle = np.average(curve, weights=size)
    return float(np.clip(np.average((curve - middle) ** 2, weights=size) / variance, 0.0, 1.0))


def _standard(a: Array) -> Array:
    return np.asarray((a - a.mean()) / a.std())


def _fits(points: tuple[Array, Array, Array]) -> list[tuple[float, Array, Array]]:
    """For each bandwidth: squared error with each point left out, the fitted curve, units in each point."""
    a, b, size = points
    fits = []
    for width in BANDWIDTHS:
        fitted, leverage = _local_lines(a, b, size, width)
        alone = leverage > 1 - 1e-9  # a point without neighbours within this width: the mean must do
        left_out = np.where(alone, b, (b - fitted) / np.where(alone, 1.0, 1 - leverage))
        fits.append((float(size @ left_out**2), fitted, size))
    return fits


def _joined(a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Sorted by a; more than `MOST_POINTS` units are joined to groups, `size` units in each."""
    order = np.argsort(a, kind="stable")
    if len(a) <= MOST_POINTS:
        return a[order], b[order], np.ones(len(a))
    parts = np.array_split(order, MOST_POINTS)
    return (
        np.array([a[part].mean() for part in parts]),
        np.array([b[part].mean() for part in parts]),
        np.array([float(len(part)) for part in parts]),
    )


def _local_lines(a: Array, b: Array, size: Array, width: float) -> tuple[Array, Array]:
    """(points,): value of the local line at each point, and the weight of the point itself in it."""
    away = a[None, :] - a[:, None]
    kernel = size * np.exp(-0.5 * (away / width) ** 2)
    s0, s1, s2 = (np.sum(kernel * power, axis=1) for power in (1.0, away, away**2))
    below = s0 * s2 - s1**2
    flat = below <= 1e-12 * s0**2  # all neighbours at one place: their mean
    weight = np.where(
        flat[:, None],
        kernel * np.where(s0 > 0, s0, 1.0)[:, None],
        kernel * (s2[:, None] - s1[:, None] * away),
    )
    weight = weight / np.where(flat, s0**2, below)[:, None]
    return weight @ b, np.diagonal(weight)
