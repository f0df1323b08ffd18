"""What an answer as of a year rests on: what it lacks of the newest answer, and whether it is thin."""

from __future__ import annotations

import numpy as np

from mpindex.analysis.where.standing import Standing
from mpindex.engine.plan import Plan
from mpindex.wording import listed, percent

#: Below this share of the weight, for the median unit, a year has too few figures to rank by.
HALF = 0.5


def as_of_notes(standing: Standing) -> list[str]:
    """Say what an answer as of a year lacks of the newest one, and whether less than half of the weight has figures.

    Parameters
    ----------
    standing : Standing
        A unit by one definition; of the newest figures there is nothing to say.
    """
    index, year = standing.index, standing.index.dataset.year
    if year is None:
        return []
    notes = []
    typical = float(np.median(index.plan.coverage()))
    if typical < HALF:
        notes.append(
            f"As of {year} the median unit has figures for {percent(typical)} of the weight of “{index.definition.title}”:"
            " too few for a rank to say much."
        )
    lacks, besides = _differences(standing)
    if lacks or besides:
        clauses = [f"it lacks {listed(lacks)}"] if lacks else []
        clauses += [f"it counts {listed(besides)}, of which there is nothing newer"] if besides else []
        notes.append(
            f"By “{index.definition.title}” the answer as of {year} is not comparable with the newest: {listed(clauses)}."
        )
    return notes


def _differences(standing: Standing) -> tuple[list[str], list[str]]:
    """Indicators of which the unit has a figure in the newest data alone, and those as of the year alone."""
    plan = standing.index.plan
    newest = Plan.compile(plan.definition, plan.dataset.at(None), standing.index.parameters)
    place = standing.index.row(standing.unit)
    now, then = (~np.isnan(item.stage("raw")[place]) for item in (newest, plan))
    names = [standing.index.title_of(leaf) for leaf in plan.leaves]
    lacks = [name for name, a, b in zip(names, now, then, strict=True) if a and not b]
    besides = [name for name, a, b in zip(names, now, then, strict=True) if b and not a]
    return lacks, besides
