"""MEREC weights: a child counts the more, the more the scores change when it is taken out."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import highest, lowest
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import tables
from mpindex.typing import Array
from mpindex.wording import counted


@register(
    "weigh",
    "merec",
    formula="sum over units of |ln(1 + (L - |ln r_j|) / k) - ln(1 + L / k)|, L = sum |ln r|, r = min / x (x / max of costs)",
    keeps=("permutation", "scale", "bounds"),
    bounds=(0.0, 1.0),
)
def merec(x: ArrayLike) -> Array:
    """MEREC weights: by the effect of removing each child on ``S = ln(1 + mean |ln r|)``, made to sum to 1.

    Ratios are ``min / x``, and ``x / max`` of costs, which come as columns of negative amounts. A column must be above 0
    or below 0 throughout, or DataError. A constant column has no effect and weight 0; DataError if all are.

    Parameters
    ----------
    x : array_like
        (..., units, k), amounts, NaN where missing and skipped (k is then what a unit has).

    Returns
    -------
    array
        (..., k), of sum 1.

    References
    ----------
    Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene (2021), Symmetry 13(4), 525.

    Examples
    --------
    >>> merec([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]])
    array([0., 1.])
    """
    x = tables(x)
    cost = (x < 0).any(axis=-2, keepdims=True)
    wrong = (x == 0) | ((x > 0) & cost)
    if wrong.any():
        raise DataError(
            f"MEREC takes logarithms of ratios: {counted(int(wrong.sum()), 'value')} 0 or not of the sign of the column."
            " Rescale to a range above 0, such as minmax: [1, 100]"
        )
    size = np.abs(x)
    logs = np.abs(np.log(np.where(cost, size / highest(size), lowest(size) / size)))
    present = ~np.isnan(logs)
    logs = np.where(present, logs, 0.0)
    count = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    total = logs.sum(axis=-1, keepdims=True)
    effect = np.where(present, np.abs(np.log1p((total - logs) / count) - np.log1p(total / count)), 0.0).sum(
        axis=-2
    )
    effect = np.where(effect > 1e-12, effect, 0.0)
    if not effect.any(axis=-1).all():
        raise DataError("every column is constant; removing one changes nothing")
    return np.asarray(effect / effect.sum(axis=-1, keepdims=True))
