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

from mpindex.errors import DefinitionError, suggest
from mpindex.steps.columns import Array, as_floats, sample
from mpindex.steps.moments import moments
from mpindex.steps.registry import register
from mpindex.steps.treat.forms import FORMS, learn
from mpindex.steps.treat.winsor import has_outliers, limits

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
    winsorised: NDArray[np.intp]  #: (..., indicators) points that winsorising moved (even if discarded later)
    stage: NDArray[np.intp]  #: (..., indicators) last stage kept: 0 untouched, 1, 2; -1 degenerate, untreated
    changed: NDArray[np.str_]  #: (..., units, indicators) "", "winhi", "winlo", a form, or "winhi+log_CT"


@register("treat", "winsorise", main="winmax", keeps=_KEPT)
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

    While a column has outliers and fewer than `winmax` points were moved, all values tied at the
    maximum (at the minimum, if the skewness is negative) go to the next distinct value. If the
    column then passes, it is kept so. If not, winsorising is discarded and the form `then` applied
    to the original column, or with `combined` to the winsorised one; the result is kept whether it
    passes or not. A column that winsorising would make constant (a rare yes or no) is returned
    untreated, as is one with fewer than four values. NaN stay and count for nothing.

    winmax : most points to move, a number or ``(..., indicators)``; None for no limit. Points that
        are tied move together, so the count can end above it.
    skew, kurt : thresholds, numbers or ``(..., indicators)``.
    then : log_CT, log_CT_plus, log_CT_orig, log_GII, boxcox or none.
    lam : Box-Cox's power on ``x - min + 1``; None fits it.

    The default `log_CT` makes a column with LOW outliers worse (COINr does the same): choose
    ``then="log_CT_plus"``, which mirrors it, whenever such columns occur.

    >>> x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    >>> winsorise(x)[-3:].ravel()
    array([10., 30., 30.])
    """
    options = {"winmax": winmax, "skew": skew, "kurt": kurt, "then": then, "combined": combined, "lam": lam}
    return details(x, **options, reference=reference).values


@register("treat", "bend_outliers", main="form", keeps=_KEPT)
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

    >>> x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    >>> told = details(x)
    >>> told.stage, told.winsorised, told.passes.ravel()
    (array([1]), array([1]), array([ 0.,  1., nan]))
    """
    for name, known in ((first, ("winsorise", *FORMS)), (then, ("none", *FORMS))):
        if name not in known:
            raise DefinitionError(
                f"unknown treatment {name!r}.{suggest(name, known)} Known: {', '.join(known)}"
            )
    x = as_floats(x)
    learned = sample(x, reference)
    limit = [_by_column(option, learned) for option in (np.inf if winmax is None else winmax, skew, kurt)]
    before = _look(learned, *limit[1:])
    suspect = before[2] == 0
    move, points = _stage_one(first, learned, suspect, limit, lam)
    moved = move(learned)
    between = _where(suspect, _look(moved, *limit[1:]))
    degenerate = suspect & np.isnan(between[2])
    again = suspect & (between[2] == 0) & (then != "none")
    bend = _curve(then, moved if combined else learned, again, lam)
    after = _where(again, _look(bend(moved if combined else learned), *limit[1:]))
    one = np.where(degenerate[..., None, :], x, move(x))
    values = np.where(again[..., None, :], bend(one if combined else x), one)
    stage = np.select([degenerate, again, suspect], [-1, 2, 1], default=0)
    skews, kurts, passes = (np.stack(three) for three in zip(before, between, after, strict=True))
    changed = _changes(x, one, stage, first, then, combined)
    return Treatment(values, skews, kurts, passes, points, stage, changed)


def _by_column(value: Any, learned: Array) -> Array:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), learned.shape[:-2] + learned.shape[-1:])


def _look(values: Array, most_skew: Array, most_kurt: Array) -> tuple[Array, Array, Array]:
    skew, kurt = moments(values)
    fails = has_outliers(skew, kurt, most_skew, most_kurt)
    return skew, kurt, np.where(np.isnan(skew) | np.isnan(kurt), np.nan, ~fails)


def _where(reached: NDArray[np.bool_], statistics: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple(np.where(reached, statistic, np.nan) for statistic in statistics)


def _stage_one(
    first: str, learned: Array, suspect: NDArray[np.bool_], limit: list[Array], lam: Any
) -> tuple[Callable[[Array], Array], NDArray[np.intp]]:
    if first != "winsorise":
        return _curve(first, learned, suspect, lam), np.zeros(suspect.shape, dtype=np.intp)
    low, high, points = limits(learned, winmax=limit[0], skew=limit[1], kurt=limit[2])
    return lambda values: np.clip(values, low, high), points


def _curve(form: str, learned: Array, chosen: NDArray[np.bool_], lam: Any) -> Callable[[Array], Array]:
    """Return the form learned from the chosen columns, which leaves all others alone."""
    if not chosen.any():
        return lambda values: values
    return learn(form, np.where(chosen[..., None, :], learned, np.nan), lam)


def _changes(
    x: Array, one: Array, stage: NDArray[np.intp], first: str, then: str, combined: bool
) -> NDArray[np.str_]:
    there = ~np.isnan(x)
    stage = np.broadcast_to(stage[..., None, :], x.shape)
    if first == "winsorise":
        early = np.select([one < x, one > x], ["winhi", "winlo"], default="")
    else:
        early = np.where(there & (stage > 0), first, "")
    late = np.where(there, then, "")
    if combined:
        late = np.where(early == "", late, np.char.add(np.char.add(early, "+"), then))
    return np.where(stage == 2, late, early)
