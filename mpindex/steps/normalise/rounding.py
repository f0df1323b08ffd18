"""Rounding between steps, as publishers do who rank what they print."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError
from mpindex.steps.columns import as_floats, signs
from mpindex.steps.registry import register
from mpindex.typing import Array

#: Digits of a number that are beyond this hold nothing but rounding errors.
EXACT = 1e15


@register(
    "normalise",
    "round",
    formula="x to `digits` decimals, halves away from 0",
    main="digits",
    keeps={"permutation", "monotonicity", "ties", "idempotence"},
)
def rounded(x: ArrayLike, *, digits: int = 3, direction: ArrayLike | None = None) -> Array:
    """Round to so many decimals; where less is more, with the opposite sign.

    Halves go away from zero, as on paper (NumPy and Python take them to the even neighbour), and a number that is a half
    but for floating point counts as one. Ranks made after it are ranks of what is printed: ``then: {round: 3}`` at the
    top of a tree gives the published ties of the Human Development Index.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    digits : int, default 3
        Decimals to keep; -3 rounds to thousands.
    direction : array_like, optional
        (..., indicators), 1 where more is more and -1 where less is more; by default 1.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    UNDP, Human Development Report: indices are printed, and ranked, on three decimals.

    Examples
    --------
    >>> rounded(np.array([[0.6665], [-2.5]]), digits=0).ravel()
    array([ 1., -3.])
    >>> rounded(np.array([[1.0005]])).ravel()
    array([1.001])
    """
    if isinstance(digits, bool) or int(digits) != digits or abs(digits) > 300:
        raise OptionError(f"digits must be a whole number, not {digits!r}")
    x = as_floats(x)
    size = np.abs(x)
    scale = 10.0 ** abs(int(digits))
    with np.errstate(over="ignore"):
        steps = size * scale if digits >= 0 else size / scale
    whole = np.floor(steps + 0.5 + 1e-9)
    result = whole / scale if digits >= 0 else whole * scale
    return np.copysign(np.where(steps < EXACT, result, size), x) * signs(direction)
