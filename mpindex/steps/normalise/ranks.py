"""Normalisations by order: rank, Borda points, percentile rank, percentile, position from the top.

Only the order of the values counts, so these keep scale and translation, and any stretching. As a
normalisation, rank 1 is the WORST unit (more is better); as a result (`mpindex.steps.rank`) and in
`position`, the best unit comes first. Missing values stay missing and are not ranked.
With `reference`, a value gets the rank that it would take among the values of the reference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import as_floats, count, oriented, places, ratio, rows_by_group
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools, Places

_ORDER = {"permutation", "scale", "translation", "monotonicity", "ties"}


@register(
    "normalise",
    "rank",
    formula="1 + values below",
    main="ties",
    keeps=_ORDER | {"strict_monotonicity", "idempotence"},
)
def rank(
    x: ArrayLike, *, ties: str = "min", direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Rank each indicator, 1 = worst; ties share the lowest (``min``) or the ``average`` rank.

    ``1 + values below``, or with ``average`` ``values below + (values equal + 1) / 2``.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    ties : {'min', 'average'}, default 'min'
        Whether equal values share the lowest or the mean rank.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), step 5.

    Examples
    --------
    >>> rank(np.array([[5.0], [7.0], [7.0], [np.nan]])).ravel()
    array([ 1.,  2.,  2., nan])
    """
    if ties not in ("min", "average"):
        raise OptionError(
            f"unknown rule for ties {ties!r}.{suggest(ties, ['min', 'average'])} Known: min, average"
        )
    below, equal, _ = _places(x, direction, reference)
    return below + (1.0 if ties == "min" else (equal + 1) / 2)


@register(
    "normalise",
    "borda",
    formula="values below",
    keeps=_ORDER | {"strict_monotonicity"},
)
def borda(x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None) -> Array:
    """Count the units that each unit beats: rank - 1, ties sharing the lowest.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``n_borda``.

    Examples
    --------
    >>> borda(np.array([[5.0], [7.0], [7.0]])).ravel()
    array([0., 1., 1.])
    """
    return _places(x, direction, reference)[0]


