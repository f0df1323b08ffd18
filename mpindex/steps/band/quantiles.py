"""Classes between quantiles, of the scores or of a reference set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.band.cuts import classes_by, finite
from mpindex.steps.columns import numbers, quantile
from mpindex.steps.registry import register
from mpindex.typing import Array

_CLASSES = ("permutation", "ties")


@register(
    "band",
    "quantiles",
    formula="x >= quantile of `at`",
    main="at",
    keeps=(*_CLASSES, "scale", "translation"),
    example={"at": [0.3, 0.7]},
)
def quantiles(scores: ArrayLike, *, at: Sequence[float], reference: ArrayLike | None = None) -> Array:
    """Classes between quantiles of the scores, or of a reference set such as the states on expert lists.

    Parameters as in `quantile_cuts`.

    Parameters
    ----------
    scores : array_like
        (..., units), NaN where missing and kept so.
    at : sequence of float
        Quantiles from 0 (lowest) to 1 (highest).
    reference : array_like, optional
        (..., units'), scores whose quantiles are taken; by default `scores`.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> quantiles([1.0, 2.0, 3.0, 4.0], at=[0.5])
    array([2., 2., 1., 1.])
    """
    return classes_by(scores, quantile_cuts(scores if reference is None else reference, at=at))


def quantile_cuts(scores: ArrayLike, *, at: Sequence[float]) -> Array:
    """Quantiles of scores, highest first, interpolated linearly (type 7).

    Parameters
    ----------
    scores : array_like
        (..., units), NaN skipped, NaN where nothing is there.
    at : sequence of float
        Quantiles from 0 (lowest) to 1 (highest).

    Returns
    -------
    array
        (..., len(at)), highest first.

    Examples
    --------
    >>> quantile_cuts([1.0, 2.0, 3.0, np.nan], at=[0.5, 0.75])
    array([2.5, 2. ])
    """
    wanted = np.sort(np.atleast_1d(numbers(at, "quantiles")))[::-1]
    if not ((wanted >= 0) & (wanted <= 1)).all():
        raise OptionError(f"quantiles must lie between 0 and 1; got {at}")
    return quantile(finite(scores)[..., None], wanted)[..., 0, :]
