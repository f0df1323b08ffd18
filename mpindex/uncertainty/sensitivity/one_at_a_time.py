"""One choice changed at a time, all others as they stand: what becomes of one unit, as a table and in words."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from mpindex.uncertainty.choices.choices import Choice, Factor, Noise, Threshold, Weights
from mpindex.uncertainty.choices.words import alternative_in_words
from mpindex.uncertainty.runs.replicates import Outcome, Replicates
from mpindex.uncertainty.runs.task import Task
from mpindex.wording import ordinal

#: Draws by which weights and noise are shown.
ALONE = 1000
#: Which of these draws are shown: those that stand at 5 % and 95 % of the unit's ranks.
SHOWN = ((0.05, "best of 20 draws"), (0.95, "worst of 20 draws"))


def one_at_a_time(task: Task, unit: str) -> pd.DataFrame:
    """Return the verdict on a unit with each alternative alone; weights and noise by the ends of what they do alone.

    Parameters
    ----------
    task : Task
        The definition, its factors and the data.
    unit : str
        Code of the unit.

    Returns
    -------
    DataFrame
        By factor and alternative: rank, change (of the rank), score, band (where the definition has bands). Its `attrs`
        have rank and band as the definition stands.
    """
    replicates, place = task.replicates, task.dataset.units.index(unit)
    rows: list[dict[str, Any]] = []
    for factor, (labels, outcome) in zip(replicates.factors, _outcomes(task), strict=True):
        rows += _rows(factor, labels, outcome, replicates, place)
    reference = task.reference
    rank = reference.ranks[0, place]
    frame = pd.DataFrame(rows)
    frame.insert(3, "change", frame["rank"] - rank)
    frame = frame.set_index(["factor", "alternative"])
    if not task.definition.bands:
        frame = frame.drop(columns="band")
    frame.attrs = {
        "rank": None if np.isnan(rank) else int(rank),
        "band": _label(replicates, reference.codes[0, place]),
    }
    return frame


def changes(table: pd.DataFrame, task: Task) -> pd.DataFrame:
    """Put a table of one choice at a time into words: choice, rank ("from 53rd to 49th"), band where it changes.

    Only what moves the unit, the largest moves first.
    """
    reference, band = table.attrs["rank"], table.attrs["band"]
    before = _rank_in_words(reference)
    same_rank = table["rank"].isna() if reference is None else table["rank"] == reference
    bands = table["band"] if "band" in table else pd.Series(band, index=table.index)
    moved = table.assign(band=bands)[~same_rank | (bands != band)]
    order = moved["change"].abs().fillna(np.inf).sort_values(ascending=False, kind="stable").index
    rows = []
    for place, row in moved.loc[order].iterrows():
        factor, label = place if isinstance(place, tuple) else (place, "")
        after = _rank_in_words(None if np.isnan(row["rank"]) else int(row["rank"]))
        rank = f"stays {before}" if before == after else f"from {before} to {after}"
        choice = alternative_in_words(str(factor), str(label), task.replicates.base)
        rows.append((choice, rank, "" if row["band"] == band else row["band"]))
    return pd.DataFrame(rows, columns=["choice", "rank", "band"])


# rows of the table --------------------------------------------------------------


#: What came of each factor alone, by task: the same for all units, so that many units ask once.
_KNOWN: WeakKeyDictionary[Task, list[tuple[tuple[str, ...], Outcome]]] = WeakKeyDictionary()


def _outcomes(task: Task) -> list[tuple[tuple[str, ...], Outcome]]:
    """For each factor the labels of its alternatives (of draws none), and what comes of them."""
    if task not in _KNOWN:
        _KNOWN[task] = [_alone(factor, task) for factor in task.replicates.factors]
    return _KNOWN[task]


def _alone(factor: Factor, task: Task) -> tuple[tuple[str, ...], Outcome]:
    if isinstance(factor, Weights | Noise):
        drawn = factor.draw(np.random.default_rng(task.seed), ALONE)
        return (), task.replicates.run({factor.name: drawn}, ALONE)
    if isinstance(factor, Threshold):
        values = np.array([factor.low, factor.high])
        labels: tuple[str, ...] = tuple(f"{value:g}" for value in values)
    elif isinstance(factor, Choice):
        values, labels = np.arange(factor.size), tuple(factor.labels)
    else:
        values, labels = np.arange(1, len(factor.leaves) + 1), tuple(factor.leaves)
    return labels, task.replicates.run({factor.name: values}, len(values))


def _rows(
    factor: Factor, labels: tuple[str, ...], outcome: Outcome, replicates: Replicates, place: int
) -> list[dict[str, Any]]:
    """Rows of the table for one factor; of draws those that stand at the ends of what they do to the unit."""
    if labels:
        chosen = list(zip(labels, range(len(labels)), strict=True))
    else:
        order = np.argsort(outcome.ranks[:, place], kind="stable")
        chosen = [(label, int(order[int(q * (len(order) - 1))])) for q, label in SHOWN]
    return [_row(factor.name, label, outcome, i, replicates, place) for label, i in chosen]


def _row(
    name: str, label: str, outcome: Outcome, i: int, replicates: Replicates, place: int
) -> dict[str, Any]:
    return {
        "factor": name,
        "alternative": label,
        "rank": outcome.ranks[i, place],
        "score": outcome.scores[i, place],
        "band": _label(replicates, outcome.codes[i, place]),
    }


def _label(replicates: Replicates, code: int) -> str:
    return replicates.labels[code] if code >= 0 else "no score"


def _rank_in_words(rank: int | None) -> str:
    return "no score" if rank is None else ordinal(rank)
