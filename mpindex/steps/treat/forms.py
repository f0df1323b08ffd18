"""Treat by a curve: logarithms that bear zeros and negative values, and Box-Cox.

Every form is increasing (and weakly so beyond the range that it was learned from, where values enter
at the nearest end), so treatment never changes the order of units, only their distances. The
extremes, the side of the skew and Box-Cox's lambda are learned from `reference`, by default from `x`.
A constant column is returned as it is. `x` is (..., units, indicators), finite or NaN; NaN stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import LEAST, as_floats, highest, lowest, per_column, require, sample
from mpindex.steps.moments import skewness
from mpindex.steps.registry import register
from mpindex.steps.treat.boxcox import best_lambda, power
from mpindex.typing import Array

FORMS = ("log_CT", "log_CT_plus", "log_CT_orig", "log_GII", "boxcox")

#: Share of the range that keeps the lowest value away from the logarithm's pole.
OFFSET = 0.01

_KEPT = {"permutation", "monotonicity", "ties"}


@dataclass(frozen=True)
class Curve:
    """A form with what it learned: arrays ``(..., 1, indicators)``. Call it on values."""

    form: str
    low: Array
    high: Array
    upward: Any  #: True where the long tail is that of high values
    lam: Any  #: Box-Cox's power

    def __call__(self, x: Array) -> Array:
        span = self.high - self.low
        curved = span > 0
        away = np.where(self.upward, np.maximum(x, self.low) - self.low, self.high - np.minimum(x, self.high))
        gain, offset = self._scale(np.where(curved, span, 1.0), curved)
        if self.form == "boxcox":
            return np.where(curved, power(away + 1.0, self.lam), x)
        bent = np.log(gain * away + offset) * np.where(self.upward, 1.0, -1.0)
        return np.where(curved, bent, x)

    def _scale(self, span: Array, curved: Any) -> tuple[Any, Any]:
        if self.form in ("log_CT", "log_CT_plus"):
            require(span >= LEAST, span, f"a range must be at least {LEAST:g}", "use smaller units")
            return 1.0, OFFSET * span
        if self.form == "log_GII":
            fit = (self.high > 1) | ~curved
            require(fit, self.high, "a maximum must be > 1 for log_GII", "use log_CT_plus")
            return (np.where(curved, self.high, 2.0) - 1.0) / span, 1.0
        return 1.0, 1.0


def learn(form: str, learned: Array, lam: Any = 0.0) -> Curve:
    """Learn a form's parameters from the columns of an array.

    Parameters
    ----------
    form : str
        One of `FORMS`.
    learned : array
        (..., units, indicators), from which the form is learned.
    lam : array_like, default 0.0
        Box-Cox's power, a number or (..., indicators), or None to fit it.

    Returns
    -------
    Curve
        The form with what it learned.
    """
    if form not in FORMS:
        raise OptionError(f"unknown form {form!r}.{suggest(form, FORMS)} Known: {', '.join(FORMS)}")
    low, high = lowest(learned), highest(learned)
    upward: Any = True
    if form in ("log_CT_plus", "log_GII"):
        upward = skewness(learned)[..., None, :] > 0
    if form == "boxcox":
        lam = best_lambda(learned - low + 1.0) if lam is None else per_column(lam)
    return Curve(form, low, high, upward, lam)


@register(
    "treat",
    "log",
    formula="ln x",
    keeps=_KEPT | {"strict_monotonicity"},
)
def log(x: ArrayLike) -> Array:
    """Take natural logarithms of positive values; others raise BadValues.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> log(np.array([[1.0], [np.e]])).ravel()
    array([0., 1.])
    """
    x = as_floats(x)
    require(x > 0, x, "must be > 0 for a logarithm", "use log_CT, which bears zeros and negative values")
    return np.log(x)


@register(
    "treat",
    "log_CT",
    formula="ln(x - min + 0.01 (max - min))",
    keeps=_KEPT,
)
def log_CT(x: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Take ``ln(x - min + 0.01 (max - min))``, for columns with a long tail of high values.

    On a long tail of low values it does harm, because it stretches them further: use `log_CT_plus`.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COIN Tool of the European Commission's JRC; COINr.

    Examples
    --------
    >>> log_CT(np.array([[0.0], [100.0]])).ravel().round(3)
    array([0.   , 4.615])
    """
    return _apply("log_CT", x, reference)


