"""What a reader of shares of draws must know: what was varied unasked, and who mostly has no score."""

from __future__ import annotations

import numpy as np

from mpindex.typing import Array
from mpindex.uncertainty.assumed import assumed, in_words, is_assumed
from mpindex.uncertainty.tallies import Tally
from mpindex.uncertainty.task import Task
from mpindex.wording import counted

#: Ranks of a unit with a score in fewer draws than this say little of it.
MOSTLY = 0.5
_MOST_LISTED = 12


def notes(task: Task, tally: Tally) -> tuple[str, ...]:
    """Return what must be known of a run before its shares are used.

    Parameters
    ----------
    task : Task
        What was run.
    tally : Tally
        What was counted.
    """
    return (*assumption(task), *_unscored(task, tally.ranks.drawn / task.draws))


def assumption(task: Task) -> list[str]:
    """Return the sentence that says what was varied unasked; none where the definition or the caller says it.

    Parameters
    ----------
    task : Task
        What was run.
    """
    if not is_assumed(task.definition, task.uncertainty, task.chains):
        return []
    names = {factor.name for factor in task.replicates.factors}
    choices = {name: value for name, value in assumed(task.replicates.base).items() if name in names}
    return [
        f"{task.definition.id} does not say what its maker could have chosen otherwise, so what any index leaves open was"
        f" varied: {in_words(choices)}; to vary other things write them under `uncertainty:` or give uncertainty={{...}}"
    ]


def _unscored(task: Task, shares: Array) -> list[str]:
    """Units that mostly have no score: their ranks are those of a few draws, and the others' are among fewer."""
    rare = np.flatnonzero(shares < MOSTLY)
    if not len(rare):
        return []
    named = [task.dataset.names[task.dataset.units[i]] for i in rare[:_MOST_LISTED]]
    more = f" and {len(rare) - _MOST_LISTED} more" if len(rare) > _MOST_LISTED else ""
    every = "any draw" if not shares[rare].any() else "most draws"
    return [
        f"{len(rare)} of {counted(len(shares), 'unit')} have no score in {every} ({', '.join(named)}{more}):"
        " ranks are among those that have one"
    ]
