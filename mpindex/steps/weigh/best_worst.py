"""Best-worst method: weights from comparisons with the best and with the worst child, and how consistent these are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import tables
from mpindex.typing import Array


@dataclass(frozen=True)
class Comparison:
    """What comparisons with the best and the worst say.

    Attributes
    ----------
    weights : array
        (k,), of sum 1.
    xi : float
        The largest difference that the weights leave, 0 if the comparisons are consistent.
    input_ratio : float
        Largest ``|a_Bj a_jW - a_BW| / (a_BW**2 - a_BW)``: how far the comparisons contradict each other before any
        weights are found; 0 if not at all.
    """

    weights: Array = field(repr=False)
    xi: float
    input_ratio: float


def best_worst(best_to_others: ArrayLike, others_to_worst: ArrayLike) -> Comparison:
    """Find the weights that leave the smallest largest difference to the comparisons (the linear model).

    Minimise xi with ``|w_B - a_Bj w_j| <= xi`` and ``|w_j - a_jW w_W| <= xi`` for all j, weights at least 0 and of sum 1.

    Parameters
    ----------
    best_to_others : array_like
        (k,), how many times as important the best child is as each; 1 for itself.
    others_to_worst : array_like
        (k,), how many times as important each is as the worst; 1 for the worst itself.

    Returns
    -------
    Comparison
        Weights, and how far the comparisons contradict each other.

    Raises
    ------
    DataError
        The lists differ in length, a comparison is below 1, or the two say different things of the best and the worst.

    References
    ----------
    Rezaei (2015), Omega 53; Rezaei (2016), Omega 64; Liang, Brunelli & Rezaei (2020), Omega 96.

    Examples
    --------
    >>> best_worst([8, 2, 1], [1, 5, 8]).weights.round(4)
    array([0.0714, 0.3214, 0.6071])
    """
    from scipy.optimize import linprog

    of_best, to_worst = _checked(best_to_others, others_to_worst)
    k = len(of_best)
    best = int(np.argmax(np.where(of_best == 1, to_worst, 0.0)))
    worst = int(np.argmax(np.where(to_worst == 1, of_best, 0.0)))
    if of_best[worst] != to_worst[best]:
        raise DataError(
            f"the best is {of_best[worst]:g} times as important as the worst by one list, and {to_worst[best]:g} by the"
            " other; make them agree"
        )
    each = np.eye(k)
    gaps = np.vstack([each[best] - of_best[:, None] * each, each - to_worst[:, None] * each[worst]])
    rows = np.vstack([np.column_stack([sign * gaps, -np.ones(2 * k)]) for sign in (1.0, -1.0)])
    solution = linprog(
        np.append(np.zeros(k), 1.0),
        A_ub=rows,
        b_ub=np.zeros(4 * k),
        A_eq=[np.append(np.ones(k), 0.0)],
        b_eq=[1.0],
    )
    weights = np.maximum(solution.x[:k], 0.0)
    span = to_worst[best] ** 2 - to_worst[best]
    contradiction = np.abs(of_best * to_worst - to_worst[best]).max()
    return Comparison(
        weights / weights.sum(),
        float(max(solution.x[k], 0.0)),
        float(contradiction / span) if span > 0 else 0.0,
    )


@register(
    "weigh",
    "bwm",
    formula="argmin of the largest |w_B - a_Bj w_j|, |w_j - a_jW w_W|",
    main="best_to_others",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
    example={"best_to_others": [1, 2, 4], "others_to_worst": [4, 2, 1]},
)
def bwm(x: ArrayLike, *, best_to_others: ArrayLike, others_to_worst: ArrayLike) -> Array:
    """Best-worst method: weights from comparing the best child with each, and each with the worst.

    Parameters
    ----------
    x : array_like
        (..., units, k), of which only k counts.
    best_to_others : array_like
        (k,), how many times as important the best child is as each; 1 for itself.
    others_to_worst : array_like
        (k,), how many times as important each is as the worst; 1 for the worst itself.

    Returns
    -------
    array
        (k,), of sum 1.

    References
    ----------
    Rezaei (2016), Omega 64.

    Examples
    --------
    >>> bwm(np.zeros((2, 3)), best_to_others=[1, 2, 4], others_to_worst=[4, 2, 1]).round(4)
    array([0.5714, 0.2857, 0.1429])
    """
    k = tables(x).shape[-1]
    compared = best_worst(best_to_others, others_to_worst)
    if len(compared.weights) != k:
        raise DataError(f"the comparisons are of {len(compared.weights)} children; there are {k}")
    return compared.weights


def _checked(best_to_others: ArrayLike, others_to_worst: ArrayLike) -> tuple[Array, Array]:
    of_best, to_worst = (numbers(given, "comparisons") for given in (best_to_others, others_to_worst))
    if of_best.ndim != 1 or of_best.shape != to_worst.shape or not len(of_best):
        raise DataError(
            f"comparisons are two lists of one length; got shapes {of_best.shape} and {to_worst.shape}"
        )
    if not all(
        np.isfinite(given).all() and (given >= 1).all() and (given == 1).any()
        for given in (of_best, to_worst)
    ):
        raise DataError(
            "comparisons are at least 1, and 1 of the best with itself and of the worst with itself"
        )
    return of_best, to_worst
