"""In which indicators a unit stands best, and in which worst, among all or among a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mpindex.audits.values import Staged
from mpindex.steps.rank import competition
from mpindex.typing import Array, Bools


@dataclass(frozen=True)
class Places:
    """A unit's ranks in k indicators: 1 best, ties share the best; the worst rank present; (k,) each, NaN unknown."""

    rank: Array
    worst: Array
    distinct: Array  #: share of the units with a value that have a value of their own


def places(x: Array, row: int, among: Bools) -> Places:
    """Rank a unit in each column of x (units, k), of which more is better, among the units of a group.

    Parameters
    ----------
    x : array
        (units, k), more is better, NaN where missing.
    row : int
        Number of the unit.
    among : bool array
        Bool (units,); the unit itself counts always.

    Returns
    -------
    Places
        (k,) each.

    Examples
    --------
    >>> places(np.array([[1.0], [3.0], [2.0]]), 2, np.ones(3, dtype=bool)).rank
    array([2.])
    """
    inside = among.copy()
    inside[row] = True
    part = np.where(inside[:, None], x, np.nan)
    ranks = competition(part.T).T
    present = np.count_nonzero(~np.isnan(part), axis=0)
    ordered = np.sort(part, axis=0)
    distinct = (ordered[1:] > ordered[:-1]).sum(axis=0) + (present > 0)
    worst = np.fmax.reduce(ranks, axis=0, initial=np.nan)
    return Places(ranks[row], worst, distinct / np.maximum(present, 1))


def table(
    staged: Staged, unit: str, *, among: Any, stage: str, most: int, distinct: float, drop_worst: bool
) -> pd.DataFrame:
    """The indicators in which a unit ranks best and worst; see `Audit.strengths`."""
    index, plan = staged.index, staged.plan
    row = index.row(unit)
    x, names = staged.values(stage)
    directed = x if stage == "normalised" else x * plan.direction
    place = places(directed, row, plan.derivation.members(among)[row])
    keep = ~np.isnan(place.rank) & (place.distinct > distinct)
    dimension = [plan.elements[p] for p in plan.parent[: len(names)]]
    order = sorted(np.flatnonzero(keep).tolist(), key=lambda i: (place.rank[i], dimension[i], i))
    best = [i for i in order if not drop_worst or place.rank[i] < place.worst[i]][:most]
    worst = order[-most:] if most else []
    chosen = [("strength", i) for i in best] + [("weakness", i) for i in worst]
    rows = [
        (
            kind,
            index.title_of(plan.leaves[i]),
            dimension[i],
            int(place.rank[i]),
            int(place.worst[i]),
            x[row, i],
        )
        for kind, i in chosen
    ]
    columns = ["kind", "name", "dimension", "rank", "worst", "value"]
    return pd.DataFrame(
        rows, index=pd.Index([names[i] for _, i in chosen], name="indicator"), columns=columns
    )
