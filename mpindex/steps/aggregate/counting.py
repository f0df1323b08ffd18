"""Counting (Alkire & Foster): in how many respects a unit is deprived, and what that adds up to over a population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, OptionError
from mpindex.steps.aggregate.inputs import children, counted, refuse, weighted_mean
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

#: Scores closer to the cut-off than this are at it: 0.4 + 0.3 + 0.2 + 0.1 is a hair below 1 in floating point.
AT_THE_LINE = 1e-9


def outside_unit(x: ArrayLike, **options: Any) -> Bools:
    """Mask cells below 0 or above 1.

    Parameters
    ----------
    x : array_like
        (..., units, k), NaN where missing.
    **options : object
        Those of the method; they make no difference.

    Returns
    -------
    bool array
        Shaped like `x`.
    """
    values = numbers(x)
    return np.asarray((values < 0) | (values > 1))


@register(
    "aggregate",
    "counting",
    formula="sum(w x) / sum(w) where sum(w [x > 0]) / sum(w) >= k, else 0",
    main="k",
    keeps=(
        "permutation",
        "weight_scaling",
        "ties",
        "monotonicity",
        "dominance",
        "irrelevant_units",
        "bounds",
    ),
    traits={"between"},
    bounds=(0.0, 1.0),
    refuses=outside_unit,
    example={"k": 0.5},
)
def counting(x: ArrayLike, w: ArrayLike, *, k: float) -> Array:
    """Censored deprivation score: the weighted share of deprivations, for units that have enough of them; else 0.

    Children are deprivations: 1 where deprived and 0 where not, as ``normalise: {within: [null, 0.2]}`` gives them, or
    the gap to the cut-off (or its square) from 0 to 1. More is worse, so say ``best: low``. The mean of the scores over
    the units is the adjusted headcount ratio of `alkire_foster`. Weights are rescaled over the children present.

    Parameters
    ----------
    x : array_like
        (..., units, k), from 0 to 1, NaN where missing and skipped.
    w : array_like
        (..., k), at least 0, of any sum; only their proportions matter.
    k : float
        Least weighted share of deprivations, above 0 and at most 1; a unit at it counts.

    Returns
    -------
    array
        (..., units), from 0 to 1; NaN where no child counts.

    References
    ----------
    Alkire & Foster (2011), Journal of Public Economics 95.

    Examples
    --------
    >>> counting([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]], [1, 1, 2], k=0.5)
    array([0.5, 0. ])
    """
    line = _cutoff(k)
    values, weights, present = children(x, w)
    refuse(
        counted(outside_unit(values), weights),
        "lie between 0 and 1 for counting",
        "use normalise: within first",
    )
    share = weighted_mean((values > 0).astype(np.float64), weights, present)
    score = weighted_mean(values, weights, present)
    return np.where(share >= line, score, np.where(np.isnan(share), np.nan, 0.0))


@dataclass(frozen=True)
class Poverty:
    """What counting adds up to over a population. Made by `alkire_foster`.

    Attributes
    ----------
    headcount : float
        H, share of the population that is multidimensionally poor.
    intensity : float
        A, mean deprivation score of the poor.
    adjusted : float
        M0 = H A, the adjusted headcount ratio.
    uncensored, censored : array
        (k,), share of the population deprived in each indicator, and that is so and poor.
    contributions : array
        (k,), part of M0 that comes from each indicator, of sum 1; NaN where nobody is poor.
    groups : mapping
        By group, the same for its members; empty without groups.
    population : mapping
        By group, its share of the population.
    """

    headcount: float
    intensity: float
    adjusted: float
    uncensored: Array = field(repr=False)
    censored: Array = field(repr=False)
    contributions: Array = field(repr=False)
    groups: dict[object, Poverty] = field(default_factory=dict, repr=False)
    population: dict[object, float] = field(default_factory=dict, repr=False)

    @property
    def group_contributions(self) -> dict[object, float]:
        """Part of M0 that comes from each group: its share of the population times its own M0, over M0."""
        whole = self.adjusted if self.adjusted > 0 else np.nan
        return {name: self.population[name] * part.adjusted / whole for name, part in self.groups.items()}


def alkire_foster(
    deprived: ArrayLike,
    w: ArrayLike,
    *,
    k: float,
    population: ArrayLike | None = None,
    groups: Sequence[object] | None = None,
) -> Poverty:
    """Count the poor, by indicator and by group: headcount ratio, intensity, adjusted headcount ratio, decomposition.

    Parameters
    ----------
    deprived : array_like
        (units, k), 1 where deprived, 0 where not (or the gap, from 0 to 1); nothing may be missing.
    w : array_like
        (k,), at least 0, of any sum; only their proportions matter.
    k : float
        Least weighted share of deprivations of the poor, above 0 and at most 1; a unit at it is poor.
    population : array_like, optional
        (units,), how many people each unit stands for; by default all the same.
    groups : sequence, optional
        (units,) labels, by which M0 is decomposed.

    Returns
    -------
    Poverty
        H, A, M0, their parts by indicator and by group.

    Raises
    ------
    DataError
        A figure is missing or outside 0 to 1, or the population is not above 0.

    References
    ----------
    Alkire & Foster (2011), Journal of Public Economics 95; Alkire et al. (2015), Multidimensional Poverty Measurement
    and Analysis, ch. 5.

    Examples
    --------
    >>> told = alkire_foster([[0, 0, 0, 0], [0, 1, 0, 1], [1, 1, 1, 1], [0, 1, 0, 0]], [1, 1, 1, 1], k=0.5)
    >>> told.headcount, told.intensity, told.adjusted
    (0.5, 0.75, 0.375)
    >>> told.contributions.round(3)
    array([0.167, 0.333, 0.167, 0.333])
    """
    values, weights, present = children(deprived, w)
    if values.ndim != 2 or not present.all():
        raise DataError(
            "counting over a population needs a table (units, k) without gaps; impute or leave units out"
        )
    people = np.ones(len(values)) if population is None else numbers(population, "population")
    if people.shape != (len(values),) or not (np.isfinite(people).all() and (people > 0).all()):
        raise DataError(f"population must be one number above 0 for each of {len(values)} units")
    scores = counting(values, weights, k=k)
    result = _measures(values, weights / weights.sum(), scores, people)
    if groups is None:
        return result
    labels = list(groups)
    if len(labels) != len(values):
        raise DataError(f"groups must be one label for each of {len(values)} units; got {len(labels)}")
    parts, shares = {}, {}
    for label in dict.fromkeys(labels):
        inside = np.array([other == label for other in labels])
        parts[label] = _measures(values[inside], weights / weights.sum(), scores[inside], people[inside])
        shares[label] = float(people[inside].sum() / people.sum())
    return Poverty(**{**vars(result), "groups": parts, "population": shares})


def _measures(values: Array, w: Array, scores: Array, people: Array) -> Poverty:
    share = people / people.sum()
    poor = scores > 0
    headcount, adjusted = float(share @ poor), float(share @ scores)
    censored = share @ (values * poor[:, None])
    parts = w * censored / adjusted if adjusted > 0 else np.full(len(w), np.nan)
    intensity = adjusted / headcount if headcount > 0 else np.nan
    return Poverty(headcount, intensity, adjusted, share @ (values > 0), censored, parts)


def _cutoff(k: float) -> float:
    if isinstance(k, bool) or not isinstance(k, int | float) or not 0 < k <= 1:
        raise OptionError(f"the cut-off k is a share of the weights, above 0 and at most 1; got {k!r}")
    return k - AT_THE_LINE
