"""What the steps share: statistics of columns that skip missing values, and options given per column.

Arrays have shape (..., units, indicators). Statistics keep the units axis with length one, so that they broadcast
against the array that they describe. A column without values gives NaN, never a warning.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, Fault, OptionError
from mpindex.typing import Array, Bools, Places

#: Numbers beyond this have no room left for a sum or a difference.
LARGEST = 1e300
#: Numbers other than 0 below this have no reciprocal, nor all their digits.
LEAST = 1e-300


class BadValues(DataError):
    """Values outside a method's domain. `bad` marks the cells, for callers who know their names."""

    def __init__(self, values: Array, bad: Bools, rule: str, hint: str):
        self.bad = bad
        cells = np.argwhere(bad)
        faults = [
            Fault(
                unit=f"row {cell[-2]}",
                indicator=f"column {cell[-1]}",
                value=values[tuple(cell)],
                rule=rule,
                hint=hint,
            )
            for cell in cells
        ]
        super().__init__(f"{len(cells)} of {values.size} values cannot be used", faults)


class BadUnits(DataError):
    """Units for which a method finds no answer. `rows` are their numbers, for callers who know their names."""

    def __init__(self, message: str, rows: Sequence[int], rule: str, hint: str):
        self.rows = tuple(rows)
        super().__init__(message, [Fault(unit=f"row {row}", rule=rule, hint=hint) for row in self.rows])


def require(valid: Bools, x: Array, rule: str, hint: str) -> None:
    """Raise `BadValues` unless every value of `x` that is there is valid."""
    bad = ~(valid | np.isnan(x))
    if bad.any():
        raise BadValues(x, bad, rule, hint)


def numbers(values: object, name: str = "values") -> Array:
    """Return what a caller gave as floats; text, rows of unequal length and the like raise DataError.

    >>> numbers([[1.0, "a"]], "weights")
    Traceback (most recent call last):
    mpindex.errors.DataError: weights must be numbers, in rows of equal length; the first that is none is 'a'
    """
    try:
        if (
            np.asarray(values).dtype.kind in "cmM"
        ):  # NumPy would count nanoseconds, and cut imaginary parts off
            raise TypeError
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        cells = np.asarray(values, dtype=object).ravel()
        culprit = next((cell for cell in cells if not _is_number(cell)), values)
        raise DataError(
            f"{name} must be numbers, in rows of equal length; the first that is none is {reprlib.repr(culprit)}"
        ) from None


def _is_number(cell: Any) -> bool:
    if np.asarray(cell).dtype.kind in "cmM":
        return False
    try:
        float(cell)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def as_floats(x: ArrayLike) -> Array:
    """Return `x` as a float array with at least a units and an indicators axis."""
    array = numbers(x)
    if array.ndim < 2:
        raise DataError(f"expected an array of shape (..., units, indicators), got shape {array.shape}")
    # two reductions copy nothing; a missing value makes both comparisons false
    if not (np.min(array, initial=0.0) >= -LARGEST and np.max(array, initial=0.0) <= LARGEST):
        rule = f"must be finite and at most {LARGEST:g}"
        require(np.abs(array) <= LARGEST, array, rule, "leave the cell empty, or use larger units")
    return array


def per_column(option: Any, *, finite: bool = True) -> Array:
    """Return an option, a number or (..., indicators), so that it broadcasts against the units.

    >>> per_column([1, 2]).shape
    (1, 2)
    """
    array = numbers(option, "an option for each column")
    if finite and np.isinf(array).any():
        raise OptionError(f"an option must be finite, got {reprlib.repr(option)}")
    return array[..., None, :] if array.ndim else array


def pair(option: Any, name: str) -> tuple[Array, Array]:
    """Split an option that is a pair of ends, each a number, (..., indicators) or None (NaN)."""
    try:
        low, high = option
    except (TypeError, ValueError):
        raise OptionError(f"{name} must be a pair [low, high], got {option!r}") from None
    ends = per_column(low, finite=False), per_column(high, finite=False)
    if any((np.abs(end) > LARGEST).any() for end in ends):
        raise OptionError(f"{name} must be finite and at most {LARGEST:g} in size, got {option!r}")
    return ends


