"""What is odd about a column is flagged."""

from __future__ import annotations

import numpy as np
import pandas as pd

import mpindex as mp


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def test_statistics_flag_what_is_odd():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "plain": rng.normal(size=40),
            "outlier": [*rng.normal(size=39), 100],
            "zeros": [*np.zeros(30), *rng.normal(size=10)],
            "sparse": [*np.full(30, np.nan), *rng.normal(size=10)],
            "flat": np.full(40, 3.0),
        }
    )
    flags = mp.audit(index_of(frame, dict.fromkeys(frame, 1))).statistics["flags"]
    assert flags["plain"] == ""
    assert flags["outlier"] == "outliers"
    assert "many zeros" in flags["zeros"]
    assert flags["sparse"] == "few values, many zeros, few distinct values"
    assert flags["flat"] == "constant, few distinct values"
