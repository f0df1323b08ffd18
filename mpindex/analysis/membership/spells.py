"""Spells of membership and the moves between years, each with the figures that came or left with it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.wording import listed


def spells(inside: pd.DataFrame) -> pd.DataFrame:
    """Return each unbroken stay of a unit: unit, since, until (the last year inside), years (how many of those asked for).

    Parameters
    ----------
    inside : DataFrame
        Years x units, whether it is in.

    Examples
    --------
    >>> spells(pd.DataFrame({"A": [True, False, True]}, index=[2000, 2001, 2002])).to_numpy().tolist()
    [['A', 2000, 2000, 1], ['A', 2002, 2002, 1]]
    """
    rows = []
    for unit in inside:
        column = inside[unit].astype(bool)
        stay = (column != column.shift(fill_value=False)).cumsum()[column]
        rows += [[unit, part.index[0], part.index[-1], len(part)] for _, part in stay.groupby(stay)]
    return pd.DataFrame(rows, columns=["unit", "since", "until", "years"])


def moves(inside: pd.DataFrame, ranks: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return who came and who went, year by year.

    Parameters
    ----------
    inside : DataFrame
        Years x units, whether it is in.
    ranks : DataFrame
        Years x units.
    changes : DataFrame
        Figures that enter or leave: unit, year, indicator, event, figure_of.

    Returns
    -------
    DataFrame
        year, unit, event (came, went), rank_before, rank, figures (of the unit itself that entered or left in that year: the
        move may be theirs).
    """
    rows = []
    values, places = inside.to_numpy(dtype=bool), ranks.reindex(columns=inside.columns).to_numpy(dtype=float)
    for i, year in enumerate(inside.index[1:], start=1):
        for j in np.flatnonzero(values[i] != values[i - 1]):
            unit, event = str(inside.columns[int(j)]), "came" if values[i, j] else "went"
            rows.append([year, unit, event, places[i - 1, j], places[i, j], _figures(changes, unit, year)])
    table = pd.DataFrame(rows, columns=["year", "unit", "event", "rank_before", "rank", "figures"])
    return table.astype({"rank_before": "Int64", "rank": "Int64"})


def _figures(changes: pd.DataFrame, unit: str, year: object) -> str:
    if changes.empty:
        return ""
    own = changes[(changes["unit"] == unit) & (changes["year"] == year) & (changes["figure_of"] == unit)]
    return listed([f"{row.indicator} {row.event}" for row in own.itertuples()]) if len(own) else ""


def distance(inside: pd.DataFrame, ranks: pd.DataFrame, unit: str) -> pd.Series:
    """Return by year how many ranks a unit is from the nearest member: 0 inside, below 0 above the tier, missing unranked.

    Parameters
    ----------
    inside, ranks : DataFrame
        Years x units.
    unit : str
        Code.
    """
    members = ranks.where(inside)
    own = ranks[unit]
    away = (own - members.max(axis=1)).clip(lower=0) + (own - members.min(axis=1)).clip(upper=0)
    return away.where(own.notna()).astype("Int64").rename("ranks_to_the_tier")
