"""Box and Cox's power, and its most likely lambda, for many columns at once."""

from __future__ import annotations

import numpy as np

from mpindex.steps.columns import count, highest, lowest, mean
from mpindex.typing import Array

#: Lambdas are sought between these ends; beyond them a power says nothing but "keep the extremes".
ENDS = (-5.0, 5.0)
_GOLDEN = (np.sqrt(5.0) - 1) / 2


def power(x: Array, lam: Array) -> Array:
    """Return ``(x^lam - 1) / lam``, or ``ln x`` where lam is 0, of positive values.

    Written with expm1, so that lambdas near 0 lose no digits.

    >>> power(np.array([[4.0]]), np.array(0.5)).ravel()
    array([2.])
    """
    logs = np.log(x)
    nonzero = np.where(lam == 0, 1.0, lam)
    return np.where(lam == 0, logs, np.expm1(nonzero * logs) / nonzero)


def log_likelihood(x: Array, lam: Array) -> Array:
    """Return the profile log-likelihood of lambda for each column, keeping the units axis.

    ``-(n / 2) ln var((x^lam - 1) / lam)`` of values divided by their geometric mean, which makes
    the Jacobian 1 and the result free of the unit of the data (up to a constant).
    """
    scaled = np.exp(np.log(x) - mean(np.log(x)))
    with np.errstate(over="ignore", invalid="ignore"):
        bent = power(scaled, lam)
        variance = mean((bent - mean(bent)) ** 2)
        value = -count(x) / 2 * np.log(np.where(variance > 0, variance, np.inf))
    return np.where(np.isfinite(value), value, -np.inf)


def best_lambda(x: Array, *, grid: int = 41, steps: int = 40) -> Array:
    """Return the lambda of each column of positive values that maximises the likelihood.

    The best point of a grid between `ENDS`, refined by golden section to about 1e-8. A column that
    is constant or has fewer than two values gets 1: no change of shape.
    """
    x = np.sort(x, axis=-2)  # rounding must not depend on the order of the units
    points = np.linspace(*ENDS, grid)
    likelihoods = np.stack([log_likelihood(x, np.asarray(point)) for point in points])
    best = points[np.argmax(likelihoods, axis=0)]
    width = points[1] - points[0]
    left, right = np.maximum(best - width, ENDS[0]), np.minimum(best + width, ENDS[1])
    for _ in range(steps):
        reach = _GOLDEN * (right - left)
        lower = log_likelihood(x, right - reach) > log_likelihood(x, left + reach)
        left, right = np.where(lower, left, right - reach), np.where(lower, left + reach, right)
    return np.where(highest(x) > lowest(x), (left + right) / 2, 1.0)
