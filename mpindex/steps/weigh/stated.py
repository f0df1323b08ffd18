"""Weights that people state: equal, given, or by sharing out a budget of points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import checked, tables
from mpindex.typing import Array


@register(
    "weigh",
    "equal",
    formula="1 / k",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def equal(x: ArrayLike) -> Array:
    """The same weight for every child, ``1 / k``.

    Parameters
    ----------
    x : array_like
        (..., units, k), of which only the shape counts.

    Returns
    -------
    array
        (..., k).

    References
    ----------
    OECD/JRC Handbook (2008), step 6.

    Examples
    --------
    >>> equal(np.zeros((3, 4)))
    array([0.25, 0.25, 0.25, 0.25])
    """
    x = tables(x)
    return np.full((*x.shape[:-2], x.shape[-1]), 1.0 / x.shape[-1])


@register(
    "weigh",
    "given",
    formula="w",
    keeps=("permutation", "scale", "translation"),
    example={"given": [1.0, 2.0, 3.0]},
)
def given(x: ArrayLike, *, given: ArrayLike) -> Array:
    """The weights that the definition states, unchanged.

    Parameters
    ----------
    x : array_like
        (..., units, k).
    given : array_like
        (..., k), finite, at least 0, not all 0, or DataError.

    Returns
    -------
    array
        (..., k).

    Examples
    --------
    >>> given(np.zeros((3, 2)), given=[1, 3])
    array([1., 3.])
    """
    x = tables(x)
    return checked(given, x.shape[-1], "weights")


@register(
    "weigh",
    "budget",
    formula="mean over the experts of points / sum(points)",
    main="points",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
    example={"points": [[10, 20, 70], [50, 25, 25]]},
)
def budget(x: ArrayLike, *, points: ArrayLike) -> Array:
    """Budget allocation: each expert shares out points over the children; weights are the mean shares.

    Parameters
    ----------
    x : array_like
        (..., units, k), of which only k counts.
    points : array_like
        (k,) or (experts, k), at least 0; experts may share out different totals and count equally. An expert who
        gives no points at all, or a missing one, is DataError.

    Returns
    -------
    array
        (k,), of sum 1.

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> budget(np.zeros((3, 2)), points=[[70, 30], [5, 5]])
    array([0.6, 0.4])
    """
    x = tables(x)
    shares = checked(points, x.shape[-1], "points")
    if shares.ndim > 2:
        raise DataError(f"points must be (children,) or (experts, children); got shape {shares.shape}")
    shares = np.atleast_2d(shares / shares.sum(axis=-1, keepdims=True))
    return np.asarray(shares.mean(axis=0))