@register(
    "treat",
    "log_CT_plus",
    formula="log_CT; where skewness <= 0, -ln(max - x + 0.01 (max - min))",
    keeps=_KEPT,
)
def log_CT_plus(x: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Take `log_CT` of a column skewed to the right, and its mirror image of one skewed to the left.

    ``-ln(max - x + 0.01 (max - min))`` where the skewness is zero or negative: it draws in low outliers and keeps
    the order.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``log_CT_plus``.

    Examples
    --------
    >>> log_CT_plus(np.array([[0.0], [99.0], [100.0]])).ravel().round(3)
    array([-4.615, -0.693, -0.   ])
    """
    return _apply("log_CT_plus", x, reference)


@register(
    "treat",
    "log_CT_orig",
    formula="ln(x - min + 1)",
    keeps=_KEPT,
)
def log_CT_orig(x: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Take ``ln(x - min + 1)``. The result depends on the unit of the data: prefer `log_CT`.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``log_CT_orig``.

    Examples
    --------
    >>> log_CT_orig(np.array([[5.0], [4.0 + np.e]])).ravel()
    array([0., 1.])
    """
    return _apply("log_CT_orig", x, reference)


@register(
    "treat",
    "log_GII",
    formula="ln((max - 1) (x - min) / (max - min) + 1)",
    keeps=_KEPT,
)
def log_GII(x: ArrayLike, *, reference: ArrayLike | None = None) -> Array:
    """Take the Global Innovation Index's logarithm ``ln((max - 1) (x - min) / (max - min) + 1)``.

    Where the skewness is zero or negative, ``-ln((max - 1) (max - x) / (max - min) + 1)``: the published form has
    no minus and so turns the order round. (COINr's function of this name returns its input.) Needs a maximum above
    1, else BadValues.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Global Innovation Index, technical notes; COINr's ``log_GII``.

    Examples
    --------
    >>> log_GII(np.array([[0.0], [0.0], [0.0], [100.0]])).ravel().round(3)
    array([0.   , 0.   , 0.   , 4.605])
    """
    return _apply("log_GII", x, reference)


@register(
    "treat",
    "boxcox",
    formula="(x**lam - 1) / lam; ln x where lam = 0",
    main="lam",
    keeps=_KEPT,
)
def boxcox(
    x: ArrayLike, *, lam: Any = None, shift: bool = False, reference: ArrayLike | None = None
) -> Array:
    """Take Box and Cox's power ``(x^lam - 1) / lam``, or ``ln x`` for lam = 0.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    lam : array_like, optional
        Number or (..., indicators); None fits it to each column by maximum likelihood.
    shift : bool, default False
        Take the power of ``x - min + 1`` instead, as COINr does; the result then depends on the unit of the data.
        Without it values must be positive (BadValues).
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    Box & Cox (1964), Journal of the Royal Statistical Society B 26, 211-252.

    Examples
    --------
    >>> boxcox(np.array([[1.0], [3.0]]), lam=2).ravel()
    array([0., 4.])
    """
    x = as_floats(x)
    learned = sample(x, reference)
    if shift:
        return learn("boxcox", learned, lam)(x)
    for values in (x, learned):
        require(values > 0, values, "must be > 0 for Box-Cox", "set shift: true")
    fitted = best_lambda(learned) if lam is None else per_column(lam)
    with np.errstate(over="ignore"):
        bent = power(x, fitted)
    require(np.isfinite(bent), x, "must have a finite power", "use larger units, or state another lam")
    return np.where(lowest(learned) == highest(learned), x, bent)


def _apply(form: str, x: ArrayLike, reference: ArrayLike | None) -> Array:
    x = as_floats(x)
    return learn(form, sample(x, reference))(x)
