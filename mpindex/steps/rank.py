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


def _rank_rows(rows: Array) -> Array:
    units = rows.shape[1]
    order, places = ordered(rows)
    order += (np.arange(len(rows)) * units)[:, None]
    ranks = np.empty(rows.shape)
    ranks.reshape(-1)[order] = places
    if np.isnan(rows.max()):
        ranks[np.isnan(rows)] = np.nan
    return ranks


def ordered(rows: Array, out: NDArray[np.int64] | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Put the units of each row in order from the top, and say what rank each place has.

    Parameters
    ----------
    rows : array
        (rows, units), NaN where missing.
    out : int array, optional
        (rows, units), where to put the order, so that many calls can do with one array.

    Returns
    -------
    order : int array
        (rows, places), numbers of units; the missing last, among scores of minus infinity.
    ranks : int array
        (rows, places), ranks as in `competition`; (1, places) where no row has a tie.

    Examples
    --------
    >>> ordered(np.array([[10.0, 30.0, 20.0], [30.0, 10.0, 30.0]]))
    (array([[1, 2, 0],
           [0, 2, 1]]), array([[1, 2, 3],
           [1, 1, 3]]))
    """
    units = rows.shape[1]
    bits = (units - 1).bit_length()
    low = np.int64((1 << bits) - 1)
    keys = np.empty(rows.shape, dtype=np.int64) if out is None else out
    if rows.min() > 0:  # so none is missing; the bits of positive floats are in their order
        np.bitwise_or(np.ascontiguousarray(rows).view(np.int64), low, out=keys)
        keys ^= _TOP ^ np.arange(
            units
        )  # turns the order round, and puts the unit's number into the last bits
    else:
        _descending(rows, keys)
        keys &= ~low
        keys |= np.arange(units)
    keys.sort(axis=1)
    ranks = _shared(keys, bits)
    keys &= low
    return keys, ranks


def _descending(rows: Array, keys: NDArray[np.int64]) -> None:
    """Map floats to integers in the opposite order, missing last."""
    values = np.negative(rows, out=keys.view(np.float64))
    if np.isnan(values.max()):
        values[np.isnan(values)] = np.inf
    keys ^= (keys >> 63) & _TOP  # the bits of negative floats count downwards


def _shared(keys: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Ranks 1, 2, ... along sorted rows, where a key at most 1 above its neighbour shares the rank.

    The last `bits` of a key are the unit's number and do not count.
    """
    places = np.arange(1, keys.shape[1] + 1)[None]
    flat = keys.reshape(-1)
    steps = flat[1:] - flat[:-1]  # several times faster than row by row
    steps[keys.shape[1] - 1 :: keys.shape[1]] = _TOP  # from the end of a row to the next
    if steps.size == 0 or steps.min() >= 2 << bits:
        return places
    keys = keys >> bits
    ranks = np.ones(keys.shape, dtype=np.int64)
    ranks[:, 1:] = np.where(keys[:, 1:] - keys[:, :-1] > 1, places[:, 1:], 1)
    return np.maximum.accumulate(ranks, axis=1)
