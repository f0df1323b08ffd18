"""Fitted weights: chosen so that each child's influence on the index is what was intended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import OptionError, warn
from mpindex.steps.aggregate.inputs import weighted_mean
from mpindex.steps.columns import ratio
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import by_table, checked, informative, tables
from mpindex.typing import Array

Aim = Literal["importance", "correlation"]

_WIDEST = 8.0  # weights may differ from the start by a factor of e**8, about 3,000, either way
_BETTER = 1e-9  # of equally good weights those of the first start are kept: rounding must not choose
_MISSED = 0.01  # a share of influence further from its target than this is worth a warning
_HIGHEST = 100.0  # the power of a correlation: beyond, all but the strongest vanish


@dataclass(frozen=True)
class Fit:
    """Fitted weights (k,) of sum 1, the shares of influence that they give and those that were aimed at."""

    weights: Array
    influence: Array
    targets: Array

    @property
    def error(self) -> float:
        """Mean squared difference between influence and target."""
        return float(np.mean((self.influence - self.targets) ** 2))


def correlations(x: ArrayLike, w: ArrayLike) -> Array:
    """Correlation of each child with the weighted arithmetic mean of all.

    Parameters
    ----------
    x : array_like
        (units, k), NaN where missing and skipped.
    w : array_like
        (k,).

    Returns
    -------
    array
        (k,).

    Examples
    --------
    >>> correlations([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [1, 1])
    array([1., 1.])
    """
    table = tables(x)
    present = ~np.isnan(table)
    index = weighted_mean(table, np.asarray(w, dtype=np.float64), present)
    both = present & ~np.isnan(index)[:, None]
    count = np.maximum(both.sum(axis=0), 1)
    child, around = np.where(both, table, 0.0), np.where(both, index[:, None], 0.0)
    child = np.where(both, child - child.sum(axis=0) / count, 0.0)
    around = np.where(both, around - around.sum(axis=0) / count, 0.0)
    scale = np.sqrt((child**2).sum(axis=0) * (around**2).sum(axis=0))
    return np.nan_to_num(ratio((child * around).sum(axis=0), scale))


def influence(x: ArrayLike, w: ArrayLike, *, power: float = 2.0) -> Array:
    """Share of each child in the summed squared correlations with the index: its importance in effect.

    Parameters
    ----------
    x : array_like
        (units, k).
    w : array_like
        (k,). power : 2 for squared correlations, 1 for plain ones (negative ones then count against).
    power : float, default 2.0
        2 for squared correlations, 1 for plain ones.

    Returns
    -------
    array
        (k,), of sum 1.

    References
    ----------
    Paruolo, Saisana & Saltelli (2013), JRSS-A 176(3).

    Examples
    --------
    >>> influence([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [1, 5])
    array([0.5, 0.5])
    """
    r = correlations(x, w)
    if not 0 < power <= _HIGHEST:
        raise OptionError(f"power is above 0 and at most {_HIGHEST:g}, as 1 or 2; not {power!r}")
    powered = np.sign(r) * np.abs(r) ** power if power == 1 else np.abs(r) ** power
    return np.asarray(powered / powered.sum())


def fit(x: ArrayLike, targets: ArrayLike, *, power: float = 2.0) -> Fit:
    """Find the weights whose `influence` is nearest to `targets`, by least squares from three fixed starts.

    Parameters
    ----------
    x : array_like
        (units, k), NaN where missing and skipped, no column constant.
    targets : array_like
        (k,), at least 0, of any sum, read as intended importance. Deterministic; the best point found is returned,
        with the influence it gives. Targets can be out of reach, for children that move against the others above
        all: see `Fit.influence`.
    power : float, default 2.0
        2 for squared correlations, 1 for plain ones.

    Returns
    -------
    Fit
        The weights, and the influence that they give.

    Examples
    --------
    >>> found = fit([[1.0, 2.0], [2.0, 9.0], [3.0, 1.0], [9.0, 4.0]], [2, 1])
    >>> found.influence.round(6)
    array([0.666667, 0.333333])
    """
    from scipy.optimize import least_squares

    table = informative(tables(x))
    wanted = checked(targets, table.shape[1], "targets")
    counts = wanted > 0
    part, aim = table[:, counts], wanted[counts] / wanted.sum()
    spread = np.nanstd(part, axis=0)
    best = None
    for start in (aim / spread, np.reciprocal(spread), aim):
        origin = np.log(start)

        def missed(logs: Array, origin: Array = origin) -> Array:
            return np.asarray(influence(part, np.exp(logs + origin), power=power) - aim)

        solution = least_squares(
            missed, np.zeros(len(aim)), bounds=(-_WIDEST, _WIDEST), xtol=1e-12, ftol=1e-14, gtol=1e-14
        )
        if best is None or solution.cost < best[0] - _BETTER:
            best = (solution.cost, np.exp(solution.x + origin))
    assert best is not None
    weights, reached = np.zeros(len(wanted)), np.zeros(len(wanted))
    weights[counts] = best[1] / best[1].sum()
    reached[counts] = influence(part, best[1], power=power)
    return Fit(weights, reached, wanted / wanted.sum())


@register(
    "weigh",
    "fitted",
    formula="argmin of sum((influence - targets)**2)",
    main="targets",
    keeps=("permutation", "translation", "bounds"),
    bounds=(0.0, 1.0),
)
def fitted(
    x: ArrayLike,
    *,
    given: ArrayLike | None = None,
    targets: ArrayLike | None = None,
    aim: Aim = "importance",
    power: float = 2.0,
) -> Array:
    """Weights that give each child the influence intended, or the index most agreement with all.

    For an arithmetic mean of the children.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing and skipped; no column constant, or DataError.
    given : array_like, optional
        (k,), the stated weights, which are the targets where none are given.
    targets : array_like, optional
        (k,), intended importance of each child; by default the stated weights, or else equal.
    aim : {'importance', 'correlation'}, default 'importance'
        "importance" fits shares of squared correlations (plain ones with ``power=1``) to the targets as `fit` does,
        with a warning if they stay out of reach; "correlation" makes the sum of all correlations with the index
        largest, which ``w_j = 1 / s_j`` does exactly (s the standard deviations, complete data): the index is then
        the sum of the z-scores.
    power : float, default 2.0
        2 for squared correlations, 1 for plain ones.

    Returns
    -------
    array
        (..., k), of sum 1. given, targets : (k,), intended importance of each child: `targets`, or else the stated
        weights, or else equal.

    References
    ----------
    Paruolo, Saisana & Saltelli (2013), JRSS-A 176(3).

    Examples
    --------
    >>> fitted([[1.0, 10.0], [2.0, 20.0], [0.0, 30.0]], aim="correlation").round(3)
    array([0.909, 0.091])
    """
    x = tables(x)
    if aim not in ("importance", "correlation"):
        raise OptionError(f"aim must be 'importance' or 'correlation', not {aim!r}")
    if aim == "correlation":
        return by_table(_standardising, x)
    wanted = targets if targets is not None else given if given is not None else np.ones(x.shape[-1])
    return by_table(lambda table: _reaching(fit(table, wanted, power=power)), x)


def _standardising(table: Array) -> Array:
    weights = np.reciprocal(np.nanstd(informative(table), axis=0))
    return np.asarray(weights / weights.sum())


def _reaching(result: Fit) -> Array:
    missed = np.abs(result.influence - result.targets).max()
    if missed > _MISSED:
        warn(
            f"the intended importances are out of reach: the nearest weights leave a share {missed:.2f} "
            "away from its target"
        )
    return result.weights
