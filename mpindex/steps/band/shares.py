"""Classes by share of the total."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.band.cuts import classes_by, finite
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.typing import Array

_CLASSES = ("permutation", "ties")


@register(
    "band",
    "cumulative_share",
    formula="fewest units that hold `at` of the total",
    main="at",
    keeps=(*_CLASSES, "scale"),
)
def cumulative_share(scores: ArrayLike, *, at: Sequence[float] = (0.5, 0.8)) -> Array:
    """Classes by share of the total: class 1 is the fewest units that hold ``at[0]`` of it, and so on.

    Parameters
    ----------
    scores : array_like
        (..., units), sizes of at least 0 (DataError if not), NaN where missing. Equal scores share the better
        class, so a class can hold a little more than its share.
    at : sequence of float, default (0.5, 0.8)
        Shares of the total, above 0 and at most 1.

    Returns
    -------
    array
        Class numbers, (..., units), 1 being the top class; NaN where the score is missing.

    Examples
    --------
    >>> cumulative_share([50.0, 30.0, 15.0, 5.0])
    array([1., 2., 3., 3.])
    """
    scores = finite(scores)
    wanted = np.sort(np.atleast_1d(numbers(at, "shares")))
    if not ((wanted > 0) & (wanted <= 1)).all():
        raise OptionError(f"shares must be above 0 and at most 1; got {at}")
    if (scores < 0).any():
        raise DataError("shares of a total need scores of at least 0")
    if not scores.shape[-1]:
        return scores
    ordered = -np.sort(-scores, axis=-1)
    held = np.cumsum(np.nan_to_num(ordered), axis=-1)
    enough = held[..., None] >= (1 - 1e-12) * wanted * held[..., -1:, None]
    cuts = np.take_along_axis(ordered, enough.argmax(axis=-2), axis=-1)
    return classes_by(scores, cuts)
