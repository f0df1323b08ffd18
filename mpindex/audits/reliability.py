"""Do indicators measure one thing? Cronbach's alpha, and principal components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.steps.columns import is_constant, ratio
from mpindex.steps.weigh.pca import loadings
from mpindex.typing import Array, Bools


def cronbach(x: Array) -> float:
    """Cronbach's alpha of k columns: ``k^2 c / S``, c the mean covariance of pairs, S the sum of all covariances.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing: each covariance is over the units that have both. NaN for fewer than two
        columns or where no pair is known. 1 where all move as one; it can be negative where they move against each
        other.

    Returns
    -------
    float
        At most 1, or NaN.

    References
    ----------
    Cronbach (1951), Psychometrika 16; OECD/JRC Handbook (2008), ch. 4.

    Examples
    --------
    >>> cronbach(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])).round(4)
    np.float64(0.8889)
    """
    k = x.shape[1]
    if k < 2:
        return np.nan
    covariance = _covariances(x)
    off = covariance[~np.eye(k, dtype=bool)]
    return np.float64(ratio(k**2 * off.mean(), covariance.sum()))


def _covariances(x: Array) -> Array:
    """(k, k): covariances with divisor n - 1, each over the units that have both."""
    present = (~np.isnan(x)).astype(np.float64)
    n = present.T @ present
    middle = ratio(np.nansum(x, axis=0), present.sum(axis=0))
    value = np.where(present > 0, x - middle, 0.0)
    total = value.T @ present
    return ratio(value.T @ value - ratio(total * total.T, n), np.where(n > 1, n - 1, np.nan))


@dataclass(frozen=True)
class Components:
    """Principal components of the correlation matrix of k columns, largest first.

    Attributes
    ----------
    eigenvalues, share : array
        (k,), share being that of the whole variance.
    loadings : array
        (k, k), a component in each column, of length 1, its sign such that they sum to at least 0.
    used : int
        How many units have every column.
    kept : bool array
        (columns of the table,), False for those that are constant or empty and left out.
    """

    eigenvalues: Array
    loadings: Array
    used: int
    kept: Bools

    @property
    def share(self) -> Array:
        return np.asarray(self.eigenvalues / self.eigenvalues.sum())


def components(x: Array) -> Components | None:
    """Principal components of x (units, k), by units that have every column; None for fewer than three such units.

    Parameters
    ----------
    x : array
        (units, k), NaN where missing.

    Returns
    -------
    Components or None
        None for fewer than three units that have every column.

    Examples
    --------
    >>> components(np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])).share.round(2)
    array([0.8, 0.2])
    """
    kept = (~np.isnan(x)).any(axis=0)
    complete = x[~np.isnan(x[:, kept]).any(axis=1)]
    kept = kept & ~is_constant(complete) if len(complete) else np.zeros_like(kept)
    if len(complete) < 3 or not kept.any():
        return None
    values, vectors = loadings(complete[:, kept])
    return Components(values, vectors, len(complete), kept)
