"""What keeps a unit out of the next better band when its score would do: the condition, its figure and what is asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from mpindex.analysis.where.standing import Standing
from mpindex.grammar.model import Condition, thaw
from mpindex.wording import form, number

#: Conditions on the score itself, which is not what keeps out.
_OF_THE_SCORE = ("score", "rank", "position", "share")
#: What is asked of a figure, by the key of a bound.
_ASKED = {"min": "at least {}", "above": "more than {}", "max": "at most {}", "below": "less than {}"}


def barrier(standing: Standing) -> str:
    """Say which condition of the next better band a unit does not meet: "population is 677,000, not more than 1.5 million".

    Parameters
    ----------
    standing : Standing
        A unit by one definition.

    Returns
    -------
    str
        Empty where no condition on a single figure of the unit keeps it out.
    """
    banding = standing.index.banding
    bands = [band for band in banding.bands if band.label == standing.next_band]
    for condition in bands[0].conditions if bands else ():
        if condition.quantity in _OF_THE_SCORE or not _is_failed(standing, condition):
            continue
        words = _words(standing, condition)
        if words:
            return words
    return ""


def _is_failed(standing: Standing, condition: Condition) -> bool:
    index = standing.index
    ranks = index.ranks.to_numpy(dtype=float)
    met = index.banding.conditions.met(condition, index.tree, ranks, {})
    return not bool(np.broadcast_to(met, ranks.shape)[index.row(standing.unit)])


def _words(standing: Standing, condition: Condition) -> str:
    """The figure, and the bound that it misses; empty where the bound is none of a single figure."""
    index = standing.index
    values = index.banding.quantities.value(condition.quantity, index.tree, index.ranks.to_numpy(dtype=float))
    if values is None or np.isnan(value := float(values[index.row(standing.unit)])):
        return ""
    reported = {item.id: item for item in index.plan.model.report}.get(condition.quantity)
    title = reported.title if reported else _name(standing, condition.quantity)
    write = (lambda x: form(x, reported.form)) if reported else number
    for key, given in condition.test:
        bound: Any = thaw(given)
        if key in _ASKED and isinstance(bound, int | float):
            return f"{title} is {write(value)}, not {_ASKED[key].format(write(float(bound)))}"
    return ""


def _name(standing: Standing, quantity: str) -> str:
    data = standing.index.dataset
    name = data.indicator(quantity).name if quantity in data.indicators else ""
    return name[:1].lower() + name[1:] if name else quantity