@register(
    "normalise",
    "percentile_rank",
    formula="values below / (N - 1)",
    keeps=_ORDER | {"bounds"},
    bounds=(0, 1),
)
def percentile_rank(
    x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give the share of the other units that each unit beats, 0 to 1: (rank - 1) / (N - 1).

    N counts the values that are there. A single unit has no others: NaN. A value above all of another `reference`
    gets 1.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``n_prank``.

    Examples
    --------
    >>> percentile_rank(np.array([[5.0], [7.0], [9.0]])).ravel()
    array([0. , 0.5, 1. ])
    """
    below, _, n = _places(x, direction, reference)
    return np.minimum(ratio(below, n - 1), 1.0)


@register(
    "normalise",
    "percentile",
    formula="100 (1 + values below) / N",
    keeps=_ORDER | {"bounds"},
    bounds=(0, 100),
)
def percentile(
    x: ArrayLike, *, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give 100 rank / N, ties sharing the lowest rank: the best unit has 100.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    OECD/JRC Handbook (2008), Table 15.

    Examples
    --------
    >>> percentile(np.array([[5.0], [7.0], [7.0], [9.0]])).ravel()
    array([ 25.,  50.,  50., 100.])
    """
    below, _, n = _places(x, direction, reference)
    return np.minimum(ratio(100 * (below + 1), n), 100.0)


@register(
    "normalise",
    "position",
    formula="(rank - 0.5) / N, from the top",
    keeps={"permutation", "scale", "translation", "ties", "bounds"},
    traits={"by_number"},
    bounds=(0, 1),
)
def position(
    x: ArrayLike,
    *,
    direction: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    members: ArrayLike | None = None,
) -> Array:
    """Give the position from the top, 0 to 1: (rank - 0.5) / N, so LOWER is better.

    ``(values better + values equal / 2) / N``, itself among the equal: ties share the middle of their ranks, and
    positions average 0.5 exactly. A single unit, or all equal, is at 0.5. (The position of a result, which bands ask for,
    is that of its rank: units that tie share the best of their places there.)

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.
    members : array_like, optional
        Bool (units, units'), whom each unit is compared with (itself included); units' are the rows of the
        reference. Or (units,), the number of each unit's group, -1 where it is in none. Default: everybody.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> position(np.array([[9.0], [7.0], [7.0], [1.0]])).ravel()
    array([0.125, 0.5  , 0.5  , 0.875])
    """
    if members is None:
        below, equal, n = _places(x, direction, reference)
    else:
        below, equal, n = _places_among(x, direction, reference, np.asarray(members))
    return ratio(n - below - equal / 2, n)


@register("normalise", "normal_rank", formula="Phi^-1((rank - c) / (N + 1 - 2 c))", main="c", keeps=_ORDER)
def normal_rank(
    x: ArrayLike, *, c: float = 3 / 8, direction: ArrayLike | None = None, reference: ArrayLike | None = None
) -> Array:
    """Give the z-score that the rank of each value would have in a normal sample (inverse normal ranks).

    Rank 1 is the worst, ties share their mean rank. Whatever the shape of an indicator, the result is bell-shaped.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    c : float, default 0.375
        Blom's 3/8; 0 is van der Waerden's, 1/3 Tukey's, 1/2 the rankit's.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Blom (1958), Statistical Estimates and Transformed Beta-Variables.

    Examples
    --------
    >>> normal_rank(np.array([[5.0], [7.0], [9.0]])).ravel().round(3)
    array([-0.869,  0.   ,  0.869])
    """
    from scipy.special import ndtri

    if isinstance(c, bool) or not 0 <= c <= 0.5:
        raise OptionError(f"c must lie between 0 and 1/2, not {c!r}")
    below, equal, n = _places(x, direction, reference)
    rank_ = np.clip(below + (equal + 1) / 2, 1.0, np.maximum(n, 1.0))
    return np.asarray(ndtri(ratio(rank_ - c, n + 1 - 2 * c)))


def _places(
    x: ArrayLike, direction: ArrayLike | None, reference: ArrayLike | None
) -> tuple[Array, Array, Array]:
    """Return how many values of the reference are below and equal to each value, and how many there are."""
    values, others = oriented(as_floats(x), reference, direction)
    below, equal = places(values) if reference is None else _other_places(values, others)
    missing = np.isnan(values)
    return np.where(missing, np.nan, below), np.where(missing, np.nan, equal), count(others)


def _other_places(x: Array, reference: Array) -> tuple[Array, Array]:
    shape = np.broadcast_shapes(x.shape[:-2] + x.shape[-1:], reference.shape[:-2] + reference.shape[-1:])
    columns = np.broadcast_to(np.swapaxes(x, -1, -2), (*shape, x.shape[-2]))
    others = np.sort(np.broadcast_to(np.swapaxes(reference, -1, -2), (*shape, reference.shape[-2])), axis=-1)
    below, equal = np.empty(columns.shape), np.empty(columns.shape)
    for at in np.ndindex(shape):  # NaN sort behind every value, so they are never counted
        below[at] = np.searchsorted(others[at], columns[at], side="left")
        equal[at] = np.searchsorted(others[at], columns[at], side="right") - below[at]
    return np.swapaxes(below, -1, -2), np.swapaxes(equal, -1, -2)


def _places_among(
    x: ArrayLike, direction: ArrayLike | None, reference: ArrayLike | None, members: Bools | Places
) -> tuple[Array, Array, Array]:
    """As `_places`, within the group of each unit."""
    values, others = oriented(as_floats(x), reference, direction)
    counted = (_by_number if members.ndim == 1 else _by_pairs)(values, others, members)
    missing = np.isnan(values)
    below, equal, n = (np.where(missing, np.nan, many) for many in counted)
    return below, equal, n


def _by_pairs(values: Array, others: Array, members: Bools | Places) -> tuple[Array, Array, Array]:
    below, equal, n = np.empty(values.shape), np.empty(values.shape), np.empty(values.shape)
    members = members.astype(bool)
    for q in range(
        values.shape[-1]
    ):  # one column at a time: all pairs of all columns would not fit in the cache
        value, other = values[..., :, None, q], others[..., None, :, q]
        below[..., q] = np.count_nonzero((other < value) & members, axis=-1)
        equal[..., q] = np.count_nonzero((other == value) & members, axis=-1)
        n[..., q] = np.count_nonzero(~np.isnan(other) & members, axis=-1)
    return below, equal, n


def _by_number(values: Array, others: Array, numbers: Bools | Places) -> tuple[Array, Array, Array]:
    below, equal, n = np.empty(values.shape), np.empty(values.shape), np.empty(values.shape)
    groups, which = rows_by_group(numbers, others.shape[-2])
    own_rows, _ = rows_by_group(which, len(which))
    for rows, own in zip(groups, own_rows, strict=True):
        group = others[..., rows, :]
        below[..., own, :], equal[..., own, :] = _other_places(values[..., own, :], group)
        n[..., own, :] = count(group)
    return below, equal, n
