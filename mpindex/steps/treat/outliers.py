"""Treat columns with outliers, and only those: first by winsorising, then by a curve.

A column has outliers if its skewness and its excess kurtosis are both large: ``|skew| >= 2`` and
``kurt >= 3.5``. What is done to it is learned from `reference` (by default the column itself) as
limits and a curve, so that the treatment of one year or of all years pooled can be applied to another.

Source: JRC's COIN Tool and COINr 1.1, whose default `winsorise` reproduces, defects included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpindex.errors import OptionError, suggest
from mpindex.steps.columns import as_floats, sample
from mpindex.steps.moments import moments
from mpindex.steps.registry import register
from mpindex.steps.treat.forms import FORMS, learn
from mpindex.steps.treat.winsor import has_outliers, limits
from mpindex.typing import Array, Bools, Places

#: The thresholds and the number of points of the COIN Tool.
SKEW, KURT, WINMAX = 2.0, 3.5, 5.0

_KEPT = {"permutation", "monotonicity", "ties"}


@dataclass(frozen=True)
class Treatment:
    """What treatment did. Leading axis 3 of the statistics: before, after stage one, after stage two.

    NaN in the statistics where a stage was not reached.
    """

    values: Array  #: (..., units, indicators), treated
    skew: Array  #: (3, ..., indicators) skewness of the reference
    kurt: Array  #: (3, ..., indicators) excess kurtosis of the reference
    passes: Array  #: (3, ..., indicators) 1 without outliers, 0 with
    winsorised: Places  #: (..., indicators) points that winsorising moved (even if discarded later)
    stage: Places  #: (..., indicators) last stage kept: 0 untouched, 1, 2; -1 degenerate, untreated
    changed: NDArray[np.str_]  #: (..., units, indicators) "", "winhi", "winlo", a form, or "winhi+log_CT"


@register(
    "treat",
    "winsorise",
    formula="extremes to the next value until |skewness| < skew or kurtosis < kurt; after winmax points, the form `then`",
    main="winmax",
    keeps=_KEPT,
)
def winsorise(
    x: ArrayLike,
    *,
    winmax: Any = WINMAX,
    skew: Any = SKEW,
    kurt: Any = KURT,
    then: str = "log_CT",
    combined: bool = False,
    lam: Any = 0.0,
    reference: ArrayLike | None = None,
) -> Array:
    """Winsorise columns with outliers point by point; where that does not suffice, bend the column.

    While a column has outliers and fewer than `winmax` points were moved, all values tied at the maximum (at the
    minimum, if the skewness is negative) go to the next distinct value. If the column then passes, it is kept so.
    If not, winsorising is discarded and the form `then` applied to the original column, or with `combined` to the
    winsorised one; the result is kept whether it passes or not. A column that winsorising would make constant (a
    rare yes or no) is returned untreated, as is one with fewer than four values. NaN stay and count for nothing.

    The default `log_CT` makes a column with LOW outliers worse (COINr does the same): choose
    ``then="log_CT_plus"``, which mirrors it, whenever such columns occur.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    winmax : array_like, default 5
        Most points to move, a number or (..., indicators); None for no limit. Points that are tied move
        together, so the count can end above it.
    skew, kurt : array_like, default 2.0 and 3.5
        Thresholds of skewness and excess kurtosis, numbers or (..., indicators).
    then : str, default 'log_CT'
        One of log_CT, log_CT_plus, log_CT_orig, log_GII, boxcox or none.
    combined : bool, default False
        Whether the form bends the winsorised column, not the original one.
    lam : array_like, default 0.0
        Box-Cox's power on ``x - min + 1``; None fits it.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    References
    ----------
    COINr 1.1.14, ``Treat``; the thresholds are those of the JRC's audits.

    Examples
    --------
    >>> x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    >>> winsorise(x)[-3:].ravel()
    array([10., 30., 30.])
    """
    options = {"winmax": winmax, "skew": skew, "kurt": kurt, "then": then, "combined": combined, "lam": lam}
    return details(x, **options, reference=reference).values


@register(
    "treat",
    "bend_outliers",
    formula="form(x) where |skewness| >= skew and kurtosis >= kurt",
    main="form",
    keeps=_KEPT,
)
def bend_outliers(
    x: ArrayLike,
    *,
    form: str = "log_CT_plus",
    skew: Any = SKEW,
    kurt: Any = KURT,
    lam: Any = 0.0,
    reference: ArrayLike | None = None,
) -> Array:
    """Bend columns with outliers by a form (as in `winsorise`), without winsorising; leave the others.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    form : str, default 'log_CT_plus'
        One of log_CT, log_CT_plus, log_CT_orig, log_GII or boxcox.
    skew : array_like, default 2.0
        Threshold of the skewness, a number or (..., indicators).
    kurt : array_like, default 3.5
        Threshold of the excess kurtosis, a number or (..., indicators).
    lam : array_like, default 0.0
        Box-Cox's power, a number or (..., indicators); None fits it to each column.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    array
        Shaped like `x`.

    Examples
    --------
    >>> x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    >>> bend_outliers(x)[-1].round(3)
    array([4.605])
    """
    return details(x, first=form, then="none", skew=skew, kurt=kurt, lam=lam, reference=reference).values


def details(
    x: ArrayLike,
    *,
    first: str = "winsorise",
    winmax: Any = WINMAX,
    skew: Any = SKEW,
    kurt: Any = KURT,
    then: str = "log_CT",
    combined: bool = False,
    lam: Any = 0.0,
    reference: ArrayLike | None = None,
) -> Treatment:
    """Treat as `winsorise` does (or with a form `first`), and tell what was done to each column and cell.

    Parameters
    ----------
    x : array_like
        (..., units, indicators), NaN where missing and kept so.
    first : str, default 'winsorise'
        ``winsorise`` or a form.
    winmax : array_like, default 5
        Most points to move, as in `winsorise`.
    skew : array_like, default 2.0
        As in `winsorise`.
    kurt : array_like, default 3.5
        As in `winsorise`.
    then : str, default 'log_CT'
        As in `winsorise`.
    combined : bool, default False
        As in `winsorise`.
    lam : array_like, default 0.0
        Box-Cox's power, a number or (..., indicators); None fits it to each column.
    reference : array_like, optional
        (..., units', indicators), from which parameters are learned; by default `x` itself.

    Returns
    -------
    Treatment
        The treated values, and what was done to each column and cell.

    Examples
    --------
    >>> x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    >>> told = details(x)
    >>> told.stage, told.winsorised, told.passes.ravel()
    (array([1]), array([1]), array([ 0.,  1., nan]))
    """
    for name, known in ((first, ("winsorise", *FORMS)), (then, ("none", *FORMS))):
        if name not in known:
            raise OptionError(f"unknown treatment {name!r}.{suggest(name, known)} Known: {', '.join(known)}")
    x = as_floats(x)
    learned = sample(x, reference)
    limit = [_by_column(option, learned) for option in (np.inf if winmax is None else winmax, skew, kurt)]
    if any(np.isnan(each).any() for each in limit) or (limit[0] < 0).any():
        raise OptionError(
            f"winmax is a number of points of at least 0 (.inf for any), skew and kurt are numbers;"
            f" not {winmax!r}, {skew!r}, {kurt!r}"
        )
    before = _look(learned, *limit[1:])
    suspect = before[2] == 0
    move, points = _stage_one(first, learned, suspect, limit, lam)
    moved = move(learned)
    between = _where(suspect, _look(moved, *limit[1:]))
    degenerate = suspect & np.isnan(between[2])
    again = suspect & (between[2] == 0) & (then != "none")
    bend = _curve(then, moved if combined else learned, again, lam)
    after = _where(again, _look(bend(moved if combined else learned), *limit[1:]))
    first_stage = np.where(degenerate[..., None, :], x, move(x))
    values = np.where(again[..., None, :], bend(first_stage if combined else x), first_stage)
    stage = np.select([degenerate, again, suspect], [-1, 2, 1], default=0)
    skews, kurts, passes = (np.stack(three) for three in zip(before, between, after, strict=True))
    changed = _changes(x, first_stage, stage, first, then, combined)
    return Treatment(values, skews, kurts, passes, points, stage, changed)


def _by_column(value: Any, learned: Array) -> Array:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), learned.shape[:-2] + learned.shape[-1:])


def _look(values: Array, most_skew: Array, most_kurt: Array) -> tuple[Array, Array, Array]:
    skew, kurt = moments(values)
    fails = has_outliers(skew, kurt, most_skew, most_kurt)
    return skew, kurt, np.where(np.isnan(skew) | np.isnan(kurt), np.nan, ~fails)


def _where(reached: Bools, statistics: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple(np.where(reached, statistic, np.nan) for statistic in statistics)


def _stage_one(
    first: str, learned: Array, suspect: Bools, limit: list[Array], lam: Any
) -> tuple[Callable[[Array], Array], Places]:
    if first != "winsorise":
        return _curve(first, learned, suspect, lam), np.zeros(suspect.shape, dtype=np.intp)
    low, high, points = limits(learned, winmax=limit[0], skew=limit[1], kurt=limit[2])
    return lambda values: np.clip(values, low, high), points


def _curve(form: str, learned: Array, chosen: Bools, lam: Any) -> Callable[[Array], Array]:
    """Return the form learned from the chosen columns, which leaves all others alone."""
    if not chosen.any():
        return lambda values: values
    return learn(form, np.where(chosen[..., None, :], learned, np.nan), lam)


def _changes(
    x: Array, first_stage: Array, stage: Places, first: str, then: str, combined: bool
) -> NDArray[np.str_]:
    present = ~np.isnan(x)
    stage = np.broadcast_to(stage[..., None, :], x.shape)
    if first == "winsorise":
        early = np.select([first_stage < x, first_stage > x], ["winhi", "winlo"], default="")
    else:
        early = np.where(present & (stage > 0), first, "")
    late = np.where(present, then, "")
    if combined:
        late = np.where(early == "", late, np.char.add(np.char.add(early, "+"), then))
    return np.where(stage == 2, late, early)
