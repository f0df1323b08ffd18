"""Verbs along units: where a unit stands in its group."""

from __future__ import annotations

import numpy as np

from mpindex.steps import normalise
from mpindex.steps.derive.indicators import ratio
from mpindex.steps.derive.inputs import on_columns
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools


@register(
    "derive",
    "share",
    formula="x_i / sum of x over the group of i",
    keeps={"permutation", "scale", "ties", "bounds"},
    bounds=(0, 1),
)
@on_columns
def share(x: Array, *, members: Bools) -> Array:
    """Share of the group's total, x_i / sum of x over the group of i; missing members count as nothing.

    A unit outside every group, without a value, or in a group whose total is zero: missing.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> share(np.array([3.0, 1.0, 9.0]), members=np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=bool))
    array([0.75, 0.25,  nan])
    """
    inside = members.diagonal()
    totals = np.nan_to_num(x) @ members.T.astype(float)
    return np.where(inside, ratio(x, totals), np.nan)


@register(
    "derive",
    "penetration",
    formula="sum of x over the outsiders in the group of i, but i, / sum of x over the group",
    keeps={"permutation", "scale", "bounds"},
    bounds=(0, 1),
)
@on_columns
def penetration(x: Array, *, members: Bools, outsiders: Bools) -> Array:
    """Share of the group's total that some of its members hold, the unit itself not counted: great powers, say.

    A unit outside every group, or in a group whose total is zero: missing.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.
    outsiders : bool array
        Bool (units,), whose holdings are counted.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> together = np.ones((3, 3), dtype=bool)
    >>> penetration(np.array([6.0, 1.0, 3.0]), members=together, outsiders=np.array([True, False, False]))
    array([0. , 0.6, 0.6])
    """
    values = np.nan_to_num(x)
    holders = members & outsiders & ~np.eye(len(members), dtype=bool)
    held, totals = values @ holders.T.astype(float), values @ members.T.astype(float)
    return np.where(members.diagonal(), ratio(held, totals), np.nan)


@register(
    "derive",
    "lead",
    formula="x_i / max of x over the others in the group of i",
    keeps={"permutation", "scale", "ties"},
)
@on_columns
def lead(x: Array, *, members: Bools) -> Array:
    """Own value over that of the best other member of the group; 1 is level with it.

    Alone in the group with data, or the best other at zero or below: missing (no lead can be stated).

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> lead(np.array([3.0, 1.0]), members=np.ones((2, 2), dtype=bool)).round(3)
    array([3.   , 0.333])
    """
    others = members & ~np.eye(len(members), dtype=bool)
    values = np.where(others & np.isfinite(x)[..., None, :], x[..., None, :], -np.inf)
    best = values.max(axis=-1)
    best = np.where(np.isfinite(best) & (best > 0), best, np.nan)
    return np.where(members.diagonal(), x / best, np.nan)


@register(
    "derive",
    "position",
    formula="(rank - 0.5) / N in the group of i",
    keeps={"permutation", "scale", "translation", "ties", "bounds"},
    bounds=(0, 1),
)
@on_columns
def position(x: Array, *, members: Bools) -> Array:
    """Position from the top within the group, (mid-rank - 0.5) / N over members with data: 0 top, 1 bottom.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).
    """
    known = np.where(np.isfinite(x), x, np.nan)[..., None]
    return np.where(members.diagonal(), normalise.position(known, members=members)[..., 0], np.nan)


@register(
    "derive",
    "place",
    formula="1 + how many in the group of i have more",
    keeps={"permutation", "scale", "translation", "ties"},
)
@on_columns
def place(x: Array, *, members: Bools) -> Array:
    """Rank from the top within the group, over members with data: 1 has most, equal ones share the best place.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> place(np.array([3.0, 9.0, 3.0, np.nan]), members=np.ones((4, 4), dtype=bool))
    array([ 2.,  1.,  2., nan])
    """
    more = (x[..., None, :] > x[..., :, None]) & members
    return np.where(members.diagonal() & ~np.isnan(x), 1.0 + more.sum(axis=-1), np.nan)
