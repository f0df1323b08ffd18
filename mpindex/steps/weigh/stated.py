"""Weights that people state: equal, given, or by sharing out a budget of points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import Floats, checked, tables


@register("weigh", "equal", keeps=("permutation", "scale", "translation", "bounds"), bounds=(0.0, 1.0))
def equal(x: ArrayLike) -> Floats:
    """The same weight for every child, ``1 / k``.

    x : (..., units, k), of which only the shape counts. Returns (..., k).

    >>> equal(np.zeros((3, 4)))
    array([0.25, 0.25, 0.25, 0.25])
    """
    x = tables(x)
    return np.full((*x.shape[:-2], x.shape[-1]), 1.0 / x.shape[-1])


@register("weigh", "given", keeps=("permutation", "scale", "translation"))
def given(x: ArrayLike, *, given: ArrayLike) -> Floats:
    """The weights that the definition states, unchanged.

    x : (..., units, k); given : (..., k), finite, at least 0, not all 0, or DataError. Returns (..., k).

    >>> given(np.zeros((3, 2)), given=[1, 3])
    array([1., 3.])
    """
    x = tables(x)
    return checked(given, x.shape[-1], "weights")


@register(
    "weigh",
    "budget",
    main="points",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def budget(x: ArrayLike, *, points: ArrayLike) -> Floats:
    """Budget allocation: each expert shares out points over the children; weights are the mean shares.

    x : (..., units, k), of which only k counts; points : (k,) or (experts, k), at least 0; experts may
    share out different totals and count equally. An expert who gives no points at all, or a missing one, is
    DataError. Returns (k,), of sum 1.

    Source: OECD/JRC Handbook (2008), ch. 6.

    >>> budget(np.zeros((3, 2)), points=[[70, 30], [5, 5]])
    array([0.6, 0.4])
    """
    x = tables(x)
    shares = checked(points, x.shape[-1], "points")
    if shares.ndim > 2:
        raise DataError(f"points must be (children,) or (experts, children); got shape {shares.shape}")
    shares = np.atleast_2d(shares / shares.sum(axis=-1, keepdims=True))
    return np.asarray(shares.mean(axis=0))
