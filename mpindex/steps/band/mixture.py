"""Classes as a mixture of normal distributions: scores that come from the same one belong together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.band.breaks import natural_breaks
from mpindex.steps.band.cuts import classes_by, finite
from mpindex.steps.registry import register
from mpindex.typing import Array

#: Gains of the log-likelihood smaller than this, a unit, end the search; it ends after so many rounds in any case.
GAIN, ROUNDS = 1e-10, 2000
#: Least variance inside the classes, as a share of the whole: a class of equal scores would have an infinite density.
NARROW = 1e-6


@dataclass(frozen=True)
class Mixture:
    """A fitted mixture of normal distributions with one standard deviation, the highest mean first.

    Attributes
    ----------
    means, shares : array
        (classes,), and the part of the units that each has.
    sd : float
        Standard deviation inside the classes.
    loglik : float
        Logarithm of the likelihood of the scores.
    bic : float
        ``-2 loglik + p ln n`` with ``p = 2 classes``; smaller is better (R's mclust prints the negative).
    """

    means: Array = field(repr=False)
    shares: Array = field(repr=False)
    sd: float
    loglik: float
    bic: float


def fit_mixture(scores: ArrayLike, *, classes: int = 3) -> Mixture:
    """Fit a mixture of so many normal distributions of one variance, from the natural breaks on (EM).

    Parameters
    ----------
    scores : array_like
        (units,), NaN where missing; at least as many different values as `classes`.
    classes : int, default 3
        How many.

    Returns
    -------
    Mixture
        Means, shares, standard deviation and how likely they make the scores. Another start may end elsewhere.

    Raises
    ------
    DataError
        There are fewer different scores than classes, or all are equal.

    References
    ----------
    Fraley & Raftery (2002), Journal of the American Statistical Association 97 (model E).

    Examples
    --------
    >>> told = fit_mixture([1.0, 1.2, 0.8, 9.0, 9.2, 8.8], classes=2)
    >>> told.means.round(6), told.shares.round(6), round(told.sd, 4)
    (array([9., 1.]), array([0.5, 0.5]), 0.1633)
    """
    known = finite(scores)
    known = np.sort(known[~np.isnan(known)])  # in one order: rounding must not depend on that of the units
    start = natural_breaks(known, classes=classes)
    span = known[-1] - known[0]
    if not span > 0:
        raise DataError("a mixture needs scores that differ")
    x = (known - known[0]) / span
    belongs = (start[:, None] == np.arange(1, classes + 1)).astype(np.float64)
    loglik = -np.inf
    for _ in range(ROUNDS):
        shares, means, variance = _parameters(x, belongs)
        densities = (
            shares * np.exp(-0.5 * (x[:, None] - means) ** 2 / variance) / np.sqrt(2 * np.pi * variance)
        )
        total = densities.sum(axis=1, keepdims=True)
        before, loglik = loglik, float(np.log(np.maximum(total, np.finfo(np.float64).tiny)).sum())
        if loglik - before < GAIN * len(x):
            break
        belongs = densities / np.maximum(total, np.finfo(np.float64).tiny)
    loglik -= len(x) * math.log(span)
    bic = -2 * loglik + 2 * classes * math.log(len(x))
    order = np.argsort(-means)
    return Mixture(
        known[0] + span * means[order], shares[order], float(span * np.sqrt(variance)), loglik, bic
    )


def _parameters(x: Array, belongs: Array) -> tuple[Array, Array, float]:
    size = np.maximum(belongs.sum(axis=0), 1e-12)
    means = (belongs * x[:, None]).sum(axis=0) / size
    within = (belongs * (x[:, None] - means) ** 2).sum() / len(x)
    return size / len(x), means, max(float(within), NARROW * float(x.var()))


def mixture_cuts(fitted: Mixture) -> Array:
    """Scores at which one class becomes more likely than the next, highest first.

    ``(m_i + m_j) / 2 + s**2 ln(share_j / share_i) / (m_i - m_j)`` between neighbours i above j. A class that is nowhere
    the likeliest has a cut that is no higher than the next, and no members.

    Parameters
    ----------
    fitted : Mixture
        From `fit_mixture`.

    Returns
    -------
    array
        (classes - 1,), descending.

    Examples
    --------
    >>> mixture_cuts(fit_mixture([1.0, 1.2, 0.8, 9.0, 9.2, 8.8], classes=2)).round(6)
    array([5.])
    """
    upper, lower = fitted.means[:-1], fitted.means[1:]
    gap = np.where(upper > lower, upper - lower, np.nan)
    cuts = (upper + lower) / 2 + fitted.sd / gap * fitted.sd * np.log(fitted.shares[1:] / fitted.shares[:-1])
    return np.minimum.accumulate(cuts)


@register(
    "band",
    "mixture",
    formula="argmax over classes of share_c Normal(x; mean_c, sd)",
    main="classes",
    keeps=("permutation", "ties", "scale"),
)
def mixture(scores: ArrayLike, *, classes: int = 3) -> Array:
    """Classes by the normal distribution that each score most likely comes from.

    One variance for all classes keeps them in one piece each, from the top down. See `fit_mixture`, whose BIC says how
    many classes the scores bear. (k-means of scores is `natural_breaks`, exact.)

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    classes : int, default 3
        How many classes.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    References
    ----------
    Fraley & Raftery (2002), Journal of the American Statistical Association 97.

    Examples
    --------
    >>> mixture([1.0, 1.2, 9.0, 9.2, 0.8, np.nan], classes=2)
    array([ 2.,  2.,  1.,  1.,  2., nan])
    """
    scores = finite(scores)
    result = np.empty(scores.shape)
    for place in np.ndindex(scores.shape[:-1]):
        result[place] = classes_by(scores[place], mixture_cuts(fit_mixture(scores[place], classes=classes)))
    return result
