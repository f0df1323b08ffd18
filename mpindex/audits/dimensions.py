"""Dimension by dimension: how much data is there, and do the indicators measure one thing? Tables for an audit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.audits.findings import LEAST_ALPHA
from mpindex.audits.reliability import Components, components, cronbach
from mpindex.audits.statistics import available
from mpindex.audits.values import Staged


def availability(staged: Staged) -> pd.DataFrame:
    """How much of the raw data each unit has, in all and by dimension; see `Audit.availability`."""
    raw = staged.plan.stage("raw")
    missing, zeros = np.isnan(raw).sum(axis=1), (raw == 0).sum(axis=1)
    k = raw.shape[1]
    present = np.where(missing < k, k - missing, np.nan)
    columns = {
        "missing": missing,
        "zeros": zeros,
        "available": 1 - missing / k,
        "nonzero": 1 - zeros / present,
    }
    share = available(raw, staged.under)
    names = staged.plan.elements[k:]
    units = pd.Index(staged.index.units, name="unit")
    return pd.DataFrame({**columns, **dict(zip(names, share.T, strict=True))}, index=units)


def alphas(staged: Staged, stage: str) -> pd.DataFrame:
    """Cronbach's alpha of all indicators under each dimension; see `Audit.reliability`."""
    x, _ = staged.values(stage)
    rows = []
    for node, under in zip(staged.plan.nodes, staged.under, strict=True):
        alpha = cronbach(x[:, under])
        rows.append((node.id, int(under.sum()), alpha, "low" if alpha < LEAST_ALPHA else ""))
    return pd.DataFrame(rows, columns=["dimension", "indicators", "alpha", "flag"]).set_index("dimension")


def loaded(staged: Staged, dimension: str | None, stage: str) -> tuple[Components, pd.DataFrame] | None:
    """Principal components of a dimension's children and their loadings; see `Audit.components`."""
    plan = staged.plan
    if dimension is None:
        x, names = staged.values(stage)
    else:
        inside = plan.children[staged.node(dimension)]
        x, names = staged.levels(stage)[:, inside], tuple(plan.elements[i] for i in inside)
    made = components(x)
    if made is None:
        return None
    kept = [name for name, keep in zip(names, made.kept, strict=True) if keep]
    columns = [f"PC{i + 1}" for i in range(len(kept))]
    return made, pd.DataFrame(made.loadings, index=kept, columns=columns)


def principal(staged: Staged) -> pd.DataFrame:
    """How much the first component of each dimension explains; see `Audit.pca`."""
    rows = []
    for node in staged.plan.nodes:
        result = loaded(staged, node.id, "normalised")
        if result is None:
            rows.append((node.id, len(node.children), 0, np.nan, np.nan, 0, ""))
            continue
        made, loads = result
        first = loads.iloc[:, 0]
        against = ", ".join(first.index[first < 0])
        above = int((made.eigenvalues > 1).sum())
        rows.append((node.id, len(first), made.used, made.eigenvalues[0], made.share[0], above, against))
    columns = ["dimension", "children", "units", "first", "share", "above_one", "opposed"]
    return pd.DataFrame(rows, columns=columns).set_index("dimension")
