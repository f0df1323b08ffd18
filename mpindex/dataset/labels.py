"""Turns labels into places and back: text columns into a `Panel`, and a `Panel` into text columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpindex.dataset.panel import Panel, Whole


def panel(tidy: pd.DataFrame, units: Sequence[str], indicators: Sequence[str]) -> Panel:
    """Make the panel of a table (unit, indicator, year, value, source)."""
    source, sources = _codes(tidy["source"])
    unit, unit_names = _codes(tidy["unit"])
    indicator, ids = _codes(tidy["indicator"])
    return Panel.make(
        moved(ids, indicators)[indicator],
        moved(unit_names, units)[unit],
        tidy["year"].to_numpy(dtype=np.int32),
        tidy["value"].to_numpy(dtype=float),
        source,
        sources,
    )


def tidy(panel: Panel, units: Sequence[str], indicators: Sequence[str], *, latest: int) -> pd.DataFrame:
    """Return the table (unit, indicator, year, value, source) of the values up to the year `latest`."""
    keep = panel.year <= latest
    return pd.DataFrame(
        {
            "unit": _texts(units, panel.unit[keep]),
            "indicator": _texts(indicators, panel.indicator[keep]),
            "year": panel.year[keep].astype(np.int64),
            "value": panel.value[keep],
            "source": _texts(panel.sources, panel.source[keep]),
        }
    )


def moved(old: Sequence[str], new: Sequence[str]) -> Whole:
    """Return the place in `new` of each label of `old`, -1 where it is not there.

    >>> moved(["a", "b"], ["b", "c"])
    array([-1,  0], dtype=int32)
    """
    places = {label: i for i, label in enumerate(new)}
    return np.array([places.get(label, -1) for label in old], dtype=np.int32)


def _codes(column: pd.Series) -> tuple[Whole, list[str]]:
    categorical = column.astype("category").cat
    return categorical.codes.to_numpy(), [str(name) for name in categorical.categories]


def _texts(labels: Sequence[str], codes: Whole) -> pd.Series:
    categories = pd.Index(list(labels), dtype="str")
    return pd.Series(pd.Categorical.from_codes(codes, categories=categories)).astype("str")
