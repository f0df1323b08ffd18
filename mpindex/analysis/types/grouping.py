"""One way to group profiles by name, and how many types the mixtures ask for."""

from __future__ import annotations

import numpy as np

from mpindex.analysis.types.k_means import best_k_means
from mpindex.analysis.types.mixture import Mixture, mixture
from mpindex.analysis.types.ward import ward
from mpindex.typing import Array, Places

METHODS = ("ward", "kmeans", "mixture")
#: So many types are tried.
MOST_TYPES = 8


def group(x: Array, k: int, method: str, rng: np.random.Generator) -> Places:
    """Return (units,): the group of each, from 0.

    Parameters
    ----------
    x : array
        (units, features), on one scale, none missing.
    k : int
        How many groups.
    method : {"ward", "kmeans", "mixture"}
        "mixture" has one covariance for all and starts from Ward's groups.
    rng : numpy.random.Generator
        Draws the starts of k-means.
    """
    if method == "kmeans":
        return best_k_means(x, k, rng).labels
    labels = ward(x, k)
    return labels if method == "ward" else mixture(x, labels).labels


def fitted(x: Array, most: int = MOST_TYPES) -> dict[int, Mixture]:
    """Return a mixture for each number of types, from Ward's groups on."""
    return {k: mixture(x, ward(x, k)) for k in range(1, min(most, len(x) - 1) + 1)}
