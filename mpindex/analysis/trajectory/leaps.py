"""Figures that enter and leave from one year to the next, and the ranks that a unit moves because of them.

A leap is counted by scoring the year again with the figure as it was the year before, all else as it is: without a figure
that has entered, with the last one that has left. It is the difference between the two ranks of the unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpindex.analysis.trajectory.years import Years
from mpindex.typing import Array, Bools, Places

#: A figure with this share of the weight is worth a row when it enters or leaves.
LEAST_WEIGHT = 0.01
#: A move of more ranks than this between two years is explained by figures, whatever its cause.
LARGE = 15
#: One figure that moves a drawn unit by more ranks than this is named, whatever the others do in that year.
FAR = 20
#: Stands for all figures of a unit that enter, leave or change in one year.
ALL = "all together"

#: So many years are scored anew at a time.
_AT_A_TIME = 256


def leaps(scored: Years, ranks: Array, drawn: Sequence[int] = ()) -> pd.DataFrame:
    """Return each figure that enters or leaves, and the figures behind each large move, with the leap each makes.

    Parameters
    ----------
    scored : Years
        The years of a definition.
    ranks : array, (years, units)
        As they came out.
    drawn : sequence of int
        Numbers of the units of which every single figure that moves them by more than 20 ranks is wanted.

    Returns
    -------
    DataFrame
        A row for each figure of at least a hundredth of the weight that enters or leaves; of a unit that moves more than
        15 ranks also for each other figure that changes, and for all of them together; of a unit drawn for each figure that
        moves it by more than 20 ranks, whatever the others do. Columns: unit; since and year, the
        two years; indicator; event (enters, leaves, changes); figure_of, the year of the figure that came or left;
        value_before and value, as published or derived; weight, its share; before and rank, those of the two years;
        otherwise, the rank without the event; leap, so many ranks the unit rises by it (below 0: falls); effect, what it
        adds to the score, where more is better. By unit and year, the largest leap first, and all together last.
    """
    x = scored.normalised
    known = scored.known
    both = scored.inside[1:] & scored.inside[:-1]
    turned = (known[1:] != known[:-1]) & both[..., None]
    large = both & (np.abs(np.diff(ranks, axis=0)) > LARGE)
    differs = (x[1:] != x[:-1]) & (known[1:] | known[:-1]) & large[..., None]
    heavy = turned & (scored.weights >= LEAST_WEIGHT)
    moved = np.argwhere(large)
    singly = _singly(scored, ranks, heavy | differs)
    alone = np.zeros_like(differs)
    alone[:, list(drawn)] = ((x[1:] != x[:-1]) & known[1:] & known[:-1] & ~differs)[:, list(drawn)]
    far = _singly(scored, ranks, alone & both[..., None])
    far = far[far["leap"].abs().fillna(0) > FAR]
    singly = pd.concat([singly, far.astype(singly.dtypes)], ignore_index=True) if len(far) else singly
    jointly = _frame(scored, ranks, moved, differs[moved[:, 0], moved[:, 1]])
    jointly = jointly.assign(
        indicator=ALL, figure_of=_whole(np.full(len(moved), np.nan)), value_before=np.nan, value=np.nan
    )
    return _ordered(pd.concat([singly, jointly.astype(singly.dtypes)]) if len(jointly) else singly)


def on_common_figures(scored: Years, unit: int, first: int, last: int) -> tuple[list[str], Array] | None:
    """Return the indicators that a unit has in one of two years alone, and its ranks in both years without them.

    Parameters
    ----------
    scored : Years
        The years of a definition.
    unit, first, last : int
        Numbers of the unit and of the two years.

    Returns
    -------
    tuple or None
        Ids, and the two ranks with those indicators taken from all units; None where it has the same in both years.
    """
    known = scored.known[[first, last], unit]
    other = known[0] != known[1]
    if not other.any():
        return None
    rows = np.array([first, last])
    x = np.where(other, np.nan, scored.normalised[rows])
    ranks = scored.rank(scored.scores_with(rows, x))[:, unit]
    return [name for name, out in zip(scored.leaves, other, strict=True) if out], ranks


def _singly(scored: Years, ranks: Array, cells: Bools) -> pd.DataFrame:
    """A row for each figure, (steps, units, leaves), undone by itself."""
    places = np.argwhere(cells)
    return _frame(scored, ranks, places[:, :2], places[:, 2, None] == np.arange(cells.shape[-1]))


def _frame(scored: Years, ranks: Array, cells: Places, undone: Bools) -> pd.DataFrame:
    """A row for each case: a step between years and a unit (cells), and which figures are undone, (cases, leaves)."""
    step, unit = cells.T
    year, before = step + 1, ranks[step, unit]
    rank = ranks[year, unit]
    otherwise, effect = _otherwise(scored, year, unit, undone)
    leaf = undone.argmax(axis=1)
    came, went = (scored.known[i, unit, leaf] for i in (year, step))
    names, years = np.array(scored.leaves, dtype=object), np.array(scored.years)
    dated = np.where(came, scored.dated[year, unit, leaf], scored.dated[step, unit, leaf])
    return pd.DataFrame(
        {
            "unit": np.array(scored.world.units, dtype=object)[unit],
            "since": years[step],
            "year": years[year],
            "indicator": names[leaf],
            "event": np.where(came & went, "changes", np.where(came, "enters", "leaves")),
            "figure_of": _whole(dated),
            "value_before": scored.raw[step, unit, leaf],
            "value": scored.raw[year, unit, leaf],
            "weight": (undone * scored.weights).sum(axis=1),
            "before": _whole(before),
            "rank": _whole(rank),
            "otherwise": _whole(otherwise),
            "leap": _whole(otherwise - rank),
            "effect": effect,
        }
    )


def _whole(values: Array) -> pd.Series:
    """Whole numbers, missing where NaN."""
    return pd.Series(values).astype("Int64")


def _otherwise(scored: Years, year: Places, unit: Places, undone: Bools) -> tuple[Array, Array]:
    """(cases,) each: the rank of each case's unit with some of its figures as they were the year before, and how much
    less its score would be.
    """
    ranks, effects = np.full(len(year), np.nan), np.full(len(year), np.nan)
    for start in range(0, len(year), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        rows, units, case = year[part], unit[part], np.arange(len(year[part]))
        x = scored.normalised[rows]
        x[case, units] = np.where(undone[part], scored.normalised[rows - 1, units], x[case, units])
        scores = scored.scores_with(rows, x)
        ranks[part] = scored.rank(scores)[case, units]
        effects[part] = (scored.scores[rows, units] - scores[case, units]) * scored.newest.model.sign
    return ranks, effects


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """By unit and year, what stands for several figures last, then the largest leap first."""
    keys = table.assign(joint=table["indicator"] == ALL, size=-table["leap"].abs().fillna(0))
    keys["small"] = -table["effect"].abs()
    order = (
        keys.reset_index(drop=True)
        .sort_values(["unit", "year", "joint", "size", "small"], kind="stable")
        .index
    )
    return table.iloc[order].reset_index(drop=True)
