"""What the weighing methods share: checked tables, correlations of pairs, one table at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import highest, is_constant, numbers, ratio
from mpindex.typing import Array
from mpindex.wording import counted

#: Numbers beyond this have no square, nor have columns of numbers below its reciprocal.
BEYOND = 1e150


def tables(x: ArrayLike) -> Array:
    """Return x (..., units, k) as floats; infinite values raise DataError."""
    x = numbers(x)
    if x.ndim < 2:
        raise DataError(f"weights are found from values (..., units, k); got shape {x.shape}")
    if not x.size:
        raise DataError(
            f"weights are found from values of at least one unit and one child; got shape {x.shape}"
        )
    if np.isinf(x).any():
        raise DataError(
            f"{counted(int(np.isinf(x).sum()), 'infinite value')}; leave the cell empty if unknown"
        )
    largest = highest(np.abs(x))
    if ((largest > BEYOND) | ((largest < 1 / BEYOND) & (largest > 0))).any():
        raise DataError(
            f"weights are found from squares: values must be between {1 / BEYOND:g} and {BEYOND:g} in size"
        )
    return x


def by_table(function: Callable[[Array], Array], x: Array) -> Array:
    """Apply ``function(table)``, (units, k) to (k,), over all leading axes of x."""
    weights = np.empty((*x.shape[:-2], x.shape[-1]))
    for place in np.ndindex(x.shape[:-2]):
        weights[place] = function(x[place])
    return weights


def informative(table: Array) -> Array:
    """Return the table, having refused constant columns by number."""
    flat = np.flatnonzero(is_constant(table))
    if len(flat):
        raise DataError(
            f"columns {flat.tolist()} (counted from 0) have one value for all units; such a column has no "
            "variance to be weighed by. Leave it out"
        )
    return table


def checked(weights: Any, k: int, name: str) -> Array:
    """Return stated weights (..., k), finite, at least 0 and not all 0; or raise DataError."""
    stated = numbers(weights, name)
    if stated.ndim < 1 or stated.shape[-1] != k:
        raise DataError(f"{name} must be one for each of {k} children; got shape {stated.shape}")
    if not np.isfinite(stated).all() or (stated < 0).any() or not stated.any(axis=-1).all():
        raise DataError(f"{name} must be finite, at least 0 and not all 0; got {stated.tolist()}")
    return stated


def correlation(table: Array) -> Array:
    """Pearson correlations (k, k), each over the units that have both; 0 where nothing can be said."""
    present = ~np.isnan(table)
    together = present[:, :, None] & present[:, None, :]
    count = np.maximum(together.sum(axis=0), 1)
    values = np.where(together, np.nan_to_num(table)[:, :, None], 0.0)
    around = np.where(together, values - values.sum(axis=0) / count, 0.0)
    covariance = np.einsum("ijk,ikj->jk", around, around)
    spread = np.sqrt((around**2).sum(axis=0))
    scale = spread * spread.T
    return np.clip(np.nan_to_num(ratio(covariance, scale)), -1.0, 1.0)
