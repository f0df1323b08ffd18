"""How far one fuzzy set is necessary or enough for another: consistency, coverage, and what guards against triviality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.typing import Array


@dataclass(frozen=True)
class Fit:
    """How a set X stands to an outcome Y.

    Attributes
    ----------
    necessity_consistency : float
        Sum of min(X, Y) over the sum of Y: how far Y lies inside X.
    relevance : float
        Relevance of necessity, sum of 1 - X over sum of 1 - min(X, Y): near 0 where X is nearly everybody.
    necessity_coverage : float
        Sum of min(X, Y) over the sum of X: how far X is no larger than Y.
    sufficiency_consistency : float
        Sum of min(X, Y) over the sum of X: how far X lies inside Y.
    pri : float
        Proportional reduction in inconsistency: sufficiency less what X has in common with Y and not-Y alike.
    sufficiency_coverage : float
        Sum of min(X, Y) over the sum of Y: how much of Y this X accounts for.
    """

    necessity_consistency: float
    relevance: float
    necessity_coverage: float
    sufficiency_consistency: float
    pri: float
    sufficiency_coverage: float


def fit(x: Array, y: Array) -> Fit:
    """Return how a set stands to an outcome.

    Parameters
    ----------
    x, y : array
        (units,), memberships from 0 to 1, none missing. Where a set is empty what would divide by it is NaN.

    References
    ----------
    Ragin (2006), Political Analysis 14(3); Schneider & Wagemann (2012), Set-Theoretic Methods, ch. 5 and 9.

    Examples
    --------
    >>> fit(np.array([0.2, 0.8]), np.array([0.4, 0.8])).sufficiency_consistency
    1.0
    """
    both = np.minimum(x, y).sum()
    contradictory = np.minimum(np.minimum(x, y), 1 - y).sum()
    inside, covered = _share(both, x.sum()), _share(both, y.sum())
    return Fit(
        necessity_consistency=covered,
        relevance=_share((1 - x).sum(), (1 - np.minimum(x, y)).sum()),
        necessity_coverage=inside,
        sufficiency_consistency=inside,
        pri=_share(both - contradictory, x.sum() - contradictory),
        sufficiency_coverage=covered,
    )


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
