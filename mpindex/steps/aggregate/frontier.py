"""Benefit of the doubt: every unit under the weights that favour it most, against the best under those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.aggregate.inputs import MEAN, children, negative, over_tables, refuse, refuse_tiny
from mpindex.steps.columns import BadUnits, numbers
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools


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
def benefit_of_doubt(
    x: ArrayLike, w: ArrayLike, *, shares: ArrayLike | None = None, weights: ArrayLike | None = None
) -> Array:
    """Benefit-of-the-doubt score: the unit's weighted sum under the weights most favourable to it.

    Bounds on the weights themselves depend on the units of measurement of the children (bounds on shares of the score do
    not), so that `scale` is kept without them only.

    Parameters
    ----------
    x : array_like
        (..., units, k), at least 0, NaN where missing.
    w : array_like
        (..., k), of which only "0 or not" matters.
    shares : array_like, optional
        Bounds ``[low, high]``, each a number or (k,), on the part of the unit's score that comes from each child.
    weights : array_like, optional
        Bounds ``[low, high]``, each a number or (k,), on each weight as a part of their sum.

    Returns
    -------
    array
        (..., units), from 0 to 1, NaN where no child counts.

    References
    ----------
    Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), Social Indicators Research 82; OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> benefit_of_doubt([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]], [1, 1]).round(3)
    array([1. , 1. , 0.8])
    """
    x, w, present = children(x, w)

    def scores(table: Array, draws: Array) -> Array:
        patterns, which = np.unique(draws > 0, axis=0, return_inverse=True)
        by_pattern = [_scores(table, pattern, shares, weights) for pattern in patterns]
        return np.stack(by_pattern)[which.reshape(-1)]

    return over_tables(scores, np.where(present, x, np.nan), w)


def _scores(table: Array, counts: Bools, shares: ArrayLike | None, weights: ArrayLike | None) -> Array:
    if not counts.any():
        return np.full(len(table), np.nan)
    limits = {"shares": shares, "weights": weights}
    for name, given in limits.items():
        if given is not None:
            low, high = _bounds(given, len(counts), name)
            limits[name] = (low[counts], high[counts])
    return favourable(table[:, counts], **limits).scores


def favourable(
    x: ArrayLike, *, shares: ArrayLike | None = None, weights: ArrayLike | None = None
) -> Favourable:
    """Find for each unit the weights that favour it most, by one linear programme a unit (HiGHS).

    For unit i, ``max sum w_j x_ij`` so that no unit scores above 1 and ``w >= 0``.

    A missing child can give a unit nothing, in its own programme and in everyone else's; its bounds are dropped
    there and the lower bounds of the others stay, with upper bounds raised where they could not add to 1. A unit
    without values gets NaN.

    Parameters
    ----------
    x : array_like
        (units, k), at least 0, NaN where missing.
    shares : array_like, optional
        Bounds ``[low, high]`` (each a number or (k,)) on the part of the unit's score that comes from each child,
        ``low <= w_j x_ij / score <= high``; without bounds a unit may stand on its one best child.
    weights : array_like, optional
        Bounds ``[low, high]`` (each a number or (k,)) on the weights, ``low <= w_j / sum(w) <= high``. They are met by
        some weights for every unit; bounds on shares are not, where a unit has 0.

    Returns
    -------
    Favourable
        Each unit's own best weights and its score under them.

    Raises
    ------
    DataError
        A value is below 0.
    BadUnits
        No weights meet the bounds on shares for some units; `rows` has their numbers.
    OptionError
        Bounds are no pair in order, or cannot add to 1.

    Examples
    --------
    >>> favourable([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]]).weights.round(3)[2]
    array([0.2, 0.2])
    """
    table = numbers(x)
    refuse(table < 0, "be at least 0 for benefit of the doubt", "rescale it first, such as minmax: [0, 100]")
    refuse_tiny(table)
    limits = [
        _bounds(given, table.shape[-1], name) if given is not None else None
        for name, given in (("shares", shares), ("weights", weights))
    ]
    best, scores = np.full(table.shape, np.nan), np.full(len(table), np.nan)
    filled = np.nan_to_num(table, nan=0.0)
    size = np.where(filled.max(axis=0) > 0, filled.max(axis=0), 1.0)  # solved in units of the column maxima
    scaled = filled / size
    frontier = np.unique(scaled, axis=0)  # in one order, so that of equally good weights the same are found
    unsolved = []
    for i, present in enumerate(~np.isnan(table)):
        if present.any():
            solution = _programme(frontier, scaled[i], present, size, limits)
            if solution is None:
                unsolved.append(i)
            else:
                best[i] = np.where(present, solution / size, 0.0)
                scores[i] = min(1.0, float(best[i] @ filled[i]))
    if unsolved:
        raise BadUnits(
            f"no weights meet the bounds for {len(unsolved)} of {len(table)} units",
            unsolved,
            "bounds on shares that some weights meet",
            "widen the bounds, bound weights instead, or rescale to a range above 0",
        )
    return Favourable(best, scores)


def _bounds(given: ArrayLike, k: int, name: str) -> tuple[Array, Array]:
    try:
        low, high = given  # type: ignore[misc, str-unpack]
        low = np.broadcast_to(np.asarray(low, dtype=np.float64), (k,))
        high = np.broadcast_to(np.asarray(high, dtype=np.float64), (k,))
    except (TypeError, ValueError):
        raise OptionError(f"{name} must be [low, high], each a number or {k}; got {given!r}") from None
    if not ((low >= 0) & (low <= high) & (high <= 1)).all() or low.sum() > 1 + 1e-9 or high.sum() < 1 - 1e-9:
        raise OptionError(f"{name} must be 0 <= low <= high <= 1 and able to add to 1; got {given!r}")
    return low, high


def _programme(
    others: Array, values: Array, present: Bools, size: Array, limits: Sequence[tuple[Array, Array] | None]
) -> Array | None:
    from scipy.optimize import linprog

    rows, ends = [others], [np.ones(len(others))]
    for parts, bounds in zip((values, size.min() / size), limits, strict=True):
        if bounds is not None:
            low, high = bounds[0], np.maximum(bounds[1], 1 / present.sum())
            counted = np.where(present, parts, 0.0)
            each = np.diag(counted)
            rows += [(each - high[:, None] * counted)[present], (low[:, None] * counted - each)[present]]
            ends += [np.zeros(2 * int(present.sum()))]
    solution = linprog(
        -values,
        A_ub=np.vstack(rows),
        b_ub=np.concatenate(ends),
        bounds=[(0, None if counts else 0) for counts in present],
    )
    # All bounds hold at weights of 0: a unit above zero that is left there has bounds that nothing meets.
    if solution.status != 0 or (values.any() and -solution.fun <= 0):
        return None
    return np.asarray(solution.x)
