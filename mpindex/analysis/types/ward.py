"""Ward's method: groups are joined, two at a time, where that raises the spread inside them least."""

from __future__ import annotations

import numpy as np

from mpindex.typing import Array, Places


def merges(x: Array) -> Array:
    """Return the joins, (units - 1, 4): both groups, the height, and how many units are then together.

    Parameters
    ----------
    x : array
        (units, features), none missing. Heights are those of R's ``hclust(method = "ward.D2")``.

    References
    ----------
    Ward (1963), Journal of the American Statistical Association 58.
    """
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(x, method="ward"))


def ward(x: Array, k: int) -> Places:
    """Return (units,): which of k groups each unit is in, from 0, numbered by first appearance."""
    from scipy.cluster.hierarchy import fcluster

    return numbered(np.asarray(fcluster(merges(x), k, criterion="maxclust")))


def numbered(labels: Places) -> Places:
    """Return labels numbered from 0 by first appearance.

    >>> numbered(np.array([7, 3, 7]))
    array([0, 1, 0])
    """
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.intp)
    order[np.argsort(first)] = np.arange(len(first))
    return np.asarray(order[inverse.reshape(-1)])
