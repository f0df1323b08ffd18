"""Where a score comes from: weights, contributions and effects, worked by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset

NAN = np.nan


UNITS = list("ABCDE")


FRAME = pd.DataFrame(
    {"a": [9.0, 6.0, 3.0, 3.0, NAN], "b": [4.0, NAN, 2.0, 2.0, NAN], "c": [1.0, 3.0, 0.0, 0.0, NAN]},
    index=UNITS,
)


DATA = Dataset.from_frame(FRAME, labels={"A": "Zeta", "C": "Beta", "D": "Alpha"})


TREE = {"x": {"weight": 3, "of": {"a": 2, "b": 1}}, "c": 1}


BANDS = [{"great": {"score": {"min": 5}}}, {"middle": {"score": {"min": 4}}}, {"small": {}}]


def index(data: Dataset = DATA, **spec: Any) -> mp.Index:
    given = {"id": "test", "normalise": "none", "missing": "available", "tree": TREE, "bands": BANDS}
    return mp.definition({**given, **spec}).apply(data)


@pytest.mark.parametrize("missing", ["available", "zero", "exclude", {"exclude": 0.5}])
@pytest.mark.parametrize("unit", UNITS)
def test_contributions_sum_to_the_score(missing: object, unit: str):
    one = index(missing=missing)
    score = one.scores[unit]
    if np.isfinite(score):
        assert one.explain(unit)["contribution"].sum() == pytest.approx(score)


def test_an_explanation_is_worked_by_hand():
    found = index().explain("B").sort_index()
    assert_allclose(found["weight"], [0.75, 0, 0.25])
    assert_allclose(found["contribution"], [4.5, NAN, 0.75])
    # medians: a 4.5, c 0.5
    assert_allclose(found["effect"], [0.75 * 1.5, NAN, 0.25 * 2.5])
    assert found["rank"].tolist()[0] == 2
    assert found["dimension"].tolist() == ["x", "x", "test"]


def test_there_are_no_contributions_where_scores_are_not_sums():
    assert index(aggregate="median").explain("A")["contribution"].isna().all()
    assert index(then="rank").explain("A")["contribution"].isna().all()
    assert index(aggregate="median").explain("A")["effect"].notna().all()


def test_what_lifts_stands_first_whichever_end_is_best():
    assert index().explain("A").index[-1] != "a"
    low = index(best="low").explain("A")
    assert low["effect"].dropna().is_monotonic_increasing


def test_a_country_is_found_by_name():
    world = mp.definition("wood").apply(mp.load())
    assert world.explain("Kazakhstan").equals(world.explain("KAZ"))
