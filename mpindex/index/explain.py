"""Where a unit's score comes from: weights, contributions and effects of its indicators."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.index.result import Result
from mpindex.typing import Array


def explain(result: Result, unit: str) -> pd.DataFrame:
    """Return one row for each indicator, those that raise the unit most first; see `Index.explain`.

    Parameters
    ----------
    result : Result
    unit : str
        Code or, for countries, name.
    """
    plan, u = result.plan, result.row(unit)
    weight, x = unit_weights(result, u), plan.stage("normalised")[u]
    frame = pd.DataFrame(
        {
            "name": [result.title_of(leaf) for leaf in plan.leaves],
            "dimension": [plan.elements[p] for p in plan.parent[: len(plan.leaves)]],
            "value": plan.stage("raw")[u],
            "year": pd.array(plan.years[u], dtype="Float64").astype("Int64"),
            "stand_in": plan.stand_ins[u],
            "rank": pd.array(result.leaf_ranks[u], dtype="Float64").astype("Int64"),
            "normalised": x,
            "weight": weight,
            "contribution": weight * x if result.additive else np.nan,
            "effect": effects(result, u),
        },
        index=pd.Index([leaf.id for leaf in plan.leaves], name="indicator"),
    )
    return frame.sort_values(
        "effect", ascending=False, kind="stable", key=lambda column: column * result.sign
    )


def unit_weights(result: Result, u: int) -> Array:
    """Return (leaves,): effective weights of one unit, by its row, after the rule for missing values."""
    plan, share = result.plan, np.zeros(len(result.plan.elements))
    share[-1] = 1.0
    for i in range(len(plan.nodes) - 1, -1, -1):
        inside = plan.children[i]
        present = ~np.isnan(result.array[u, inside])
        counted = plan.weights[inside] * (1.0 if plan.nodes[i].settings.missing.rule == "zero" else present)
        total = counted.sum()
        share[inside] = share[len(plan.leaves) + i] * (counted / total if total > 0 else 0.0)
    return share[: len(plan.leaves)]


def effects(result: Result, u: int) -> Array:
    """Return (leaves,): score of a unit minus its score with the indicator at the median of all units, all else equal."""
    x = result.plan.stage("normalised")
    k = x.shape[1]
    medians = np.array([_median(column[~np.isnan(column)]) for column in x.T])
    copies = np.broadcast_to(x, (k, *x.shape)).copy()
    copies[np.arange(k), u, np.arange(k)] = medians
    effect = result.array[u, -1] - result.plan.aggregate(copies)[:, u, -1]
    return np.where(np.isnan(x[u]), np.nan, effect)


def _median(values: Array) -> float:
    return float(np.median(values)) if len(values) else float("nan")
