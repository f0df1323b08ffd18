"""Screen: leave out units with too little data or too many zeros, and say whom and why."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, ratio
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

#: COINr's defaults: a unit needs two thirds of its values, and 5 % of them other than zero.
LEAST_AVAILABLE = 2 / 3
LEAST_NONZERO = 0.05
_FORCED = ("include", "exclude")


class Screening(NamedTuple):
    """Whom a screen keeps. All arrays are ``(..., units)``."""

    keep: Bools
    available: Array  #: share of indicators with a value
    nonzero: Array  #: share of those values that are not zero; NaN for a unit without values
    reason: NDArray[np.str_]  #: "", "too few values", "too many zeros", both, "forced out", "forced in"


@register(
    "screen",
    "none",
    formula="every unit",
    keeps={"permutation", "scale", "translation", "ties"},
    unit_options=_FORCED,
)
def none(x: ArrayLike, *, include: ArrayLike | None = None, exclude: ArrayLike | None = None) -> Screening:
    """Keep every unit but those forced out.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    include : array_like, optional
        Units kept whatever their data: bool (units,) or row numbers.
    exclude : array_like, optional
        Units left out whatever their data: bool (units,) or row numbers.

    Returns
    -------
    Screening
        Whom it keeps, and why not.

    Examples
    --------
    >>> none(np.ones((2, 3)), exclude=[1]).keep
    array([ True, False])
    """
    return _screen(x, 0.0, 0.0, include, exclude)


@register(
    "screen",
    "availability",
    formula="values / indicators >= at_least",
    main="at_least",
    keeps={"permutation", "scale", "translation", "ties"},
    unit_options=_FORCED,
)
def availability(
    x: ArrayLike,
    *,
    at_least: float = LEAST_AVAILABLE,
    include: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
) -> Screening:
    """Leave out units with a value for less than a share `at_least` of the indicators.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    at_least : float, default 2/3
        Least share of the indicators with a value.
    include, exclude : array_like, optional
        Units kept or left out whatever their data: bool (units,) or row numbers.

    Returns
    -------
    Screening
        Whom it keeps, and why not.

    Examples
    --------
    >>> availability(np.array([[1.0, np.nan], [1.0, 2.0]])).keep
    array([False,  True])
    """
    return _screen(x, at_least, 0.0, include, exclude)


@register(
    "screen",
    "zeros",
    formula="values other than 0 / values >= nonzero",
    main="nonzero",
    keeps={"permutation", "scale", "ties"},
    unit_options=_FORCED,
)
def zeros(
    x: ArrayLike,
    *,
    nonzero: float = LEAST_NONZERO,
    include: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
) -> Screening:
    """Leave out units of whose values less than a share `nonzero` differs from zero.

    A unit without any value is not left out by this rule. `include` and `exclude` as in `availability`.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    nonzero : float, default 0.05
        Least share of the values that are not zero.
    include : array_like, optional
        Units kept whatever their data: bool (units,) or row numbers.
    exclude : array_like, optional
        Units left out whatever their data: bool (units,) or row numbers.

    Returns
    -------
    Screening
        Whom it keeps, and why not.

    Examples
    --------
    >>> zeros(np.array([[0.0, 0.0], [1.0, 0.0]])).keep
    array([False,  True])
    """
    return _screen(x, 0.0, nonzero, include, exclude)


@register(
    "screen",
    "both",
    formula="values / indicators >= at_least, and values other than 0 / values >= nonzero",
    main="at_least",
    keeps={"permutation", "scale", "ties"},
    unit_options=_FORCED,
)
def both(
    x: ArrayLike,
    *,
    at_least: float = LEAST_AVAILABLE,
    nonzero: float = LEAST_NONZERO,
    include: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
) -> Screening:
    """Leave out units that fail either `availability` or `zeros`.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    at_least : float, default 2/3
        Least share of the indicators with a value.
    nonzero : float, default 0.05
        Least share of the values that are not zero.
    include : array_like, optional
        Units kept whatever their data: bool (units,) or row numbers.
    exclude : array_like, optional
        Units left out whatever their data: bool (units,) or row numbers.

    Returns
    -------
    Screening
        Whom it keeps, and why not.

    Examples
    --------
    >>> both(np.array([[0.0, 0.0], [1.0, np.nan], [1.0, 0.0]])).reason.tolist()
    ['too many zeros', 'too few values', '']
    """
    return _screen(x, at_least, nonzero, include, exclude)


@register(
    "screen",
    "among",
    formula="units of the group",
    keeps={"permutation", "scale", "translation"},
    unit_options=_FORCED,
)
def among(
    x: ArrayLike,
    *,
    members: ArrayLike | None = None,
    include: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
) -> Screening:
    """Keep the members of a group, for a definition that is meant for them alone.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing.
    members : array_like, optional
        Bool (units, units'), who belongs to whose group; a unit that is not in its own is left out. By default
        everybody stays.
    include : array_like, optional
        Units kept whatever their data: bool (units,) or row numbers.
    exclude : array_like, optional
        Units left out whatever their data: bool (units,) or row numbers.

    Returns
    -------
    Screening
        Whom it keeps, and why not.

    Examples
    --------
    >>> among(np.ones((2, 3)), members=[[True, False], [False, False]]).keep
    array([ True, False])
    """
    x = as_floats(x)
    inside = np.ones(x.shape[-2], dtype=bool) if members is None else np.diagonal(np.asarray(members))
    outside = _mask(exclude, len(inside)) | ~(inside | _mask(include, len(inside)))
    return _screen(x, 0.0, 0.0, include, outside)


def _screen(x: ArrayLike, at_least: float, nonzero: float, include: Any, exclude: Any) -> Screening:
    x = as_floats(x)
    present = np.count_nonzero(~np.isnan(x), axis=-1)
    available = ratio(present, x.shape[-1])
    filled = 1.0 - ratio(np.count_nonzero(x == 0, axis=-1), present)
    sparse, empty = available < at_least, filled < nonzero
    forced_in, forced_out = _mask(include, x.shape[-2]), _mask(exclude, x.shape[-2])
    if (forced_in & forced_out).any():
        rows = np.flatnonzero(forced_in & forced_out).tolist()
        raise OptionError(f"rows {rows} are forced both in and out; remove them from one of the lists")
    reason = np.select(
        [forced_out, forced_in & (sparse | empty), sparse & empty, sparse, empty],
        ["forced out", "forced in", "too few values, too many zeros", "too few values", "too many zeros"],
        default="",
    )
    return Screening(~forced_out & (forced_in | ~(sparse | empty)), available, filled, reason)


def _mask(rows: Any, units: int) -> Bools:
    chosen = np.asarray([] if rows is None else rows)
    if chosen.dtype == bool:
        return chosen
    if chosen.size and not (chosen.dtype.kind in "ui" and chosen.min() >= 0 and chosen.max() < units):
        raise OptionError(
            f"rows are numbers from 0 to {units - 1}, or true and false for each unit; not {rows!r}"
        )
    mask = np.zeros(units, dtype=bool)
    mask[chosen.astype(np.intp)] = True
    return mask
