"""Weights from principal components: the loadings of the first, or the factors that explain the variance."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.columns import ratio
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import by_table, informative, tables
from mpindex.typing import Array

Use = Literal["absolute", "squared", "explained"]


@register(
    "weigh",
    "pca",
    formula="squared loadings of the first principal component",
    main="use",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def pca(x: ArrayLike, *, use: Use = "squared") -> Array:
    """Weights from the principal components of the correlation matrix, made to sum to 1.

    Weights say how children go together, not what matters: a child unlike the others gets little weight. DataError
    for a constant column or fewer than 3 complete units.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing: units that lack any child are left out.
    use : {'squared', 'absolute', 'explained'}, default 'squared'
        "squared" (default) takes the squared loadings of the first component, the part of it that each child makes
        up; "absolute" their absolute values; "explained" the Handbook's scheme: components are kept while their
        eigenvalue is above 1, they explain more than a tenth, or the kept explain less than 60 %; they are rotated
        (varimax); each child belongs to the factor that it loads on most and gets the share of that factor's
        variance that it makes up, times the factor's share of the variance.

    Returns
    -------
    array
        (..., k).

    References
    ----------
    OECD/JRC Handbook (2008), ch. 6; Nicoletti, Scarpetta & Boylaud (2000), OECD ECO/WKP(99)18.

    Examples
    --------
    >>> pca([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])
    array([0.5, 0.5])
    """
    if use not in ("absolute", "squared", "explained"):
        raise OptionError(f"use must be 'absolute', 'squared' or 'explained', not {use!r}")
    return by_table(lambda table: _weights(table, use), tables(x))


def loadings(table: ArrayLike) -> tuple[Array, Array]:
    """Return the components of a table (units, k): eigenvalues (k,), and loadings (k, k) in columns.

    Loadings are the unit eigenvectors of the correlation matrix, largest eigenvalue first; the sign of each
    component, which mathematics leaves open, is chosen so that its loadings sum to at least 0.

    >>> values, vectors = loadings([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    >>> values.round(6), vectors[:, 0].round(3)
    (array([2., 0.]), array([0.707, 0.707]))
    """
    table = tables(table)
    complete = table[~np.isnan(table).any(axis=1)]
    if len(complete) < 3:
        raise DataError(
            f"principal components need 3 units that have every child; {len(complete)} have. Impute first"
        )
    correlated = np.corrcoef(informative(complete), rowvar=False).reshape(table.shape[1], table.shape[1])
    values, vectors = np.linalg.eigh(correlated)
    values, vectors = values[::-1], vectors[:, ::-1]
    return np.maximum(values, 0.0), np.where(vectors.sum(axis=0) < 0, -vectors, vectors)


def _weights(table: Array, use: str) -> Array:
    values, vectors = loadings(table)
    weights = _explained(values, vectors) if use == "explained" else np.abs(vectors[:, 0])
    if use == "squared":
        weights = weights**2
    return np.asarray(weights / weights.sum())


def _explained(values: Array, vectors: Array) -> Array:
    share = values / values.sum()
    before = np.cumsum(share) - share
    keep = int(np.argmin(np.append((values > 1) | (share > 0.1) | (before < 0.6), False)))
    squared = varimax(vectors[:, :keep] * np.sqrt(values[:keep])) ** 2
    return np.asarray(squared.max(axis=1))  # the part of its factor, times the factor's part of the variance


def varimax(loaded: Array, *, rounds: int = 100) -> Array:
    """Rotate loadings (k, factors) so that each child loads on few factors (varimax, with Kaiser's scaling).

    Factors are turned two at a time, by the angle that is best for the two, until no angle is left.

    Source: Kaiser (1958), Psychometrika 23.

    >>> np.abs(varimax(np.array([[1.0, 1.0], [1.0, -1.0]]))).round(3).tolist()
    [[1.414, 0.0], [0.0, 1.414]]
    """
    size = np.linalg.norm(loaded, axis=1, keepdims=True)
    turned = np.nan_to_num(ratio(loaded, size))
    for _ in range(rounds):
        largest = 0.0
        for p, q in combinations(range(turned.shape[1]), 2):
            angle = _angle(turned[:, p], turned[:, q])
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            turned[:, [p, q]] = turned[:, [p, q]] @ turn
            largest = max(largest, abs(angle))
        if largest < 1e-10:
            break
    return np.asarray(turned * size)


def _angle(x: Array, y: Array) -> float:
    u, v = x**2 - y**2, 2 * x * y
    above = 2 * (u @ v - u.sum() * v.sum() / len(x))
    beside = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / len(x)
    if np.hypot(above, beside) < 1e-14:
        return 0.0
    return float(np.arctan2(above, beside) / 4)
