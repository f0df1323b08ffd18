"""Aggregations of amounts by comparison with the best of each column: WASPAS, MARCOS, ARAS, CODAS."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.amounts import COMPARED, amounts, column_least, ratios, unusable
from mpindex.steps.aggregate.inputs import divide, weighted_mean, weighted_sum
from mpindex.steps.aggregate.means import arithmetic, geometric
from mpindex.steps.columns import ratio
from mpindex.steps.registry import register
from mpindex.typing import Array


@register(
    "aggregate",
    "waspas",
    formula="share sum(w r) + (1 - share) prod(r**w), r = x / max (min / x of costs)",
    main="share",
    keeps=(*COMPARED, "bounds"),
    bounds=(0.0, 1.0),
    refuses=unusable,
)
def waspas(x: ArrayLike, w: ArrayLike, *, share: float = 0.5) -> Array:
    """WASPAS: part arithmetic, part geometric mean of the ratios to the best of each child.

    Ratios are ``x / max``, and ``min / x`` of costs, which come as negative amounts. A ratio of 0 leaves only the
    arithmetic part. Missing children and zero weights as in `arithmetic`.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    share : float, default 0.5
        The part of the arithmetic mean, from 0 to 1.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Zavadskas, Turskis, Antucheviciene & Zakarevicius (2012), Elektronika ir Elektrotechnika 122.

    Examples
    --------
    >>> waspas([[4.0, -1.0], [1.0, -4.0]], [1, 1])
    array([1.  , 0.25])
    """
    if not 0 <= share <= 1:
        raise OptionError(f"the share of the arithmetic mean must lie between 0 and 1, not {share!r}")
    ratio, weights = ratios(x, w, "WASPAS")
    return share * arithmetic(ratio, weights) + (1 - share) * geometric(ratio, weights)


@register(
    "aggregate",
    "marcos",
    formula="S (1 + A) / (1 + A + A**2), S = sum(w r), A that of the worst in every child, r = x / max (min / x of costs)",
    keeps=(*COMPARED, "bounds"),
    bounds=(0.0, 1.0),
    refuses=unusable,
)
def marcos(x: ArrayLike, w: ArrayLike) -> Array:
    """MARCOS: utility with regard to an ideal and an anti-ideal unit, best and worst in every child.

    The published form, ``(K- + K+) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-))`` with ``K+ = S`` (over the ideal)
    and ``K- = S / A`` (over the anti-ideal), is ``S (1 + A) / (1 + A + A**2)``: with nothing missing the order of the
    units is that of the weighted mean S of the ratios. Written so, it stands an anti-ideal of 0.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Stevic, Pamucar, Puska & Chatterjee (2020), Computers & Industrial Engineering 140.

    Examples
    --------
    >>> marcos([[4.0], [2.0]], [1]).round(4)
    array([0.8571, 0.4286])
    """
    ratio, weights = ratios(x, w, "MARCOS")
    present = ~np.isnan(ratio)
    utility = weighted_mean(ratio, weights, present)
    worst = weighted_mean(np.broadcast_to(column_least(ratio), ratio.shape), weights, present)
    return utility * (1 + worst) / (1 + worst + worst**2)


@register(
    "aggregate",
    "aras",
    formula="S / S of the ideal, S = sum(w r), r = v / (sum(v) + max(v)), v = x (1 / x of costs)",
    keeps=(*COMPARED, "bounds"),
    bounds=(0.0, 1.0),
    refuses=unusable,
)
def aras(x: ArrayLike, w: ArrayLike) -> Array:
    """ARAS: weighted sum of the shares in each column, over that of a unit that is best in every child.

    The best of each column is added to it as a row of its own; costs, which come as negative amounts, enter as
    ``1 / x``. A missing child is skipped for the unit and for the ideal that it is compared with.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.

    Returns
    -------
    array
        (..., units), from 0 to 1.

    References
    ----------
    Zavadskas & Turskis (2010), Technological and Economic Development of Economy 16(2).

    Examples
    --------
    >>> aras([[4.0, 2.0], [2.0, 2.0]], [1, 1]).round(4)
    array([1.    , 0.7273])
    """
    sizes, weights, signs, present = amounts(x, w, "ARAS")
    with np.errstate(divide="ignore"):
        values = np.where(present, np.where(signs > 0, sizes, 1 / sizes), 0.0)
    values = np.where(np.isfinite(values), values, 0.0)  # costs of 0 in children without weight
    best = values.max(axis=-2, keepdims=True, initial=0.0)
    total = values.sum(axis=-2, keepdims=True) + best
    share, ideal = ratio(values, total), ratio(best, total)
    counts = present & (total > 0)
    reached = weighted_sum(np.where(counts, share, 0.0), weights)
    return divide(reached, weighted_sum(np.where(counts, ideal, 0.0), weights))


@register(
    "aggregate",
    "codas",
    formula="sum over k of (E_i - E_k) + (T_i - T_k where |E_i - E_k| >= threshold), E and T the distances from the worst",
    main="threshold",
    keeps=("permutation", "weight_scaling", "scale", "ties"),
    refuses=unusable,
)
def codas(x: ArrayLike, w: ArrayLike, *, threshold: float = 0.02) -> Array:
    """CODAS: how much further a unit is from the worst than the others are, by straight and by city-block distance.

    Ratios to the best of each column times their weights (which sum to 1) have a Euclidean distance E and a city-block
    distance T to the smallest of each column. Pairs whose E differ by less than `threshold` are compared on E alone.
    A unit that is better can therefore lose: monotonicity and dominance are not promised.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped; columns of negative numbers are costs.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    threshold : float, default 0.02
        Least difference of Euclidean distances from which on the city-block distances count too.

    Returns
    -------
    array
        (..., units), of sum 0 where every unit has a score.

    References
    ----------
    Keshavarz Ghorabaee, Zavadskas, Turskis & Antucheviciene (2016), Economic Computation and Economic Cybernetics
    Studies and Research 50(3).

    Examples
    --------
    >>> codas([[4.0], [2.0]], [1])
    array([ 1., -1.])
    """
    ratio, weights = ratios(x, w, "CODAS")
    present = ~np.isnan(ratio)
    away = np.where(present, ratio - column_least(ratio), 0.0)
    by = weighted_sum(present, weights)
    straight = divide(np.sqrt(weighted_sum(away**2, weights**2)), by)
    block = divide(weighted_sum(away, weights), by)
    scores = np.zeros(straight.shape)
    known = ~np.isnan(straight)
    for k in range(straight.shape[-1]):
        further = straight - straight[..., k, None]
        apart = np.abs(further) >= threshold
        scores += np.where(
            known[..., k, None], further + np.where(apart, block - block[..., k, None], 0.0), 0.0
        )
    return np.where(known, scores, np.nan)
