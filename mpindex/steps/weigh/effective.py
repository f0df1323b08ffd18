"""Effective weights: what share of the whole index each element of the tree has."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.weigh.inputs import Floats


def effective(weights: ArrayLike, parents: ArrayLike) -> Floats:
    """Multiply shares of siblings' weights down the tree; the root has 1.

    weights : (..., elements), at least 0, of any sums; parents : (elements,), the number of each element's
    parent, -1 for the root, in any order. Returns (..., elements). Siblings whose weights are all 0 have 0.

    Source: OECD/JRC Handbook (2008), ch. 6.

    >>> effective([1, 3, 1, 1, 1], parents=[3, 3, 4, 4, -1])
    array([0.125, 0.375, 0.5  , 0.5  , 1.   ])
    """
    weights = np.asarray(weights, dtype=np.float64)
    parents = np.asarray(parents, dtype=np.intp)
    siblings = parents[:, None] == parents
    total = weights @ siblings.T.astype(np.float64)
    share = np.where(parents < 0, 1.0, np.where(total > 0, weights / np.where(total > 0, total, 1.0), 0.0))
    found = share.copy()
    above = parents.copy()
    while (above >= 0).any():
        found = np.where(above >= 0, found * share[..., above], found)
        above = np.where(above >= 0, parents[above], -1)
    return found
