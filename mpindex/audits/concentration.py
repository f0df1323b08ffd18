"""How concentrated power is in the whole system: Singer's CON, Herfindahl's index, the effective number of powers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.errors import DataError
from mpindex.typing import Array


@dataclass(frozen=True)
class Concentration:
    """Concentration of shares that sum to 1 over n units.

    Attributes
    ----------
    con : float
        0 where all are equal, 1 where one has all.
    herfindahl : float
        Sum of squared shares.
    effective : float
        1 / herfindahl: as many equal powers would be as concentrated.
    largest : float
        The largest share.
    n : int
        How many units.
    """

    con: float
    herfindahl: float
    effective: float
    largest: float
    n: int


def concentration(scores: Array) -> Concentration:
    """Concentration of scores (units,), NaN left out, each as a share of their sum.

    ``CON = sqrt((sum s^2 - 1/n) / (1 - 1/n))``, ``H = sum s^2``, effective number ``1 / H``. Needs scores of at
    least 0 that are not all 0 (amounts, not z-scores), else DataError. CON of a single unit is 1.

    Parameters
    ----------
    scores : array
        (units,), at least 0 and not all 0; NaN left out.

    Returns
    -------
    Concentration
        How concentrated the scores are.

    References
    ----------
    Singer, Bremer & Stuckey (1972); Ray & Singer (1973), Sociological Methods & Research 1(4); Laakso & Taagepera
    (1979) for the effective number.

    Examples
    --------
    >>> told = concentration(np.array([0.5, 0.25, 0.25, np.nan]))
    >>> round(told.con, 3), told.herfindahl, round(told.effective, 2), told.n
    (0.25, 0.375, 2.67, 3)
    """
    known = scores[~np.isnan(scores)]
    if not len(known) or (known < 0).any() or not known.any() or np.isinf(known).any():
        raise DataError(
            "concentration is of amounts: scores of at least 0, not all 0; normalise: share gives such scores"
        )
    share = known / known.sum()
    n, squares = len(share), float(share @ share)
    con = np.sqrt(max(0.0, squares - 1 / n) / (1 - 1 / n)) if n > 1 else 1.0
    return Concentration(float(con), squares, 1 / squares, float(share.max()), n)
