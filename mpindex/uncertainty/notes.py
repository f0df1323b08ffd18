"""What a reader of shares of draws must know: what was varied unasked, and who mostly has no score."""

from __future__ import annotations

import numpy as np

from mpindex.typing import Array
from mpindex.uncertainty.choices.assumed import assumed, in_words, is_assumed
from mpindex.uncertainty.choices.choices import Choice, Factor
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.task import Task
from mpindex.wording import listed

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
    return (*assumption(task), *held_fixed(task), *_unscored(task, tally.ranks.drawn / task.draws))


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


def held_fixed(task: Task) -> list[str]:
    """Return the sentence that says whose bands are not drawn: those of another definition that a band asks for.

    Parameters
    ----------
    task : Task
        What was run.
    """
    others = task.replicates.base.banding.other_definitions
    if not others:
        return []
    return [
        f"the bands of {listed(others)}, which {task.definition.id} asks for, are held as they stand; only the choices of"
        f" {task.definition.id} vary"
    ]


def mixed_scales(task: Task) -> list[str]:
    """Return the sentence that says that indices of `score` compare units of measure; none where no scale varies.

    Parameters
    ----------
    task : Task
        What was run.
    """
    rescaling = [factor.name for factor in task.replicates.factors if _rescales(factor)]
    if not rescaling:
        return []
    verb = "changes" if len(rescaling) == 1 else "change"
    return [
        f"{listed(rescaling)} {verb} the scale of the score (0 to 100, 0 to 1, shares), so the indices of `score` say mostly"
        " that; those of rank, band and ordering do not depend on the scale"
    ]


def _rescales(factor: Factor) -> bool:
    """Whether a factor's alternatives give scores on other scales: another normalisation, or another mean."""
    changed = [path for change in factor.changes for path in change] if isinstance(factor, Choice) else []
    return any(str(path).split(".")[-1] in ("normalise", "aggregate", "then") for path in changed)


def _unscored(task: Task, shares: Array) -> list[str]:
    """Units that mostly have no score: their ranks are those of a few draws, and the others' are among fewer."""
    rare = np.flatnonzero(shares < MOSTLY)
    if not len(rare):
        return []
    named = [task.dataset.names[task.dataset.units[i]] for i in rare[:_MOST_LISTED]]
    more = f" and {len(rare) - _MOST_LISTED} more" if len(rare) > _MOST_LISTED else ""
    every = "any draw" if not shares[rare].any() else "most draws"
    return [
        f"{len(rare)} of {task.dataset.counted(len(shares))} {'has' if len(rare) == 1 else 'have'} no score in {every}"
        f" ({', '.join(named)}{more}):"
        " ranks are among those that have one"
    ]
