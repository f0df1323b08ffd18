"""What every aggregation shares: which children count, weighted sums, refusals that name the cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import LARGEST, LEAST, numbers, ratio
from mpindex.typing import Array, Bools

#: What all means that skip missing children promise.
MEAN = (
    "permutation",
    "weight_scaling",
    "monotonicity",
    "dominance",
    "ties",
    "idempotence",
    "irrelevant_units",
)

#: What all methods promise that look at order within each child alone.
ORDINAL = ("permutation", "weight_scaling", "scale", "translation", "monotonicity", "dominance", "ties")

BLOCK = 1 << 21  # cells of a working array at a time (16 MB of floats): memory does not grow with the draws


def children(x: ArrayLike, w: ArrayLike) -> tuple[Array, Array, Bools]:
    """Return values, weights and the mask of present values, having refused what cannot be aggregated.

    Parameters
    ----------
    x : array_like
        (..., units, k).
    w : array_like
        (..., k).

    Returns
    -------
    tuple of array
        Values (..., units, k), weights (..., k) and bool (..., units, k).

    Raises
    ------
    DataError
        For infinite values, for weights that are negative or not finite, and where the numbers of children differ.
    """
    x, w = numbers(x), numbers(w, "weights")
    if x.ndim < 2 or w.ndim < 1 or x.shape[-1] != w.shape[-1] or not w.shape[-1]:
        raise DataError(
            f"values must be (..., units, k) and weights (..., k), k at least 1; got {x.shape} and {w.shape}"
        )
    if not x.shape[-2]:
        raise DataError("there are no units to aggregate the children of")
    if not (np.min(w, initial=0.0) >= 0 and np.max(w, initial=0.0) <= LARGEST):  # nor where one is missing
        raise DataError(
            f"weights must be finite, at least 0 and at most {LARGEST:g}; {_where(~((w >= 0) & (w <= LARGEST)))}. "
            + _weights_remedy(w)
        )
    # two reductions copy nothing, and a missing value makes both comparisons false
    if np.min(x, initial=0.0) >= -LARGEST and np.max(x, initial=0.0) <= LARGEST:
        return x, w, np.broadcast_to(np.True_, x.shape)
    refuse(
        np.abs(x) > LARGEST,
        f"be finite and at most {LARGEST:g} in size",
        "leave the cell empty if the value is unknown, or use larger units",
    )
    return x, w, ~np.isnan(x)


def counted(mask: Bools, w: Array) -> Bools:
    """Keep of `mask` (..., units, k) only the children that have a positive weight in some draw."""
    return mask & (w > 0).reshape(-1, w.shape[-1]).any(axis=0)


def refuse(wrong: Bools, must: str, remedy: str) -> None:
    """Raise DataError if any cell is `wrong`: how many, where the first are, what to do."""
    if wrong.any():
        raise DataError(f"every value must {must}; {_where(wrong)}. {remedy[0].upper()}{remedy[1:]}")


def refuse_tiny(x: Array) -> None:
    """Raise DataError for numbers so small that a ratio of them means nothing."""
    refuse((x != 0) & (np.abs(x) < LEAST), f"be 0, or at least {LEAST:g} in size", "use smaller units")


def _weights_remedy(w: Array) -> str:
    """What to do about weights that are below 0, missing or too large, the first that there is."""
    if (w < 0).any():
        return "For an indicator of which less is better, set direction: -1"
    if np.isnan(w).any():
        return "Give every child a weight, 0 where it does not count"
    return "Divide all weights by one number: only their proportions count"


def _where(wrong: Bools, most: int = 5) -> str:
    places = [tuple(int(i) for i in place) for place in np.argwhere(wrong)[:most]]
    more = ", ..." if wrong.sum() > most else ""
    at = ", ".join(map(str, places))
    do = "does" if wrong.sum() == 1 else "do"
    return f"{int(wrong.sum())} of {wrong.size} cells {do} not, at {at}{more} (counted from 0)"


def negative(x: ArrayLike, **options: Any) -> Bools:
    """Mask the cells below 0, which a geometric mean, a product or a power mean with p > 0 cannot take.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    **options : object
        Those of the method; they make no difference.

    Returns
    -------
    bool array
        Shaped like `x`.
    """
    return np.asarray(x) < 0


def not_positive(x: ArrayLike, **options: Any) -> Bools:
    """Mask the cells at 0 and below, which a harmonic mean or a power mean with p < 0 cannot take.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped.
    **options : object
        Those of the method; they make no difference.

    Returns
    -------
    bool array
        Shaped like `x`.
    """
    return np.asarray(x) <= 0


def weighted_sum(values: ArrayLike, w: Array) -> Array:
    """Sum ``w_j * values_ij`` over the children j: (..., units, k) and (..., k) give (..., units).

    One table under many weight vectors is a single matrix product.
    """
    values = np.asarray(values, dtype=np.float64)
    if values.ndim == 2:
        total = np.matmul(w, values.T)
    elif values.shape[-3] == 1 and w.ndim >= 2:
        total = np.matmul(w, np.swapaxes(values[..., 0, :, :], -1, -2))
    else:
        total = np.matmul(values, w[..., None])[..., 0]
    return np.asarray(total)


def divide(total: Array, by: Array) -> Array:
    """`total` / `by`, NaN where `by` is 0: nothing that counts is present."""
    if by.all():
        return total / by
    return ratio(total, by)


def weighted_mean(values: Array, w: Array, present: Bools) -> Array:
    """Mean of the present children, the remaining weights rescaled for each unit; NaN if none counts."""
    if present.all():  # dividing the weights is cheaper than dividing the scores
        return weighted_sum(values, divide(w, w.sum(axis=-1, keepdims=True)))
    w = w * np.ldexp(1.0, -np.frexp(w.max())[1])  # a power of two: no digit changes, no sum overflows
    total = weighted_sum(np.where(present, values, 0.0), w)
    by = weighted_sum(present, w)
    return np.divide(total, by, out=total) if by.all() else divide(total, by)


def over_tables(function: Callable[[Array, Array], Array], x: Array, w: Array) -> Array:
    """Apply ``function(table, weights)``: (units, k), (draws, k) to (draws, units), over all leading axes."""
    if x.ndim == 2:
        out = function(x, w.reshape(-1, w.shape[-1]))
        return out.reshape(*w.shape[:-1], x.shape[0])
    lead = np.broadcast_shapes(x.shape[:-2], w.shape[:-1])
    x = x.reshape((1,) * (len(lead) + 2 - x.ndim) + x.shape)
    w = np.broadcast_to(w, (*lead, w.shape[-1]))
    out = np.empty((*lead, x.shape[-2]))
    if x.shape[-3] == 1:  # many weights for each table
        for place in np.ndindex(*lead[:-1]):
            table = tuple(0 if size == 1 else i for i, size in zip(place, x.shape[:-3], strict=True))
            out[place] = function(x[(*table, 0)], w[place])
        return out
    for place in np.ndindex(*lead):
        table = tuple(0 if size == 1 else i for i, size in zip(place, x.shape[:-2], strict=True))
        out[place] = function(x[table], w[place][None])[0]
    return out


def in_blocks(function: Callable[[Array], Array], w: Array, cells: int) -> Array:
    """Apply `function` to blocks of the draws `w` (draws, k), each draw needing `cells` cells of memory."""
    step = max(1, BLOCK // max(cells, 1))
    return np.concatenate([function(w[start : start + step]) for start in range(0, len(w), step)])
