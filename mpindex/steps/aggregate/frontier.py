"""Benefit of the doubt: every unit under the weights that favour it most, against the best under those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.aggregate.inputs import MEAN, children, negative, over_tables, refuse
from mpindex.steps.registry import register
from mpindex.typing import Array


@dataclass(frozen=True)
class Favourable:
    """Each unit's own best weights (units, k), and its score under them (units,), 1 being the frontier."""

    weights: Array
    scores: Array


@register(
    "aggregate",
    "benefit_of_doubt",
    formula="max of sum(w x) with no unit above 1",
    main="shares",
    keeps=({*MEAN} - {"idempotence", "irrelevant_units"}) | {"scale", "bounds"},
    bounds=(0.0, 1.0),
    refuses=negative,
)
def benefit_of_doubt(x: ArrayLike, w: ArrayLike, *, shares: ArrayLike | None = None) -> Array:
    """Benefit-of-the-doubt score: the unit's weighted sum under the weights most favourable to it.

    Parameters
    ----------
    x : array_like
        (..., units, k), at least 0, NaN where missing.
    w : array_like
        (..., k), of which only "0 or not" matters.
    shares : array_like, optional
        Bounds ``[low, high]``, each a number or (k,), on the part of the unit's score that comes from each child.

    Returns
    -------
    array
        (..., units), from 0 to 1, NaN where no child counts.

    References
    ----------
    Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), Social Indicators Research 82.

    Examples
    --------
    >>> benefit_of_doubt([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]], [1, 1]).round(3)
    array([1. , 1. , 0.8])
    """
    x, w, present = children(x, w)

    def scores(table: Array, draws: Array) -> Array:
        patterns, which = np.unique(draws > 0, axis=0, return_inverse=True)
        by_pattern = [_scores(table, pattern, shares) for pattern in patterns]
        return np.stack(by_pattern)[which.reshape(-1)]

    return over_tables(scores, np.where(present, x, np.nan), w)


def _scores(table: Array, counts: np.ndarray, shares: ArrayLike | None) -> Array:
    if not counts.any():
        return np.full(len(table), np.nan)
    if shares is not None:
        low, high = _bounds(shares, len(counts))
        shares = (low[counts], high[counts])
    return favourable(table[:, counts], shares=shares).scores


def favourable(x: ArrayLike, *, shares: ArrayLike | None = None) -> Favourable:
    """Find for each unit the weights that favour it most, by one linear programme a unit (HiGHS).

    For unit i, ``max sum w_j x_ij`` so that no unit scores above 1 and ``w >= 0``.

    A missing child can give a unit nothing, in its own programme and in everyone else's; its bounds are dropped
    there and the lower bounds of the others stay, with upper bounds raised where they could not add to 1. A unit
    without values gets NaN. Negative values raise DataError, and so do bounds that no weights meet, as when the
    lower bound is above 0 for a child in which the unit has 0.

    Parameters
    ----------
    x : array_like
        (units, k), at least 0, NaN where missing.
    shares : array_like, optional
        Bounds ``[low, high]`` (each a number or (k,)) on the part of the unit's score that comes from each child,
        ``low <= w_j x_ij / score <= high``; without them a unit may stand on its one best child.

    Returns
    -------
    Favourable
        Each unit's own best weights and its score under them.

    Examples
    --------
    >>> favourable([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]]).weights.round(3)[2]
    array([0.2, 0.2])
    """
    table = np.asarray(x, dtype=np.float64)
    refuse(table < 0, "be at least 0 for benefit of the doubt", "rescale it first, such as minmax: [0, 100]")
    low, high = _bounds(shares, table.shape[-1]) if shares is not None else (None, None)
    weights, scores = np.full(table.shape, np.nan), np.full(len(table), np.nan)
    filled = np.nan_to_num(table, nan=0.0)
    size = np.where(filled.max(axis=0) > 0, filled.max(axis=0), 1.0)  # solved in units of the column maxima
    scaled = filled / size
    frontier = np.unique(scaled, axis=0)  # in one order, so that of equally good weights the same are found
    unsolved = []
    for i, present in enumerate(~np.isnan(table)):
        if present.any():
            solution = _programme(frontier, scaled[i], present, low, high)
            if solution is None:
                unsolved.append(i)
            else:
                weights[i] = np.where(present, solution / size, 0.0)
                scores[i] = min(1.0, float(weights[i] @ filled[i]))
    if unsolved:
        raise DataError(
            f"no weights meet the bounds on shares for {len(unsolved)} of {len(table)} units, the first at "
            f"row {unsolved[0]} (counted from 0). Widen the bounds, or rescale to a range above 0"
        )
    return Favourable(weights, scores)


def _bounds(shares: ArrayLike, k: int) -> tuple[Array, Array]:
    try:
        low, high = shares  # type: ignore[misc, str-unpack]
        low = np.broadcast_to(np.asarray(low, dtype=np.float64), (k,))
        high = np.broadcast_to(np.asarray(high, dtype=np.float64), (k,))
    except (TypeError, ValueError):
        raise OptionError(f"shares must be [low, high], each a number or {k}; got {shares!r}") from None
    if not ((low >= 0) & (low <= high) & (high <= 1)).all() or low.sum() > 1 or high.sum() < 1:
        raise OptionError(f"shares must be 0 <= low <= high <= 1 and able to add to 1; got {shares!r}")
    return low, high


def _programme(
    others: Array, values: Array, present: np.ndarray, low: Array | None, high: Array | None
) -> Array | None:
    from scipy.optimize import linprog

    rows = [others]
    limits = [np.ones(len(others))]
    if low is not None and high is not None:
        ceiling = np.maximum(high, 1 / present.sum())
        diagonal = np.diag(values)
        rows += [(diagonal - ceiling[:, None] * values)[present], (low[:, None] * values - diagonal)[present]]
        limits += [np.zeros(2 * int(present.sum()))]
    solution = linprog(
        -values,
        A_ub=np.vstack(rows),
        b_ub=np.concatenate(limits),
        bounds=[(0, None if counts else 0) for counts in present],
    )
    # All bounds hold at weights of 0: a unit above zero that is left there has bounds that nothing meets.
    if solution.status != 0 or (values.any() and -solution.fun <= 0):
        return None
    return np.asarray(solution.x)
