"""The neighbourhood of a unit: all that touch it, filled up by the distance between borders."""

from __future__ import annotations

import re

import numpy as np

from mpindex.typing import Array, Bools

_NEIGHBOURHOOD = re.compile(r"neighbourhood_([1-9]\d*)")


def size_of_neighbourhood(name: str) -> int:
    """Return how many others a neighbourhood has at least, from its name; 0 for any other name.

    >>> size_of_neighbourhood("neighbourhood_10"), size_of_neighbourhood("nearest_10")
    (10, 0)
    """
    found = _NEIGHBOURHOOD.fullmatch(name)
    return int(found[1]) if found else 0


def neighbourhood(contiguous: Bools, distances: Array, count: int, left_out: Bools) -> Bools:
    """Return who is in the neighbourhood of whom, (units, units): all that touch it, filled up by distance.

    Capitals mislead: the ten nearest capitals leave out China for Kazakhstan and the United States for Mexico.

    Parameters
    ----------
    contiguous : array of bool, (units, units)
        Whether two units touch each other, by land or over narrow water.
    distances : array, (units, units)
        Between borders; NaN where unknown.
    count : int
        How many others at least, as far as distances are known. A unit with more that touch it keeps them all, and so do
        units as far away as the last one: who comes first in the data must not decide.
    left_out : array of bool, (units,)
        Units that are in nobody's neighbourhood but their own.

    Examples
    --------
    >>> line = np.abs(np.arange(4.0)[:, None] - np.arange(4.0))
    >>> neighbourhood(line == 1, line, 2, np.array([False, True, False, False])).astype(int)
    array([[1, 0, 1, 1],
           [1, 1, 1, 0],
           [1, 0, 1, 1],
           [1, 0, 1, 1]])
    >>> neighbourhood(line > 9, line, 1, np.zeros(4, dtype=bool))[1].astype(int)
    array([1, 1, 1, 0])
    """
    away = np.where(contiguous, -1.0, np.array(distances, dtype=float))
    away[:, left_out] = np.nan
    np.fill_diagonal(away, np.nan)
    last = np.sort(np.where(np.isnan(away), np.inf, away), axis=1)[:, min(count, len(away)) - 1, None]
    inside = ((away <= last) | (away < 0)) & np.isfinite(away)
    np.fill_diagonal(inside, True)
    return np.asarray(inside)
