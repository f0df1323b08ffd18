"""Weights from how much a child varies, or how far it is from the same for all: standard deviation and angle."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import deviation, highest, ratio
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import tables
from mpindex.typing import Array


@register(
    "weigh",
    "standard_deviation",
    formula="s_j / sum(s)",
    keeps=("permutation", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def standard_deviation(x: ArrayLike) -> Array:
    """Weights in proportion to the standard deviations (divisor n - 1).

    They depend on the scale of the children: after z-scores all are equal, after min-max they say which children use
    their range. A child known for one unit or for none, or constant, has weight 0; DataError if all are.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.

    Returns
    -------
    array
        (..., k), of sum 1.

    References
    ----------
    Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22.

    Examples
    --------
    >>> standard_deviation([[0.0, 0.0], [1.0, 3.0]])
    array([0.25, 0.75])
    """
    x = tables(x)
    return _shares(
        np.nan_to_num(deviation(x)[..., 0, :]), "is constant; standard deviations tell none from another"
    )


@register(
    "weigh",
    "angle",
    formula="arccos(|sum(x)| / sqrt(n sum(x**2))), over its sum",
    keeps=("permutation", "scale", "bounds"),
    bounds=(0.0, 1.0),
)
def angle(x: ArrayLike) -> Array:
    """Weights in proportion to the angle between a column and one that is the same for all units.

    The more uneven a column, the larger the angle; a constant or empty one has weight 0. DataError if all are. Adding a
    number to all units makes a column more even. Costs, as columns of negative amounts, are as uneven as their amounts.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.

    Returns
    -------
    array
        (..., k), of sum 1.

    References
    ----------
    Shuai, Zou & Li (2012), Chinese Control and Decision Conference, 3889-3892.

    Examples
    --------
    >>> angle([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]])
    array([0. , 0.5, 0.5])
    """
    x = tables(x)
    present = ~np.isnan(x)
    scaled = np.nan_to_num(ratio(x, highest(np.abs(x))))
    count = present.sum(axis=-2)
    cosine = ratio(np.abs(scaled.sum(axis=-2)), np.sqrt(count * (scaled**2).sum(axis=-2)))
    uneven = cosine < 1 - 1e-15  # by more than rounding
    turned = np.arccos(np.where(uneven, cosine, 1.0))
    return _shares(turned, "is the same for all units; angles tell none from another")


def _shares(values: Array, fault: str) -> Array:
    total = values.sum(axis=-1, keepdims=True)
    if not (total > 0).all():
        raise DataError(f"every column {fault}")
    return np.asarray(values / total)
