"""Robustness and sensitivity in sentences. Shares are of choices, and the sentences say so."""

from __future__ import annotations

import pandas as pd

from mpindex.uncertainty.choices.words import factor_in_words
from mpindex.uncertainty.runs.task import Task
from mpindex.wording import counted, listed, percent

#: A unit keeps its band if it has it in this share of the draws.
STEADY = 0.95
CAUTION = "These are shares of choices, not chances that the world is so."


def of_all(task: Task, bands: pd.DataFrame, mean_shift: float) -> str:
    """Return how much all units move: mean shift of ranks, and how many keep their band.

    Parameters
    ----------
    task : Task
        What was run.
    bands : DataFrame
        Shares of draws, units x bands.
    mean_shift : float
        Of ranks, over draws and units.
    """
    varied = listed([factor_in_words(factor.name) for factor in task.replicates.factors])
    head = f"{task.definition.title}, {counted(task.draws, 'draw')}, varied: {varied}."
    text = f"{head} Ranks move by {mean_shift:.1f} places on average."
    if not task.definition.bands:
        return f"{text} {CAUTION}"
    steady = int((bands.max(axis=1) >= STEADY).sum())
    kept = f"{steady} of {task.dataset.counted(len(bands))} get one and the same band"
    kept += f" in at least {percent(STEADY)} of draws."
    return f"{text} {kept} {CAUTION}"


def of_unit(task: Task, name: str, shares: pd.Series, ranks: pd.Series) -> str:
    """Return in what share of draws a unit has each band, and between which ranks it lies.

    Parameters
    ----------
    task : Task
        What was run.
    name : str
        Of the unit.
    shares : Series
        Share of draws by band.
    ranks : Series
        reference, median, low and high of the unit's ranks.
    """
    if pd.isna(ranks["median"]):
        return f"{name} has no score by {task.definition.title} in any draw."
    reference = "no rank" if pd.isna(ranks["reference"]) else f"rank {ranks['reference']:.0f}"
    text = (
        f"{name} by {task.definition.title}: {reference} as the definition stands, between {ranks['low']:.0f} and"
        f" {ranks['high']:.0f} in 90 % of {counted(task.draws, 'draw')}"
    )
    parts = [f"{band} in {percent(share)}" for band, share in shares.items() if share > 0]
    return f"{text}; {listed(parts)}. {CAUTION}" if task.definition.bands else f"{text}. {CAUTION}"


def of_choices(task: Task, name: str, totals: pd.Series, changes: str) -> str:
    """Return which choice decides the rank of a unit, and what single changes do to it.

    Parameters
    ----------
    task : Task
        What was run.
    name : str
        Of the unit.
    totals : Series
        Total Sobol index of the rank by factor; missing where the rank never varies.
    changes : str
        The largest single changes, a line each.
    """
    title = task.definition.title
    if totals.isna().all():
        head = f"No choice moves the rank of {name} by {title}."
    else:
        total = percent(min(max(float(totals.max()), 0.0), 1.0))
        head = (
            f"The rank of {name} by {title} hangs most on {factor_in_words(str(totals.idxmax()))}:"
            f" {total} of its variance would stay if all else were settled."
        )
    return f"{head}\nOne choice changed at a time:\n{changes}"
