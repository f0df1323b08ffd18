"""How well a partition separates its groups, and how alike two partitions are."""

from __future__ import annotations

import numpy as np

from mpindex.typing import Array, Places


def silhouettes(x: Array, labels: Places) -> Array:
    """Return (units,): how much nearer each unit is to its own group than to the next, from -1 to 1; 0 if it is alone.

    Parameters
    ----------
    x : array
        (units, features).
    labels : array
        (units,), from 0.

    References
    ----------
    Rousseeuw (1987), Journal of Computational and Applied Mathematics 20.
    """
    distances = np.sqrt(((x[:, None] - x) ** 2).sum(axis=-1))
    inside = np.eye(int(labels.max()) + 1)[labels]
    sizes = inside.sum(axis=0)
    sums = distances @ inside
    own = sums[np.arange(len(x)), labels] / np.maximum(sizes[labels] - 1, 1)
    others = np.where(inside > 0, np.inf, sums / np.maximum(sizes, 1))
    nearest = np.where(sizes > 0, others, np.inf).min(axis=1)
    largest = np.maximum(np.maximum(own, nearest), 1e-300)
    return np.where((sizes[labels] > 1) & np.isfinite(nearest), (nearest - own) / largest, 0.0)


def rand_index(one: Places, other: Places) -> float:
    """Return the adjusted Rand index of two partitions: 1 the same, 0 as alike as chance has it.

    Parameters
    ----------
    one, other : array
        (units,), labels of the same units.

    References
    ----------
    Hubert & Arabie (1985), Journal of Classification 2.

    Examples
    --------
    >>> rand_index(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    pairs, rows, columns = (_pairs(counts) for counts in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / _pairs(np.array([len(one)]))
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))


def _pairs(counts: Array) -> float:
    return float((counts * (counts - 1) / 2).sum())


def matched(labels: Places, base: Places) -> Places:
    """Return labels renamed to those of the base with which they share most units, each type once.

    Types that have no counterpart get numbers beyond those of the base.
    """
    from scipy.optimize import linear_sum_assignment

    size = max(int(labels.max()), int(base.max())) + 1
    table = np.zeros((size, size))
    np.add.at(table, (labels, base), 1)
    rows, columns = linear_sum_assignment(-table)
    names = np.empty(size, dtype=np.intp)
    names[rows] = columns
    return np.asarray(names[labels])
