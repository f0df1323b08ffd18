"""Effective weights: what share of the whole index each element of the tree has."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.steps.columns import ratio
from mpindex.typing import Array


def effective(weights: ArrayLike, parents: ArrayLike) -> Array:
    """Multiply shares of siblings' weights down the tree; the root has 1.

    Siblings whose weights are all 0 have 0.

    Parameters
    ----------
    weights : array_like
        (..., elements), at least 0, of any sums.
    parents : array_like
        (elements,), the number of each element's parent, -1 for the root, in any order.

    Returns
    -------
    array
        (..., elements).

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> effective([1, 3, 1, 1, 1], parents=[3, 3, 4, 4, -1])
    array([0.125, 0.375, 0.5  , 0.5  , 1.   ])
    """
    weights = np.asarray(weights, dtype=np.float64)
    parents = np.asarray(parents, dtype=np.intp)
    siblings = parents[:, None] == parents
    total = weights @ siblings.T.astype(np.float64)
    share = np.where(parents < 0, 1.0, np.nan_to_num(ratio(weights, total)))
    product = share.copy()
    above = parents.copy()
    while (above >= 0).any():
        product = np.where(above >= 0, product * share[..., above], product)
        above = np.where(above >= 0, parents[above], above)
    return product
