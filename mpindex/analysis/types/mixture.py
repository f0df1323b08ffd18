"""A mixture of normal distributions over profiles: how likely each unit is of each type, and how many types pay."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mpindex.errors import OptionError
from mpindex.typing import Array, Places

#: Gains of the log-likelihood smaller than this end the search; it ends after so many rounds in any case.
GAIN, ROUNDS = 1e-10, 5000
#: Least variance, as a share of that of the whole: a group of one point would have an infinite density.
NARROW = 1e-3
#: Shapes of the groups: one shape for all; round, each of its own size; along the axes, each of its own.
SHAPES = ("tied", "spherical", "diag")


@dataclass(frozen=True)
class Mixture:
    """A fitted mixture.

    Attributes
    ----------
    shares : array
        (k,), the part of the units that each type has.
    means : array
        (k, features).
    memberships : array
        (units, k), how likely each unit is of each type.
    loglik, bic : float
        ``bic = -2 loglik + parameters ln n``, smaller is better (R's mclust prints the negative).
    """

    shares: Array
    means: Array = field(repr=False)
    memberships: Array = field(repr=False)
    loglik: float
    bic: float

    @property
    def labels(self) -> Places:
        """(units,): the likeliest type of each."""
        return np.asarray(self.memberships.argmax(axis=1))


def mixture(
    x: Array, labels: Places, *, shape: str = "tied", narrow: float = NARROW, gain: float = GAIN
) -> Mixture:
    """Fit a mixture by expectation and maximisation, from a partition on.

    Parameters
    ----------
    x : array
        (units, features), none missing.
    labels : array
        (units,), from 0: the partition to start from. Another may end elsewhere.
    shape : {"tied", "spherical", "diag"}
        "tied": one covariance for all (mclust EEE); "spherical": round, each of its own size (VII); "diag": along the axes,
        each of its own (VVI).
    narrow : float, default 0.001
        Least variance, as a share of that of each feature.
    gain : float
        Gain of the log-likelihood that ends the search.

    References
    ----------
    Fraley & Raftery (2002), Journal of the American Statistical Association 97.
    """
    if shape not in SHAPES:
        raise OptionError(f"shape is one of {', '.join(SHAPES)}; not {shape!r}")
    k, floor = int(labels.max()) + 1, narrow * x.var(axis=0)
    memberships = np.eye(k)[labels]
    before = -np.inf
    for _ in range(ROUNDS):
        shares, means, covariances = _maximised(x, memberships, shape, floor)
        densities = np.log(shares) + np.stack(
            [_log_normal(x, means[i], covariances[i], floor) for i in range(k)], axis=1
        )
        peak = densities.max(axis=1, keepdims=True)
        total = peak + np.log(np.exp(densities - peak).sum(axis=1, keepdims=True))
        memberships, loglik = np.exp(densities - total), float(total.sum())
        if loglik - before < gain:
            break
        before = loglik
    bic = -2 * loglik + _parameters(k, x.shape[1], shape) * np.log(len(x))
    return Mixture(shares, means, memberships, loglik, float(bic))


def _maximised(x: Array, memberships: Array, shape: str, floor: Array) -> tuple[Array, Array, Array]:
    """Shares, means and covariances (k, features, features) that make the memberships likeliest."""
    sizes = np.maximum(memberships.sum(axis=0), 1e-12)
    means = memberships.T @ x / sizes[:, None]
    away = x[:, None] - means
    each = np.einsum("uk,uki,ukj->kij", memberships, away, away)
    if shape == "tied":
        covariances = np.broadcast_to(each.sum(axis=0) / len(x), each.shape).copy()
    elif shape == "diag":
        covariances = each / sizes[:, None, None] * np.eye(x.shape[1])
    else:
        sizes_of = np.trace(each, axis1=1, axis2=2) / sizes / x.shape[1]
        covariances = sizes_of[:, None, None] * np.eye(x.shape[1])
    places = np.arange(x.shape[1])
    covariances[:, places, places] = np.maximum(covariances[:, places, places], floor)
    return sizes / len(x), means, covariances


def _log_normal(x: Array, mean: Array, covariance: Array, floor: Array) -> Array:
    """(units,): the logarithm of the density; where features say the same of all units each has its least variance more."""
    try:
        root = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        root = np.linalg.cholesky(covariance + np.diag(floor))
    scaled = np.linalg.solve(root, (x - mean).T)
    size = np.log(np.diag(root)).sum()
    return np.asarray(-0.5 * (scaled**2).sum(axis=0) - size - x.shape[1] / 2 * np.log(2 * np.pi))


def _parameters(k: int, features: int, shape: str) -> int:
    free = {"tied": features * (features + 1) // 2, "spherical": k, "diag": k * features}[shape]
    return k - 1 + k * features + free
