"""Ranks and positions of scores: 1 is the top, equal scores share the best rank, missing stays missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpindex.steps.columns import numbers
from mpindex.typing import Array

#: The middle of the pack: the middle third of all units by position, from the top.
MIDDLE_THIRD = (1 / 3, 2 / 3)

_TOP = np.int64(0x7FFF_FFFF_FFFF_FFFF)
_BLOCK = 1 << 15  # cells ranked at a time: the working arrays stay in the processor's cache


def competition(scores: ArrayLike) -> Array:
    """Rank units from the top: 1 + the number of units with a higher score ("1224").

    Scores that agree to about 13 digits are equal: sums of the same numbers in another order differ by that much,
    and rounding must not decide between equal units. (Exactly: the relative difference within which scores tie is
    at most ``2**(bits - 51)``, with ``bits = ceil(log2(units))``.) Nothing coarser is rounded. Infinite scores are
    ranked like any others; a single unit has rank 1.

    Keeps: permutation, ties, and any increasing transformation of the scores.

    Each score and its unit number are packed into one integer, so that a plain sort, several times faster than an
    indirect one, gives both the order and the ties.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.

    Returns
    -------
    array
        Ranks, shaped like `scores`.

    Examples
    --------
    >>> competition([10.0, 30.0, np.nan, 30.0, 20.0])
    array([ 4.,  1., nan,  1.,  3.])
    """
    scores = numbers(scores, "scores")
    units = scores.shape[-1]
    rows = scores.reshape(-1, units) if units else scores.reshape(0, 0)
    ranks = np.empty(rows.shape)
    step = max(1, _BLOCK // max(units, 1))
    for start in range(0, len(rows), step):
        ranks[start : start + step] = _rank_rows(rows[start : start + step])
    return ranks.reshape(scores.shape)


def position(scores: ArrayLike) -> Array:
    """Place units between 0 (top) and 1 (bottom): ``(rank - 0.5) / N``, N being the number of scores present.

    It is the place of the rank that is printed, so units that tie share the best of their places. `normalise: position`
    gives those that tie the middle of their places instead, so that the positions of an indicator average 0.5.

    Keeps: permutation, ties; results lie strictly between 0 and 1.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.

    Returns
    -------
    array
        Positions, shaped like `scores`.

    Examples
    --------
    >>> position([40.0, 10.0, 20.0, np.nan, 30.0])
    array([0.125, 0.875, 0.625,   nan, 0.375])
    """
    return position_of(competition(scores))


def position_of(ranks: Array) -> Array:
    """Turn ranks (..., units), NaN where missing, into positions from the top, as in `position`.

    Parameters
    ----------
    ranks : array
        (..., units), NaN where missing and kept so.

    Returns
    -------
    array
        Positions, shaped like `ranks`.

    Examples
    --------
    >>> position_of(np.array([2.0, 1.0, np.nan]))
    array([0.75, 0.25,  nan])
    """
    present = np.count_nonzero(~np.isnan(ranks), axis=-1, keepdims=True)
    return (ranks - 0.5) / np.maximum(present, 1)


def in_the_middle(ranks: ArrayLike, n: ArrayLike) -> NDArray[np.bool_]:
    """Say which ranks stand in the middle third: those whose position ``(rank - 0.5) / n`` is in `MIDDLE_THIRD`.

    Parameters
    ----------
    ranks : array_like
        Ranks of any shape, 1 the top; a missing rank is not in the middle.
    n : array_like
        How many units are ranked, a number or an array that broadcasts against `ranks`.

    Returns
    -------
    ndarray of bool
        Of the shape of `ranks`. Ends count, up to rounding.

    Examples
    --------
    >>> in_the_middle([1.0, 2.0, 3.0, np.nan], 3)
    array([False,  True, False, False])
    """
    ranks = numbers(ranks, "ranks")
    low, high = (end * np.asarray(n) + 0.5 for end in MIDDLE_THIRD)
    with np.errstate(invalid="ignore"):
        return np.asarray((ranks >= low - 1e-9) & (ranks <= high + 1e-9))


def rank_counts(scores: ArrayLike) -> NDArray[np.int64]:
    """Count how often each unit has each rank: (units, ranks), the first column being rank 1.

    Parameters
    ----------
    scores : array_like
        (draws, units). Ranks as in `competition`; a missing score is counted nowhere. The same as counting the
        results of `competition`, without putting each rank back at its unit first.

    Returns
    -------
    int array
        (units, ranks), the first column being rank 1.

    Examples
    --------
    >>> rank_counts([[10.0, 30.0, 20.0], [10.0, 30.0, 30.0]])
    array([[0, 0, 2],
           [2, 0, 0],
           [1, 1, 0]])
    """
    scores = numbers(scores, "scores")
    draws, units = scores.shape
    bits = max(units - 1, 0).bit_length()
    places = np.empty((draws, units), dtype=np.int64)
    step = max(1, _BLOCK // max(units, 1))
    nowhere = units << bits  # a table by [rank, unit], each row as long as the next power of two
    for start in range(0, draws, step):
        rows = scores[start : start + step]
        order, ranks = _ordered(rows)
        part = np.bitwise_or(order, (ranks - 1) << bits, out=places[start : start + step])
        if np.isnan(rows.max()):
            part[np.take_along_axis(np.isnan(rows), order, axis=-1)] = nowhere
    counts = np.bincount(places.ravel(), minlength=nowhere + 1)
    return np.ascontiguousarray(counts[:nowhere].reshape(units, 1 << bits)[:, :units].T)


def _rank_rows(rows: Array) -> Array:
    units = rows.shape[-1]
    order, places = _ordered(rows)
    order += (np.arange(len(rows)) * units)[:, None]
    ranks = np.empty(rows.shape)
    ranks.reshape(-1)[order] = places
    if np.isnan(rows.max()):
        ranks[np.isnan(rows)] = np.nan
    return ranks


def _ordered(rows: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Units from the top, (rows, places), missing last; and the rank of each place, (rows or 1, places)."""
    units = rows.shape[-1]
    bits = (units - 1).bit_length()
    low = np.int64((1 << bits) - 1)
    keys = _descending(rows)
    keys &= ~low
    keys |= np.arange(units)
    keys.sort(axis=-1)
    ranks = _shared(keys, bits)
    keys &= low
    return keys, ranks


