"""The pool of expert lists by decade: whom experts called something less than a great power, and when."""

from __future__ import annotations

import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.engine.expert_lists import expert_lists


def pools(world: Dataset, inside: pd.DataFrame) -> pd.DataFrame:
    """Return each decade's expert lists beside the tier.

    Parameters
    ----------
    world : Dataset
        With the lists.
    inside : DataFrame
        Years x units, whether it is in the tier.

    Returns
    -------
    DataFrame
        By decade: lists (ids), units (on any of them, called less than a great power), members (of those, in the tier in the
        year of the trajectory nearest to the lists), share, outside (codes of the others).
    """
    lists = [item for item in expert_lists(world.lists, least=1).values() if item.tier == "middle"]
    rows = {}
    for decade in sorted({item.year // 10 * 10 for item in lists}):
        chosen = [item for item in lists if item.year // 10 * 10 == decade]
        named = sorted({unit for item in chosen for unit in item.members} & set(inside.columns))
        year = min(inside.index, key=lambda then: abs(then - sum(item.year for item in chosen) / len(chosen)))
        members = [unit for unit in named if inside.loc[year, unit]]
        rows[f"{decade}s"] = {
            "lists": ", ".join(item.id for item in chosen), "units": len(named), "year": int(year), "members": len(members),
            "share": len(members) / len(named) if named else float("nan"),
            "outside": ", ".join(unit for unit in named if unit not in members),
        }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("decade")
