"""The line that best tells a set of named units apart from all others, and how well it does."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.typing import Array


def separating_cut(scores: ArrayLike, *, members: ArrayLike, others: ArrayLike) -> Array:
    """Return the line with the largest sensitivity plus specificity: Youden's index J (Youden 1950, Cancer 3:32-35).

    A unit is above a line if its score reaches it. Only members' scores are tried, as between two of them no line is better
    than the upper one. Of equally good lines the lowest, which misses fewest members. Without a scored member, or
    without others: NaN.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing: such a unit counts on neither side.
    members : array_like of bool
        (units,), whom the line should let in.
    others : array_like of bool
        (units,), whom it should keep out. Units in neither do not count.

    Returns
    -------
    array
        (...,).

    Examples
    --------
    >>> scores, members = np.array([9.0, 8.0, 5.0, 4.0, 1.0]), np.array([True, False, True, False, False])
    >>> float(separating_cut(scores, members=members, others=~members))
    5.0
    """
    x = np.asarray(scores, dtype=np.float64)
    lines = x[..., np.asarray(members, dtype=bool)]
    sensitivity, specificity = separation(x, lines, members=members, others=others)
    index = np.where(np.isnan(lines), np.nan, sensitivity + specificity)
    best = np.nanmax(np.where(np.isnan(index), -np.inf, index), axis=-1, keepdims=True, initial=-np.inf)
    cut = np.min(np.where(index >= best - 1e-12, lines, np.inf), axis=-1, initial=np.inf)
    return np.where(np.isfinite(cut), cut, np.nan)


def separation(
    scores: ArrayLike, lines: ArrayLike, *, members: ArrayLike, others: ArrayLike
) -> tuple[Array, Array]:
    """Return sensitivity (share of the members that reach a line) and specificity (share of the others that do not).

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing: such a unit counts on neither side.
    lines : array_like
        (..., lines).
    members, others : array_like of bool
        (units,), whom the lines should let in and keep out.

    Returns
    -------
    tuple of array
        Each (..., lines); NaN where there is nobody to count.

    Examples
    --------
    >>> scores, members = np.array([9.0, 8.0, 5.0, 4.0, 1.0]), np.array([True, False, True, False, False])
    >>> [float(share[0].round(3)) for share in separation(scores, [5.0], members=members, others=~members)]
    [1.0, 0.667]
    """
    x, cuts = np.asarray(scores, dtype=np.float64), np.asarray(lines, dtype=np.float64)
    reached = _share_reaching(x[..., np.asarray(members, dtype=bool)], cuts)
    return reached, 1.0 - _share_reaching(x[..., np.asarray(others, dtype=bool)], cuts)


def _share_reaching(x: Array, cuts: Array) -> Array:
    """(..., lines): the share of scored units that reach each line."""
    with np.errstate(invalid="ignore", divide="ignore"):
        reaching = (x[..., None, :] >= cuts[..., None]).sum(axis=-1)
        return np.asarray(reaching / (~np.isnan(x)).sum(axis=-1)[..., None])