def _descending(rows: Array) -> NDArray[np.int64]:
    """Map floats to integers in the opposite order, missing last."""
    if rows.min() > 0:  # so none is missing; the bits of positive floats are in their order
        return np.subtract(
            _TOP, rows.view(np.int64) if rows.flags.c_contiguous else rows.copy().view(np.int64)
        )
    keys = np.negative(rows)
    if np.isnan(keys.max()):
        keys[np.isnan(keys)] = np.inf
    return _sortable(keys)


def _sortable(values: Array) -> NDArray[np.int64]:
    """Map floats to integers in the same order (the bits of negative floats count downwards)."""
    keys = values.view(np.int64)
    keys ^= (keys >> 63) & _TOP
    return keys


def _shared(keys: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Ranks 1, 2, ... along sorted rows, where a key at most 1 above its neighbour shares the rank.

    The last `bits` of a key are the unit's number and do not count.
    """
    places = np.arange(1, keys.shape[-1] + 1)[None]
    steps = keys[:, 1:] - keys[:, :-1]
    if steps.size == 0 or steps.min() >= 2 << bits:
        return places
    keys = keys >> bits
    ranks = np.ones(keys.shape, dtype=np.int64)
    ranks[:, 1:] = np.where(keys[:, 1:] - keys[:, :-1] > 1, places[:, 1:], 1)
    return np.maximum.accumulate(ranks, axis=-1)
