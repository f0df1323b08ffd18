"""Normalisations to a few classes: by cut points, by percentile, above and below the mean.

They throw information away on purpose: small differences, and large ones inside a class, count for
nothing. Missing values stay missing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, numbers, oriented, pair, per_column, signs
from mpindex.steps.columns import mean as column_mean
from mpindex.steps.normalise.ranks import percentile
from mpindex.steps.registry import register
from mpindex.typing import Array

#: The Handbook's example: percentiles that part the classes, and the classes' scores.
HANDBOOK_CUTS = (5.0, 15.0, 35.0, 65.0, 85.0, 95.0)
HANDBOOK_SCORES = (0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0)

#: A value so near to the line, as a share of the mean, is on it: rounding puts nothing beyond.
_ON_THE_LINE = 1e-14


@register(
    "normalise",
    "categorical",
    formula="scores[number of cuts reached]",
    main="cuts",
    keeps={"permutation", "monotonicity", "ties"},
    bounds_option="scores",
    example={"cuts": (2.0, 20.0, 60.0)},
)
def categorical(
    x: ArrayLike, *, cuts: Any, scores: ArrayLike | None = None, direction: ArrayLike | None = None
) -> Array:
    """Score each value by the class that it falls into, between cut points in the units of the data.

    A value at a cut belongs to the better class. Where less is more, scores are given in reverse.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    cuts : array_like
        Ascending, each a number or (..., indicators); k of them part k + 1 classes.
    scores : array_like, optional
        One number more than `cuts`, from the worst class to the best, by default 0, 1, ..., k.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), step 5.

    Examples
    --------
    >>> categorical(np.array([[1.0], [2.0], [9.0]]), cuts=[2, 5], scores=[0, 50, 100]).ravel()
    array([  0.,  50., 100.])
    """
    x = as_floats(x)
    edges = [per_column(cut) for cut in cuts]
    if any((after <= before).any() for before, after in pairwise(edges)):
        raise OptionError(f"cuts must ascend, got {cuts!r}")
    points = np.arange(len(edges) + 1.0) if scores is None else numbers(scores, "scores")
    if points.shape != (len(edges) + 1,) or (np.diff(points) < 0).any():
        raise OptionError(
            f"{len(edges)} cuts need {len(edges) + 1} scores that never descend, got {scores!r}"
        )
    less_is_more = signs(direction) < 0
    passed = np.zeros(x.shape, dtype=np.intp)
    for edge in edges:
        passed += np.where(less_is_more, x <= edge, x >= edge)
    return np.where(np.isnan(x), np.nan, points[passed])


@register(
    "normalise",
    "within",
    formula="1 if low <= x <= high, else 0",
    main="range",
    keeps={"permutation", "ties", "bounds"},
    bounds=(0, 1),
    example={"range": (2.0, 20.0)},
)
def within(x: ArrayLike, *, range: Any) -> Array:
    """Give 1 to a value within a range, its ends included, and 0 to one outside: a mark that is met or not.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    range : array_like
        Lowest and highest, each a number or (..., indicators) in the units of the data; None is open.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> within(np.array([[0.1], [0.2], [0.9]]), range=[0.2, None]).ravel()
    array([0., 1., 1.])
    """
    x = as_floats(x)
    low, high = pair(range, "range")
    if (low > high).any():
        raise OptionError(f"a range runs from its lowest to its highest, not {range!r}")
    met = (x >= np.where(np.isnan(low), -np.inf, low)) & (x <= np.where(np.isnan(high), np.inf, high))
    return np.where(np.isnan(x), np.nan, met)


@register(
    "normalise",
    "percentile_classes",
    formula="scores[number of cuts that the percentile reaches]",
    main="cuts",
    keeps={"permutation", "scale", "translation", "monotonicity", "ties"},
    bounds_option="scores",
)
def percentile_classes(
    x: ArrayLike,
    *,
    cuts: Any = HANDBOOK_CUTS,
    scores: ArrayLike = HANDBOOK_SCORES,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
) -> Array:
    """Score each value by the class of its percentile (100 rank / N, ties sharing the lowest rank).

    By default the Handbook's classes: the top 5 % get 100, the next 10 % 80, then 60, 50, 40, 20 and 0 for the last
    5 %.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    cuts : array_like, optional
        Percentiles between the classes, ascending.
    scores : array_like, optional
        One number more than `cuts`, from the worst class to the best.
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
    OECD/JRC Handbook (2008), step 5 and Table 15.

    Examples
    --------
    >>> percentile_classes(np.arange(20.0)[:, None])[[0, 10, 19]].ravel()
    array([ 20.,  50., 100.])
    """
    return categorical(percentile(x, direction=direction, reference=reference), cuts=cuts, scores=scores)


@register(
    "normalise",
    "above_below_mean",
    formula="1 if x > m + p |m|, -1 if x < m - p |m|, else 0, m the mean",
    main="p",
    keeps={"permutation", "scale", "monotonicity", "ties", "bounds"},
    bounds=(-1, 1),
)
def above_below_mean(
    x: ArrayLike, *, p: Any = 0.2, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give 1 above the mean by more than the fraction `p` of it, -1 below by more, else 0.

    ``x > m + p |m|`` and ``x < m - p |m|``; where less is more, with the opposite sign. A constant indicator gives
    0 for every unit.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    p : array_like, default 0.2
        The fraction of the mean, a number or (..., indicators).
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
    OECD/JRC Handbook (2008), step 5; p = 0.2 in its Table 15.

    Examples
    --------
    >>> above_below_mean(np.array([[1.0], [2.0], [3.0]])).ravel()
    array([-1.,  0.,  1.])
    """
    directed, learned = oriented(as_floats(x), reference, direction)
    middle = column_mean(learned)
    margin = (per_column(p) + _ON_THE_LINE) * np.abs(middle)
    outside = (directed > middle + margin).astype(np.float64) - (directed < middle - margin)
    return np.where(np.isnan(directed), np.nan, outside)
