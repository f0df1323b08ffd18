"""One set of weights from benefit of the doubt: the mean of the weights that favour each unit most."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.aggregate.frontier import favourable
from mpindex.steps.columns import ratio
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import by_table, tables
from mpindex.typing import Array


@register(
    "weigh",
    "benefit_of_doubt",
    formula="mean over the units of the weights that favour each most",
    main="shares",
    keeps=("permutation", "bounds"),
    bounds=(0.0, 1.0),
)
def benefit_of_doubt(
    x: ArrayLike, *, shares: ArrayLike | None = None, weights: ArrayLike | None = None
) -> Array:
    """Mean of each unit's own most favourable weights, made to sum to 1.

    The unit's own weights cannot serve the others; where each unit shall have its own, say ``aggregate:
    benefit_of_doubt``. Units whose values are all 0 or missing have no favourite and are left out.

    Parameters
    ----------
    x : array_like
        (..., units, k), at least 0 or DataError, NaN where missing.
    shares : array_like, optional
        Bounds on the part of a unit's score that comes from each child, as in `mpindex.steps.aggregate.favourable`.
    weights : array_like, optional
        Bounds on each weight as a part of their sum, as there.

    Returns
    -------
    array
        (..., k).

    References
    ----------
    Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), Social Indicators Research 82.

    Examples
    --------
    >>> benefit_of_doubt([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]], shares=[0.5, 0.5]).round(3)
    array([0.5, 0.5])
    """

    def mean(table: Array) -> Array:
        favoured = favourable(table, shares=shares, weights=weights).weights
        total = favoured.sum(axis=1, keepdims=True)
        weighed = total[:, 0] > 0
        if not weighed.any():
            raise DataError("no unit has a value above 0 that could be weighed in its favour")
        return np.asarray(ratio(favoured, total)[weighed].mean(axis=0))

    return by_table(mean, tables(x))
