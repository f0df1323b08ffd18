"""A normalisation, an aggregation and a band rule, registered under names that YAML can use."""

import numpy as np

from mpindex.steps.registry import register


@register("normalise", "times_median", keeps={"permutation", "scale", "monotonicity", "ties"})
def times_median(x, *, direction=None, reference=None):
    """How many times the median, turned round where less is more: ``x / median`` or ``median / x``.

    x : (..., units, indicators), positive, NaN where missing and kept so.

    >>> times_median(np.array([[1.0], [2.0], [8.0]])).ravel()
    array([0.5, 1. , 4. ])
    """
    x = np.asarray(x, dtype=float)
    base = x if reference is None else np.asarray(reference, dtype=float)
    empty = np.isnan(base).all(axis=-2, keepdims=True)
    median = np.where(empty, np.nan, np.nanmedian(np.where(empty, 1.0, base), axis=-2, keepdims=True))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = x / median
        return ratio if direction is None else np.where(np.asarray(direction) < 0, 1 / ratio, ratio)


@register("aggregate", "best_two", keeps={"permutation", "monotonicity", "dominance", "ties"})
def best_two(x, weights):
    """Mean of the two best children, or of the only one: a state may choose what to be good at. Weights do not count.

    x : (..., units, k), NaN where missing; NaN where all are.

    >>> best_two(np.array([[1.0, 5.0, 3.0], [2.0, np.nan, np.nan]]), np.ones(3))
    array([4., 2.])
    """
    best = -np.sort(-np.asarray(x, dtype=float), axis=-1)[..., :2]
    there = ~np.isnan(best)
    count = there.sum(axis=-1)
    total = np.where(there, best, 0.0).sum(axis=-1)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


@register("band", "halvings", main="times", keeps={"permutation", "scale", "ties"})
def halvings(scores, *, times=2):
    """Class 1 down to half of the best score, class 2 down to half of that, and so on; the last takes all the rest.

    scores : (..., units), NaN where missing and kept so.

    >>> halvings([8.0, 4.0, 3.0, 0.5, np.nan], times=2)
    array([ 1.,  1.,  2.,  3., nan])
    """
    scores = np.asarray(scores, dtype=float)
    known = np.where(np.isnan(scores), -np.inf, scores)
    best = known.max(axis=-1, keepdims=True)
    cuts = [best / 2**step for step in range(1, times + 1)]
    return np.where(np.isnan(scores), np.nan, 1.0 + sum(known < cut for cut in cuts))