def rising(option: Any, name: str) -> tuple[Array, Array]:
    """Split the ends of a scale, ``[low, high]``; the other way round would turn the order of the units in silence.

    Raises
    ------
    OptionError
        The first is not below the second.
    """
    low, high = pair(option, name)
    if not (low < high).all():
        raise OptionError(
            f"{name} must be [low, high] with low below high, got {option!r}; where less is more, set direction: -1"
        )
    return low, high


def signs(direction: ArrayLike | None) -> Array:
    """Return the directions, +1 or -1, ready to multiply columns; None means that more is more."""
    if direction is None:
        return np.float64(1.0)  # type: ignore[return-value]
    sign = per_column(direction)
    if not np.isin(sign, (-1.0, 1.0)).all():
        raise OptionError(f"directions must be 1 or -1, got {np.unique(sign).tolist()}")
    return sign


def oriented(x: Array, reference: ArrayLike | None, direction: ArrayLike | None) -> tuple[Array, Array]:
    """Return `x` and the array that parameters are learned from, both multiplied by the direction."""
    sign = signs(direction)
    directed = x * sign
    return directed, directed if reference is None else as_floats(reference) * sign


def sample(x: Array, reference: ArrayLike | None) -> Array:
    """Return the array from which parameters are learned: `reference`, or `x` itself."""
    return x if reference is None else as_floats(reference)


def count(x: Array) -> Array:
    """Return how many values each column has."""
    return np.count_nonzero(~np.isnan(x), axis=-2, keepdims=True).astype(np.float64)


def lowest(x: Array) -> Array:
    """Return the smallest value of each column."""
    return np.fmin.reduce(x, axis=-2, keepdims=True, initial=np.nan)


def highest(x: Array) -> Array:
    """Return the largest value of each column."""
    return np.fmax.reduce(x, axis=-2, keepdims=True, initial=np.nan)


def is_constant(x: Array) -> Bools:
    """Return, as (..., indicators), which columns have one value for all, or none."""
    return ~(lowest(x) < highest(x))[..., 0, :]


def total(x: Array) -> Array:
    """Return the sum of each column; NaN where nothing is there."""
    return np.where(count(x) > 0, np.nansum(x, axis=-2, keepdims=True), np.nan)


def mean(x: Array) -> Array:
    """Return the mean of each column."""
    return ratio(total(x), count(x))


def deviation(x: Array, *, ddof: int = 1) -> Array:
    """Return the standard deviation of each column, exactly 0 where all values are equal.

    NaN where there are no more than `ddof` values. Equality is tested on the values, because the
    rounded mean of equal numbers can differ from them.
    """
    scale = moderating(highest(np.abs(x)))
    if (scale != 1).any():
        return deviation(x * scale, ddof=ddof) / scale
    squares = np.nansum((x - mean(x)) ** 2, axis=-2, keepdims=True)
    degrees = count(x) - ddof
    spread = np.sqrt(ratio(squares, np.maximum(degrees, 0)))
    return np.where((degrees > 0) & (lowest(x) == highest(x)), 0.0, spread)


def moderating(largest: Array) -> Array:
    """Return powers of two that bring numbers beyond 1e100, or all below 1e-100, near 1; 1 for ordinary ones.

    Squares of the numbers times these neither overflow nor vanish, and no digit is lost.
    """
    extreme = (largest > 1e100) | ((largest < 1e-100) & (largest > 0))
    if not extreme.any():
        return np.ones_like(largest)
    exponent = np.minimum(-np.frexp(np.where(extreme, largest, 1.0))[1], 1000)  # the least have no reciprocal
    return np.where(extreme, np.ldexp(1.0, exponent), 1.0)


def distinct(members: Bools) -> tuple[Bools, Places]:
    """Return the different groups among the rows of who is in whose, (groups, units'), and which each unit has.

    Parameters
    ----------
    members : array of bool
        (units, units'), whom each unit is compared with.

    Returns
    -------
    tuple of array
        Groups in the order of their first unit, and (units,) their numbers.

    >>> distinct(np.array([[True, False], [False, True], [True, False]]))[1]
    array([0, 1, 0])
    """
    numbers: dict[bytes, int] = {}
    which = np.array(
        [numbers.setdefault(row.tobytes(), len(numbers)) for row in np.packbits(members, axis=1)]
    )
    return members[np.unique(which, return_index=True)[1]], which


