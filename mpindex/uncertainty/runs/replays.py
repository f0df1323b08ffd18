"""What counts over single units do not hold: all draws of a run once more, for pairs of units and for weights.

The same seed gives the same draws, so nothing needs to be kept for these questions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.typing import Array
from mpindex.uncertainty.runs.task import Task

#: Draws whose comparisons are added up in a byte.
_AT_ONCE = 255


def pair_share(task: Task, first: int, second: int) -> tuple[float, float]:
    """Return the share of draws in which one unit ranks above another, ties counting half, and its Monte Carlo error.

    Parameters
    ----------
    task : Task
        The run.
    first, second : int
        Numbers of the units.

    Returns
    -------
    share, error : float
        NaN where the two are never both ranked.
    """
    blocks = (task.run(span).ranks for span in task.spans())
    wins = np.concatenate([_wins(ranks[:, first], ranks[:, second]) for ranks in blocks])
    wins = wins[~np.isnan(wins)]
    if not len(wins):
        return float("nan"), float("nan")
    return float(wins.mean()), float(wins.std() / np.sqrt(len(wins)))


def pair_shares(task: Task) -> Array:
    """Return the share of draws in which the unit of the row ranks above that of the column, (units, units).

    Ties count half. The diagonal and pairs that are never both ranked are NaN.
    """
    units = len(task.dataset.units)
    above, met = np.zeros((units, units)), np.zeros((units, units))
    for span in task.spans():
        ranks = task.run(span).ranks
        present = (~np.isnan(ranks)).astype(np.float64)
        met += present.T @ present
        for start in range(0, len(ranks), _AT_ONCE):
            above += _above(ranks[start : start + _AT_ONCE])
    won = above + 0.5 * (met - above - above.T)  # the rest are ties
    shares: Array = np.divide(won, met, out=np.full(won.shape, np.nan), where=met > 0)
    np.fill_diagonal(shares, np.nan)
    return shares


def weights_by_band(task: Task, unit: int) -> pd.DataFrame:
    """Return the mean effective weight of each indicator over the draws that put a unit in each band.

    Indicators by bands that occur, and `all`: the mean over all draws that give it a band.
    """
    replicates = task.replicates
    total = np.zeros((len(replicates.labels), len(replicates.base.leaves)))
    count = np.zeros(len(replicates.labels))
    for span in task.spans():
        values, size = task.values(span)
        codes = replicates.run(values, size).codes[:, unit]
        effective = replicates.effective(values, size)
        for code in np.unique(codes[codes >= 0]):
            total[code] += effective[codes == code].sum(axis=0)
            count[code] += (codes == code).sum()
    means = {label: total[i] / count[i] for i, label in enumerate(replicates.labels) if count[i]}
    frame = pd.DataFrame(means, index=[leaf.id for leaf in replicates.base.leaves])
    frame["all"] = total.sum(axis=0) / count.sum() if count.any() else np.nan
    return frame


def _above(ranks: Array) -> NDArray[np.uint8]:
    """(units, units): in how many of at most `_AT_ONCE` draws the unit of the row ranks above that of the column."""
    kind = np.min_scalar_type(ranks.shape[1])
    missing = np.isnan(ranks)
    better = np.where(missing, np.iinfo(kind).max, ranks).astype(kind)  # a missing rank is above nobody,
    worse = np.where(missing, 0, ranks).astype(kind)  # and below nobody
    count = np.zeros((ranks.shape[1],) * 2, dtype=np.uint8)
    for one, other in zip(better, worse, strict=True):
        count += one[:, None] < other
    return count


def _wins(first: Array, second: Array) -> Array:
    """(draws,): 1 where the first rank is better, one half where both are equal, NaN where either is missing."""
    with np.errstate(invalid="ignore"):
        wins = (first < second) + 0.5 * (first == second)
    return np.where(np.isnan(first) | np.isnan(second), np.nan, wins)
