"""What would change the answer: one choice made otherwise at a time, what moves the unit most first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from mpindex.analysis.verdict.tiers import Tiers
from mpindex.pages.tables import Table, shift
from mpindex.uncertainty.choices.words import alternative_in_words
from mpindex.uncertainty.runs.task import Task
from mpindex.wording import ordinal

HEAD = ("choice", "rank", "", "band")
#: So many choices of a definition are shown; the CSV has all.
MOST = 8


def choices(answer: Tiers) -> Table | None:
    """Return the single choices that move a unit, the largest move first; None where none does or nothing varies.

    Parameters
    ----------
    answer : Tiers
        One definition's answer.
    """
    if answer.run is None or answer.alone is None or answer.standing.rank is None:
        return None
    frame = _frame(answer.alone, answer.run.task)
    band = answer.alone.attrs["band"]
    bands = frame.get("band", band)  # a definition without bands has no such column
    moved = frame[(frame["move"] != 0) | (bands != band)]
    if not len(moved):
        return None
    shown = moved.head(MOST)
    ranks = [float(answer.standing.rank), *shown["rank"].dropna()]
    rows = [_row(row, answer.standing.rank, band, min(ranks), max(ranks)) for row in shown.to_dict("records")]
    definition = answer.standing.index.definition
    caption = f"{definition.title}: {len(shown)} of {len(frame)} single choices, from rank {ordinal(answer.standing.rank)}"
    return Table(
        f"{answer.standing.unit}-{answer.standing.id}-choices", caption, HEAD, rows, frozenset({1}),
        frame.drop(columns="move").set_index("choice"),
    )  # fmt: skip


def _frame(alone: pd.DataFrame, task: Task) -> pd.DataFrame:
    frame = alone.reset_index()
    words = [
        alternative_in_words(str(factor), str(label), task.replicates.base)
        for factor, label in zip(frame["factor"], frame["alternative"], strict=True)
    ]
    frame.insert(0, "choice", words)
    frame["move"] = frame["change"].fillna(np.inf).abs()
    return frame.sort_values("move", ascending=False, kind="stable").drop(columns="change")


def _row(row: dict[str, Any], before: int, band: str, low: float, high: float) -> tuple[str | Markup, ...]:
    after_band = row.get("band", band)
    changed = "" if after_band == band else str(after_band)
    if np.isnan(row["rank"]):
        return (row["choice"], "no score", Markup(""), changed)
    after = int(row["rank"])
    words = f"stays {ordinal(before)}" if after == before else f"to {ordinal(after)}"
    return (row["choice"], words, shift(before, after, low, high), changed)
