"""Figures of tables that nobody draws first: one unit, two, three hundred, ties, and names of any script and length."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp

SCRIPTS = [
    "Алматы и Алматинская область",
    "Θεσσαλονίκη",
    "القاهرة الكبرى",
    "Երևան",
    "თბილისი",
    "Đà Nẵng",
    "Å",
    "I",
    "x" * 60,
]
TABLES = {
    "scripts": (SCRIPTS, 7),
    "three hundred": ([f"Town {i}" for i in range(300)], 300),
    "two": (["Ä", "B of the far longer name that no axis has room for, whatever"], 2),
    "ties": ([f"Town {i}" for i in range(12)], 2),
    "one": (["Only"], 1),
}


def index_of(units: list[str], distinct: int):
    """An index of two indicators in which so many figures differ, every fifth unit without the second."""
    values = np.arange(len(units)) % distinct + 1.0
    frame = pd.DataFrame({"air": values, "parks": 3 * values % 7 + 1}, index=units)
    frame.iloc[4::5, 1] = np.nan
    spec = {
        "id": "odd", "title": "Odd", "normalise": "share", "missing": "available", "tree": {"air": 2, "parks": 1},
        "bands": [{"great": {"rank": {"max": 2}}}, {"small": {}}],
    }  # fmt: skip
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame, year=2024))


@pytest.mark.parametrize("table", TABLES)
def test_odd_tables_are_drawn_clean_or_refused_in_words(ruler, table):
    index = index_of(*TABLES[table])
    unit, width = index.units[0], 3.5
    for kind in ("ladder", "distribution", "waterfall", "profile"):
        ax = getattr(index.plot, kind)(unit=unit, figsize=width)
        ruler.assert_good(ax)
        plt.close(ax.figure)
    ax = mp.plots.bump({"first": index, "again": index}, unit, figsize=width)
    ruler.assert_good(ax)
    plt.close(ax.figure)
    ranks = index.ranks.astype(float)
    spread = pd.DataFrame({"low": ranks, "median": ranks, "high": ranks + 1, "reference": ranks})
    ax = mp.plots.caterpillar(spread, unit, source="x", figsize=width)
    ruler.assert_good(ax)
    plt.close(ax.figure)


def test_units_without_shapes_are_told_what_to_give():
    index = index_of(["A", "B", "C"], 3)
    with pytest.raises(mp.errors.MpindexError, match="shapes="):
        index.plot.map("A")
    with pytest.raises(mp.errors.MpindexError, match="shapes="):
        index.plot.map()
