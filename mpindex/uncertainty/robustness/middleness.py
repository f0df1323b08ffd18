"""How near to the middle of the ranking each unit stands, over all draws of a run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.steps.normalise.middle import middleness_of
from mpindex.typing import Array
from mpindex.uncertainty.counts.rank_tallies import RankTable, RankTally
from mpindex.uncertainty.runs.task import Task

#: Quantiles by name.
QUANTILES = {"median": 0.5, "low": 0.05, "high": 0.95}
#: Most cells of draws that are held at once (1 GB), where the number of ranked units changes from draw to draw.
MOST_CELLS = 1 << 28


def middleness(task: Task, ranks: RankTally, kernel: str) -> pd.DataFrame:
    """Return ``M = 1 - |2 F - 1|`` by unit, ``F = (rank - 0.5) / N`` of the N units that a draw ranks.

    Where every draw ranks the same units the counts of ranks are enough; else all draws are run once more.

    Parameters
    ----------
    task : Task
        The run.
    ranks : RankTally
        What was counted.
    kernel : str
        As in `mpindex.steps.normalise.middleness_of`.

    Returns
    -------
    DataFrame
        reference, mean, error, median, low, high; NaN for a unit that never has a rank.

    Raises
    ------
    OptionError
        Unknown kernel, or more draws than can be held.
    """
    reference = _of_ranks(task.reference.ranks, kernel)[0]
    same = np.isin(ranks.drawn, (0, task.draws)).all()
    statistics = _of_counts(ranks, kernel) if same else _of_draws(task, kernel)
    return pd.DataFrame(
        {"reference": reference, **statistics}, index=pd.Index(task.dataset.units, name="unit")
    )


def _of_ranks(ranks: Array, kernel: str) -> Array:
    """(draws, units): middleness of ranks, NaN where missing."""
    n = (~np.isnan(ranks)).sum(axis=1, keepdims=True)
    return middleness_of((ranks - 0.5) / np.maximum(n, 1), kernel=kernel)


def _of_counts(ranks: RankTally, kernel: str) -> dict[str, Array]:
    """Statistics where every draw ranks the same units, from how often each has each rank."""
    drawn, counts = ranks.drawn, ranks.table
    n = int((drawn > 0).sum())
    by_rank = middleness_of((np.arange(1, n + 1) - 0.5) / max(n, 1), kernel=kernel)
    order = np.argsort(by_rank, kind="stable")
    table, values = RankTable(counts[:, order]), by_rank[order]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = table.table @ values / drawn
        variance = table.table @ values**2 / drawn - mean**2
        error = np.sqrt(np.maximum(variance, 0.0) / drawn)
    result = {"mean": mean, "error": error}
    for name, share in QUANTILES.items():
        place = np.maximum(drawn - 1, 0) * share
        low, high = np.floor(place).astype(np.int64), np.ceil(place).astype(np.int64)
        below, above = (values[np.minimum(rank, n) - 1] for rank in table.smallest([low, high]))
        result[name] = np.where(drawn > 0, below + (above - below) * (place - low), np.nan)
    return result


def _of_draws(task: Task, kernel: str) -> dict[str, Array]:
    """Statistics where draws rank different units: all of them once more."""
    if task.draws * len(task.dataset.units) > MOST_CELLS:
        raise OptionError(
            f"{task.draws:,} draws that rank different units are too many to hold; run at most"
            f" {MOST_CELLS // len(task.dataset.units):,}"
        )
    parts = [_of_ranks(task.run(span).ranks, kernel).astype(np.float32) for span in task.spans()]
    values = np.concatenate(parts)
    present = ~np.isnan(values)
    drawn = present.sum(axis=0)
    filled = np.where(present, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0, dtype=np.float64) / drawn
        error = np.sqrt(np.where(present, (filled - mean) ** 2, 0.0).sum(axis=0)) / drawn
    ends, ranked = np.full((len(QUANTILES), len(drawn)), np.nan), drawn > 0
    ends[:, ranked] = np.nanquantile(values[:, ranked], list(QUANTILES.values()), axis=0)
    return {"mean": mean, "error": error, **dict(zip(QUANTILES, ends, strict=True))}