def by_group(learned: Array, members: ArrayLike, statistic: Callable[[Array], Array]) -> Array:
    """Return a statistic of each unit's own group, (..., units, indicators).

    Parameters
    ----------
    learned : array
        (..., units', indicators), NaN where missing.
    members : array_like
        Bool (units, units'), whom each unit is compared with; or (units,) the number of each unit's group, -1 where it is
        in none. Then units' are the units, once or several times over.
    statistic : callable
        Of columns, keeping the units axis with length one.

    Examples
    --------
    >>> by_group(np.array([[1.0], [2.0], [5.0]]), [0, 1, 0], mean).ravel()
    array([3., 2., 3.])
    """
    groups, which = rows_by_group(members, learned.shape[-2])
    sizes = np.array([len(rows) for rows in groups])
    results = np.empty((*learned.shape[:-2], len(groups), learned.shape[-1]))
    for size in np.unique(sizes):  # groups of one size side by side: there may be thousands
        alike = np.flatnonzero(sizes == size)
        together = np.stack([groups[i] for i in alike])
        results[..., alike, :] = statistic(learned[..., together, :])[..., 0, :]
    return results[..., which, :]


def rows_by_group(members: ArrayLike, many: int) -> tuple[list[Places], Places]:
    """Return the rows that each different group has, and which of these groups each unit has, (units,).

    Parameters
    ----------
    members : array_like
        As for `by_group`.
    many : int
        How many rows there are: the units, once or several times over.

    Examples
    --------
    >>> rows_by_group([7, -1, 7], 3)
    ([array([], dtype=int64), array([0, 2])], array([1, 0, 1]))
    """
    members = np.asarray(members)
    if members.ndim == 2:
        masks, which = distinct(members.astype(bool))
        return [np.flatnonzero(mask) for mask in masks], which
    numbers, which = np.unique(members, return_inverse=True)
    of_rows = np.tile(which, many // len(members))
    order = np.argsort(of_rows, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(of_rows, minlength=len(numbers)))[:-1])
    return [rows[:0] if number < 0 else rows for number, rows in zip(numbers, groups, strict=True)], which


def quantile(x: Array, q: float | Array) -> Array:
    """Return a quantile of each column, interpolated linearly between values (type 7).

    Parameters
    ----------
    x : array
        (..., units, indicators), NaN where missing.
    q : float or array
        From 0 to 1, one or ``(indicators,)``; of a single column any number of quantiles, side by side.

    Returns
    -------
    array
        (..., 1, indicators), or (..., quantiles, 1) of a single column.
    """
    if not x.shape[-2]:  # nothing is there: as if one unit had no value
        x = np.full((*x.shape[:-2], 1, x.shape[-1]), np.nan)
    ordered = np.sort(x, axis=-2)  # NaN go last
    place = np.maximum(count(x) - 1, 0) * q
    below = np.floor(place).astype(np.intp)
    above = np.ceil(place).astype(np.intp)
    low = np.take_along_axis(ordered, below, axis=-2)
    high = np.take_along_axis(ordered, above, axis=-2)
    return low + (high - low) * (place - below)


def places(x: Array) -> tuple[Places, Places]:
    """Return how many values of its column are below each value, and how many are equal to it, itself among them.

    What stands where a value is missing means nothing; no value counts a missing one.
    """
    columns = np.swapaxes(x, -1, -2)
    order = np.argsort(columns, axis=-1)
    ordered = np.take_along_axis(columns, order, axis=-1)
    starts = np.ones(ordered.shape, dtype=bool)
    starts[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ends = np.ones(ordered.shape, dtype=bool)
    ends[..., :-1] = starts[..., 1:]
    n = ordered.shape[-1]
    index = np.arange(n)
    first = np.maximum.accumulate(np.where(starts, index, 0), axis=-1)
    last = np.minimum.accumulate(np.where(ends, index, n)[..., ::-1], axis=-1)[..., ::-1]
    below, equal = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(below, order, first, axis=-1)
    np.put_along_axis(equal, order, last - first + 1, axis=-1)
    return np.swapaxes(below, -1, -2), np.swapaxes(equal, -1, -2)


def ratio(numerator: Any, denominator: Any) -> Array:
    """Divide; a zero denominator gives NaN, because nothing can be said."""
    below = np.asarray(denominator, dtype=np.float64)
    return np.asarray(numerator, dtype=np.float64) / np.where(below == 0, np.nan, below)
