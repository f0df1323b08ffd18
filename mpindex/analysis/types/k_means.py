"""k-means: each unit with the nearest of k centres, each centre the mean of its units (Lloyd)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mpindex.typing import Array, Places

ROUNDS = 300


@dataclass(frozen=True)
class KMeans:
    """A partition into k groups about their means.

    Attributes
    ----------
    labels : array
        (units,), from 0.
    centres : array
        (k, features).
    inertia : float
        Sum of the squared distances to the own centre.
    """

    labels: Places
    centres: Array = field(repr=False)
    inertia: float


def k_means(x: Array, centres: Array) -> KMeans:
    """Move centres to the means of the units nearest to them until nothing changes.

    Parameters
    ----------
    x : array
        (units, features), none missing.
    centres : array
        (k, features), to start from. A centre that loses all its units stays where it is.

    References
    ----------
    Lloyd (1982), IEEE Transactions on Information Theory 28(2).

    Examples
    --------
    >>> k_means(np.array([[0.0], [1.0], [9.0]]), np.array([[0.0], [1.0]])).labels
    array([0, 0, 1])
    """
    labels = np.full(len(x), -1)
    for _ in range(ROUNDS):
        nearest = squared(x, centres).argmin(axis=1)
        if (nearest == labels).all():
            break
        labels = nearest
        sizes = np.bincount(labels, minlength=len(centres))[:, None]
        sums = np.zeros(centres.shape)
        np.add.at(sums, labels, x)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1), centres)
    return KMeans(labels, centres, float(squared(x, centres)[np.arange(len(x)), labels].sum()))


def best_k_means(x: Array, k: int, rng: np.random.Generator, *, starts: int = 50) -> KMeans:
    """Return the partition of the least inertia over random starts, each from k units of the data.

    Parameters
    ----------
    x : array
        (units, features), none missing.
    k : int
        How many groups, at most as many as units.
    rng : numpy.random.Generator
        Draws the starts.
    starts : int, default 50
        How many.
    """
    runs = [k_means(x, x[rng.choice(len(x), k, replace=False)]) for _ in range(starts)]
    return min(runs, key=lambda run: run.inertia)


def squared(x: Array, centres: Array) -> Array:
    """Return (units, k): squared distances."""
    return np.asarray(((x[:, None] - centres) ** 2).sum(axis=-1))
