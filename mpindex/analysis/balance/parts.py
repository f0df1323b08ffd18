"""The parts of a balance by year, each figure in the year that it describes, as `multivector` derives them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition

#: What `multivector` derives, and what it is called here; each is 1 midway or all alike, 0 with one side alone.
PARTS = {
    "trade_balance": "trade with the United States, China, Russia and the European Union",
    "votes_usa_chn": "votes between the United States and China",
    "votes_usa_rus": "votes between the United States and Russia",
    "club_balance": "memberships with the G7 and with Russia and China",
    "arms_balance": "arms from the United States, China, Russia and the European Union",
}
#: What is in no open file, and counts once a user has joined it.
FROM_OWN_COPY = "arms_balance"


def parts_by_year(definition: Definition, world: Dataset, years: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return years x units of each part that has a figure; nothing is carried from one year to the next.

    Parameters
    ----------
    definition : Definition
        One that derives `PARTS`.
    world : Dataset
        The newest data.
    years : sequence of int
        In order.
    """
    plan = Plan.compile(definition, world)
    tables = {}
    for part in PARTS:
        if not set(plan.derivation.column(part).inputs) <= set(world.indicators):
            continue
        calendar, values = plan.derivation.series(part)
        table = pd.DataFrame(values.T, index=calendar, columns=list(world.units)).reindex(list(years))
        if table.notna().any(axis=None):
            tables[part] = table.rename_axis(index="year", columns="unit")
    return tables


def standing_and_swing(table: pd.DataFrame, last: int) -> pd.DataFrame:
    """Return by unit the level of one part and how much it moves, over the last years of a table.

    Standing balance is a level, hedging a change (Cornell): a state that is always midway balances, one that crosses from
    side to side and is midway on the average hedges.

    Parameters
    ----------
    table : DataFrame
        Years x units.
    last : int
        How many years, the newest of the table being one of them.

    Returns
    -------
    DataFrame
        By unit: level (mean of the years), swing (mean absolute change from one figure to the next), drift (mean of the
        second half of the years less that of the first), figures (how many years have one).

    Examples
    --------
    >>> still = standing_and_swing(pd.DataFrame({"A": [0.5, 0.5], "B": [0.0, 1.0]}, index=[2000, 2001]), 2)
    >>> still[["level", "swing"]].to_numpy().tolist()
    [[0.5, 0.0], [0.5, 1.0]]
    """
    recent = table[table.index > table.index[-1] - last]
    half = recent.index[-1] - last // 2
    swing = pd.Series({unit: recent[unit].dropna().diff().abs().mean() for unit in recent}, dtype=float)
    later, earlier = recent[recent.index > half].mean(), recent[recent.index <= half].mean()
    return pd.DataFrame(
        {
            "level": recent.mean(),
            "swing": swing,
            "drift": later - earlier,
            "figures": recent.notna().sum().astype(int),
        }
    )


def places(values: pd.Series) -> tuple[pd.Series, int]:
    """Return by unit its place from the largest value on, and how many have one.

    >>> places(pd.Series({"A": 0.2, "B": 0.9, "C": float("nan")}))[0].to_dict()
    {'A': 2.0, 'B': 1.0, 'C': nan}
    """
    return values.rank(ascending=False, method="min"), int(np.isfinite(values).sum())
