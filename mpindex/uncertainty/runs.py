"""Running all blocks of a task: counted here or on workers, or kept."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.typing import Executor
from mpindex.uncertainty.replicates import Outcome
from mpindex.uncertainty.tallies import Tally
from mpindex.uncertainty.task import Task
from mpindex.uncertainty.workers import on_workers

#: Runs of at least so many blocks show a progress bar in a terminal.
LONG = 100
#: Most scores and ranks that are kept on demand (2 GB).
MOST_KEPT = 1 << 28


def counted(task: Task, executor: Executor | None, progress: bool | None) -> Tally:
    """Count all draws, on the executor's workers if there is one; no draw is kept."""
    tally = task.empty()
    with _bar(task.blocks, progress) as bar:
        if executor is not None:
            for many, part in on_workers(task, executor):
                tally.merge(part)
                bar.update(many)
        else:
            for block in range(task.blocks):
                task.count(block, tally)
                bar.update(1)
    return tally


def kept(task: Task, progress: bool | None) -> tuple[Tally, pd.DataFrame]:
    """Count all draws, and keep the scores and ranks of each: draws x (what, unit).

    Raises
    ------
    OptionError
        More than fits into `MOST_KEPT` cells.
    """
    _require_room(task)
    tally = task.empty()
    outcomes: list[Outcome] = []
    with _bar(task.blocks, progress) as bar:
        for block in range(task.blocks):
            outcomes.append(task.run(block))
            tally.add(outcomes[-1].ranks, outcomes[-1].codes, task.reference.ranks[0])
            bar.update(1)
    columns = pd.MultiIndex.from_product(
        [["score", "rank"], list(task.dataset.units)], names=["what", "unit"]
    )
    scores = np.concatenate([outcome.scores for outcome in outcomes])
    ranks = np.concatenate([outcome.ranks for outcome in outcomes])
    return tally, pd.DataFrame(np.hstack([scores, ranks]), columns=columns)


def _require_room(task: Task) -> None:
    units = len(task.dataset.units)
    cells = 2 * task.draws * units
    if cells > MOST_KEPT:
        raise OptionError(
            f"keep=True would take {cells * 8 / 1e9:.0f} GB for {task.draws:,} draws; leave it out (shares and quantiles"
            f" need no draws kept), or keep at most {MOST_KEPT // 2 // units:,} draws"
        )


def _bar(blocks: int, shown: bool | None) -> Any:
    """A progress bar, silent unless asked for: by default for long runs in a terminal."""
    from tqdm import tqdm

    quiet = not (shown if shown is not None else blocks >= LONG and sys.stderr.isatty())
    return tqdm(total=blocks, unit="block", leave=False, disable=quiet)
