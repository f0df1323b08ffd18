"""Middleness: how near to the middle of the ranking, from 0 at either end to 1."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import numbers
from mpindex.steps.normalise.ranks import position
from mpindex.steps.registry import register
from mpindex.typing import Array

#: Weight of a distance u from the middle, from 0 (the middle) to 1 (an end).
KERNELS: dict[str, Callable[[Array], Array]] = {
    "triangle": lambda u: 1 - u,
    "parabola": lambda u: 1 - u**2,
    "cosine": lambda u: np.cos(np.pi / 2 * u),
    "third": lambda u: np.asarray(u <= 1 / 3 + 1e-12, dtype=np.float64),
}


def middleness_of(positions: ArrayLike, *, kernel: str = "triangle") -> Array:
    """Turn positions from the top into middleness, ``M = 1 - |2 F - 1|`` with the triangle.

    Parameters
    ----------
    positions : array_like
        (...), from 0 (top) to 1 (bottom), NaN where missing and kept so.
    kernel : {"triangle", "parabola", "cosine", "third"}, default "triangle"
        How it falls off from the middle: in a straight line, ``1 - u**2``, ``cos(pi u / 2)``, or 1 in the middle third
        and 0 outside; u = |2 F - 1|.

    Returns
    -------
    array
        Shaped like `positions`, from 0 to 1.

    Examples
    --------
    >>> middleness_of([0.0, 0.25, 0.5, 0.9]).round(2)
    array([0. , 0.5, 1. , 0.2])
    """
    if kernel not in KERNELS:
        raise OptionError(f"unknown kernel {kernel!r}.{suggest(kernel, KERNELS)} Known: {', '.join(KERNELS)}")
    f = numbers(positions, "positions")
    away = np.abs(2 * f - 1)
    return np.where(np.isnan(f), np.nan, np.clip(KERNELS[kernel](away), 0.0, 1.0))


@register(
    "normalise",
    "middleness",
    formula="1 - |2 F - 1|, F the position",
    main="kernel",
    keeps={"permutation", "scale", "translation", "ties", "bounds"},
    traits={"by_number"},
    bounds=(0, 1),
)
def middleness(
    x: ArrayLike,
    *,
    kernel: str = "triangle",
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    members: ArrayLike | None = None,
) -> Array:
    """Give how near each value is to the middle of the ranking of its column.

    Being in the middle is made into a number that can be averaged, so that a state that is in the middle of everything
    scores above one that is first in half and last in the rest.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    kernel : {"triangle", "parabola", "cosine", "third"}, default "triangle"
        As in `middleness_of`.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whom each unit is compared with, itself included; units' are the rows of the reference. Or
        (units,), the number of each unit's group, -1 where it is in none. By default everybody.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    A measure of this library; positions as in `position`.

    Examples
    --------
    >>> middleness(np.array([[9.0], [7.0], [5.0]])).ravel().round(3)
    array([0.333, 1.   , 0.333])
    """
    return middleness_of(
        position(x, direction=direction, reference=reference, members=members), kernel=kernel
    )
