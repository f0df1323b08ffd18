"""Bands: the first that matches wins; many draws at once are banded as one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan

NAN = np.nan


UNITS = ["A", "B", "C", "D", "E"]


FIVE = Dataset.from_frame(
    pd.DataFrame(
        {"x": [50.0, 30.0, 10.0, 10.0, NAN], "y": [1.0, 2.0, 3.0, NAN, 5.0], "z": [9.0, 9.0, 1.0, 1.0, 1.0]},
        index=UNITS,
    )
)


def index(conditions: dict, data: Dataset = FIVE, **spec: Any) -> mp.Index:
    bands = [{"in": conditions}, {"rest": {}}]
    return mp.definition({"id": "test", "normalise": "none", "tree": {"x": 1}, "bands": bands, **spec}).apply(
        data
    )


def test_the_first_band_that_matches_wins_and_what_matches_none_is_counted():
    bands = [{"top": {"rank": [1, 1]}}, {"upper": {"rank": [1, 2]}}]
    found = mp.definition({"id": "t", "normalise": "none", "tree": {"x": 1}, "bands": bands}).apply(FIVE)
    assert found.bands.tolist() == ["top", "upper", "unclassified", "unclassified", None]
    assert found.codes.tolist() == [0, 1, 2, 2, -1]
    assert found.base_rate("C") == (2, 4)
    assert found.base_rate("E") == (0, 4)


def test_without_bands_nobody_is_in_one():
    found = mp.definition({"id": "t", "tree": {"x": 1}}).apply(FIVE)
    assert found.bands.tolist() == [None] * 5


EVERY = [
    {"a": {"score": {"min": {"quantile": 0.9}}}},
    {"b": {"breaks": {"classes": 3, "class": 2}, "dim": {"min": 20}}},
    {"c": {"head_tail": {"class": 1}, "rank": [1, 9]}},
    {"d": {"gap": {"from": 2, "to": 9}, "share": {"min": 0.02}}},
    {"e": {"position": {"max": 0.5}, "leaves": {"within": [20, 80], "at_least": "50%"}}},
]


def test_many_draws_at_once_are_banded_as_one_by_one():
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        rng.lognormal(size=(20, 4)), columns=list("pqrs"), index=[f"U{i}" for i in range(20)]
    )
    frame.iloc[3, 1] = frame.iloc[7, :] = NAN
    spec = {
        "id": "t",
        "missing": "available",
        "tree": {"dim": {"of": {"p": 1, "q": 1}}, "r": 1, "s": 1},
        "bands": EVERY,
    }
    plan = Plan.compile(mp.definition(spec), Dataset.from_frame(frame))
    banding = plan.banding
    weights = rng.uniform(0.1, 1, (6, len(plan.elements)))
    x = plan.stage("normalised")
    together = banding.assign(plan.levels(x, weights))
    assert together.shape == (6, 20)
    assert_array_equal(together, [banding.assign(plan.levels(x, one)) for one in weights])
    assert (together[:, 7] == -1).all()
    assert len(np.unique(together)) > 4
