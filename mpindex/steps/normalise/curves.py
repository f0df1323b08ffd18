"""Normalisations by a curve: the normal distribution, the logistic curve, the inverse hyperbolic sine."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import as_floats, signs
from mpindex.steps.normalise.spread import zscore
from mpindex.steps.registry import register
from mpindex.typing import Array

_BY_Z = {"permutation", "scale", "translation", "monotonicity", "ties", "bounds"}


@register(
    "normalise",
    "normal_cdf",
    formula="Phi(z), Phi the normal distribution, z = (x - m) / s",
    keeps=_BY_Z,
    bounds=(0, 1),
)
def normal_cdf(
    x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give the share of a normal distribution that lies below each z-score.

    Mean and standard deviation (divisor n - 1) are those of the column. Far values are drawn in, and none leaves 0 to 1.
    Constant indicator: NaN.

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
    The normal distribution of z-scores, as SciPy's ``norm.cdf``; the reference numbers are SciPy's.

    Examples
    --------
    >>> normal_cdf(np.array([[1.0], [2.0], [3.0]])).ravel().round(3)
    array([0.159, 0.5  , 0.841])
    """
    from scipy.special import ndtr

    return np.asarray(ndtr(zscore(x, direction=direction, reference=reference)))


@register("normalise", "logistic", formula="1 / (1 + exp(-z)), z = (x - m) / s", keeps=_BY_Z, bounds=(0, 1))
def logistic(
    x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Put each z-score on the logistic curve.

    As `normal_cdf`, with more room for far values. Constant indicator: NaN.

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
    The logistic distribution of z-scores; the reference numbers are NumPy's.

    Examples
    --------
    >>> logistic(np.array([[1.0], [2.0], [3.0]])).ravel().round(3)
    array([0.269, 0.5  , 0.731])
    """
    from scipy.special import expit

    return np.asarray(expit(zscore(x, direction=direction, reference=reference)))


@register(
    "normalise",
    "arcsinh",
    formula="ln(x + sqrt(x**2 + 1))",
    keeps={"permutation", "monotonicity", "strict_monotonicity", "ties"},
)
def arcsinh(x: ArrayLike, *, direction: ArrayLike | None = None) -> Array:
    """Take the inverse hyperbolic sine: a logarithm that bears zeros and negative values.

    About ``ln(2 x)`` of large numbers and x of small ones, so that the result depends on the unit of the data. Where
    less is more, with the opposite sign.

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

    References
    ----------
    Burbidge, Magee & Robb (1988), Journal of the American Statistical Association 83.

    Examples
    --------
    >>> arcsinh(np.array([[-1.0], [0.0], [1.0]])).ravel().round(4)
    array([-0.8814,  0.    ,  0.8814])
    """
    return np.arcsinh(as_floats(x)) * signs(direction)
