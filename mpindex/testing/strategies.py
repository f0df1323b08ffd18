"""Hypothesis strategies: small tables as awkward as real ones, and definitions that can be applied to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mpindex.dataset.dataset import Dataset
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition

#: Ids of the indicators where none are given.
IDS = ("a", "b", "c")
#: Eighths: doublings and shifts of them are exact, so that no invariant is broken by rounding.
AMOUNTS = st.integers(1, 800).map(lambda n: n / 8)
NORMALISE = (
    "minmax",
    "zscore",
    "percentile_rank",
    "fracmax",
    "share",
    ["log_share", "minmax"],
    {"minmax": [1, 100]},
)
AGGREGATE = ("arithmetic", "geometric", "median", "minimum", "copeland", "borda")
#: Normalisations whose results may be below 0, where a geometric mean is not defined.
SIGNED = ("zscore",)


@st.composite
def worlds(
    draw: st.DrawFn,
    indicators: Sequence[str] = IDS,
    *,
    min_units: int = 2,
    max_units: int = 12,
    missing: bool = True,
    directions: bool = False,
) -> Dataset:
    """Draw a small Dataset of positive amounts: ties, gaps, now and then a constant column and a heavy tail.

    Parameters
    ----------
    indicators : sequence of str, default ("a", "b", "c")
        Ids of the columns.
    min_units, max_units : int, default 2 and 12
        How many units there may be.
    missing : bool, default True
        Whether figures may be missing. Every column has one at least.
    directions : bool, default False
        Whether less may count as more.
    """
    units = draw(st.integers(min_units, max_units))
    cells: list[st.SearchStrategy[float]] = [AMOUNTS, st.sampled_from([1.0, 2.0, 2.0])]
    if missing:
        cells.append(st.just(np.nan))
    x = draw(hnp.arrays(np.float64, (units, len(indicators)), elements=st.one_of(*cells)))
    for j in range(len(indicators)):
        kind = draw(st.integers(0, 9))
        if np.isnan(x[:, j]).all():
            x[0, j] = 3.0
        if kind == 0:
            x[:, j] = np.where(np.isnan(x[:, j]), np.nan, 5.0)
        elif kind == 1:
            x[draw(st.integers(0, units - 1)), j] = draw(st.sampled_from([4096.0, 1048576.0, 0.125]))
    ways = {name: {"direction": draw(st.sampled_from([1, -1])) if directions else 1} for name in indicators}
    frame = pd.DataFrame(x, index=[f"u{i}" for i in range(units)], columns=list(indicators))
    return Dataset.from_frame(frame, metadata=ways)


@st.composite
def definitions(draw: st.DrawFn, indicators: Sequence[str] = IDS, *, keeps: Sequence[str] = ()) -> Definition:
    """Draw a definition of a flat or two-storeyed tree over all of the indicators, that any of `worlds` can be put to.

    Parameters
    ----------
    indicators : sequence of str, default ("a", "b", "c")
        Ids of the leaves.
    keeps : sequence of str
        Invariants that it is to declare.
    """
    normalise, aggregate = draw(st.sampled_from(NORMALISE)), draw(st.sampled_from(AGGREGATE))
    if normalise in SIGNED and aggregate == "geometric":
        aggregate = "arithmetic"
    spec: dict[str, Any] = {
        "id": "drawn",
        "normalise": normalise,
        "aggregate": aggregate,
        "missing": draw(st.sampled_from(["available", "zero", "exclude", {"exclude": 0.5}])),
        "tree": _tree(draw, list(indicators)),
    }
    bands = [{"upper": {"position": {"max": draw(st.sampled_from([0.2, 0.5]))}}}, {"lower": {}}]
    return definition({**spec, "bands": bands, **({"keeps": list(keeps)} if keeps else {})})


def _tree(draw: st.DrawFn, indicators: list[str]) -> dict[str, Any]:
    weights = st.sampled_from([1, 1, 2, 0.5, 3])
    leaves = {name: draw(weights) for name in indicators}
    if len(indicators) < 3 or draw(st.booleans()):
        return leaves
    cut = draw(st.integers(1, len(indicators) - 1))
    first, second = indicators[:cut], indicators[cut:]
    return {
        "first": {"weight": draw(weights), "of": {name: leaves[name] for name in first}},
        "second": {"weight": draw(weights), "of": {name: leaves[name] for name in second}},
    }
