"""What weights do in effect, and what leaving an element out does, as tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.audits import importance
from mpindex.audits.correlations import spearman
from mpindex.index.index import Index


def weights(index: Index) -> pd.DataFrame:
    """Nominal weight against actual influence of every element; see `Audit.weights`.

    Parameters
    ----------
    index : Index
        The index that is audited.

    Returns
    -------
    pd.DataFrame
        By element, see `Audit.weights`.
    """
    plan, levels = index.plan, index.array
    rows = []
    for i, name in enumerate(plan.elements[:-1]):
        above = int(plan.parent[i])
        total = plan.weights[plan.children[above - len(plan.leaves)]].sum()
        part, parent, top = levels[:, i], levels[:, above], levels[:, -1]
        rows.append(
            {
                "element": name,
                "parent": plan.elements[above],
                "weight": plan.weights[i] / total if total > 0 else 0.0,
                "linear": importance.linear(part, parent),
                "smoothed": importance.smoothed(part, parent),
                "index_linear": importance.linear(part, top),
                "index_smoothed": importance.smoothed(part, top),
            }
        )
    frame = pd.DataFrame(rows).set_index("element")
    frame.insert(2, "effective", plan.effective_weights()[:-1])
    ratio = frame["smoothed"].fillna(frame["linear"]).where(frame["weight"] > 0)
    frame.insert(5, "influence", ratio / ratio.groupby(frame["parent"]).transform("sum"))
    frame.insert(6, "excess", frame["influence"] - frame["weight"])
    return frame


def removal(index: Index, ranks_without: pd.DataFrame) -> pd.DataFrame:
    """What happens to the ranks when each element is left out; see `Audit.removal`.

    Parameters
    ----------
    index : Index
        The index that is audited.
    ranks_without : pd.DataFrame
        Ranks with each element left out (units x elements).

    Returns
    -------
    pd.DataFrame
        By element, see `Audit.removal`.
    """
    rows = [_shifts(index.ranks, ranks) for _, ranks in ranks_without.items()]
    parent = [index.plan.elements[p] for p in index.plan.parent[: len(rows)]]
    frame = pd.DataFrame(rows, index=pd.Index(ranks_without.columns, name="element"))
    frame.insert(0, "parent", parent)
    return frame


def _shifts(nominal: pd.Series, ranks: pd.Series) -> dict[str, object]:
    both = pd.DataFrame({"was": nominal, "becomes": ranks}).dropna()
    shift = (both["becomes"] - both["was"]).abs()
    most = shift.idxmax() if shift.any() else ""
    return {
        "mean_shift": shift.mean(),
        "max_shift": shift.max(),
        "unit": most,
        "was": nominal.get(most, np.nan),
        "becomes": ranks.get(most, np.nan),
        "moved": int((shift != 0).sum()),
        "agreement": spearman(both.to_numpy(float))[0, 1] if len(both) > 1 else np.nan,
    }
