"""Running all blocks of a task: counted here or on workers, or kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.typing import Executor
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.replicates import Outcome
from mpindex.uncertainty.runs.task import Task
from mpindex.uncertainty.runs.workers import on_workers

#: Runs of at least so many blocks show a progress bar in a terminal.
LONG = 100
#: Most scores and ranks that are kept on demand (2 GB).
MOST_KEPT = 1 << 28


def counted(task: Task, executor: Executor | None, progress: bool | None) -> Tally:
    """Count all draws, on the executor's workers if there is one; no draw is kept."""
    tally = task.empty()
    with _progress(task.blocks, progress) as done:
        if executor is not None:
            for many, part in on_workers(task, executor):
                tally.merge(part)
                done(many)
        else:
            for span in task.spans():
                task.count(span, tally)
                done(len(span))
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
    with _progress(task.blocks, progress) as done:
        for span in task.spans():
            outcomes.append(task.run(span))
            tally.add(outcomes[-1].ranks, outcomes[-1].codes)
            done(len(span))
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


@contextmanager
def _progress(blocks: int, shown: bool | None) -> Iterator[Callable[[int], object]]:
    """A progress bar if asked for, by default for long runs in a terminal; yields what to call with blocks done."""
    if not (shown if shown is not None else blocks >= LONG and sys.stderr.isatty()):
        yield lambda blocks: None
        return
    from tqdm.auto import tqdm

    with tqdm(total=blocks, unit="block", leave=False) as bar:
        yield bar.update
