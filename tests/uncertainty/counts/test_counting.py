"""Draws that share a plan are counted by their ranks where that is enough, with the counts of one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.task import Task, make_task

RANKS = [{"top": {"rank": [1, 5]}}, {"upper": {"position": {"max": 0.5}}}, {"rest": {}}]
SCORES = [{"top": {"score": {"min": 55}}}, {"rest": {}}]
BOTH = [{"top": {"score": {"min": 50}, "rank": [1, 3]}}, {"rest": {}}]
CLASSES = [{"top": {"breaks": {"classes": 3, "class": 1}}}, {"rest": {}}]


def task(bands: list, gaps: float, units: int = 20, **changes) -> Task:
    rng = np.random.default_rng(3)
    values = 100 * rng.random((units, 4))
    values[rng.random(values.shape) < gaps] = np.nan
    frame = pd.DataFrame(values, columns=list("wxyz"), index=[f"u{i}" for i in range(units)])
    spec = {
        "id": "few", "normalise": "none", "tree": dict.fromkeys("wxyz", 1), "bands": bands,
        "uncertainty": {"weights": {"uniform": True}, "leave_one_out": True}, **changes,
    }  # fmt: skip
    return make_task(spec, mp.Dataset.from_frame(frame), {}, draws=300, seed=1)


@pytest.mark.parametrize("missing", ["available", {"exclude": 0.7}])
@pytest.mark.parametrize("gaps", [0.0, 0.3])
@pytest.mark.parametrize("bands", [RANKS, SCORES, BOTH, CLASSES], ids=["ranks", "scores", "both", "classes"])
def test_counts_are_those_of_the_draws_counted_one_by_one(bands, gaps, missing):
    work = task(bands, gaps, missing=missing)
    counted = work.empty()
    work.count(range(1), counted)
    outcome = work.run(range(1))
    one_by_one = Tally.empty(20, len(work.replicates.labels), 300)
    one_by_one.add(outcome.ranks, outcome.codes)
    np.testing.assert_array_equal(counted.ranks.table, one_by_one.ranks.table)
    np.testing.assert_array_equal(counted.bands, one_by_one.bands)
    np.testing.assert_array_equal(counted.middle, one_by_one.middle)


def test_choices_of_bands_are_counted_each_by_its_own():
    work = task(RANKS, 0.0, uncertainty={"weights": {"uniform": True}, "bands": [RANKS, SCORES, BOTH]})
    counted = work.empty()
    work.count(range(1), counted)
    outcome = work.run(range(1))
    expected = [(outcome.codes == code).sum() for code in range(-1, len(work.replicates.labels))]
    assert counted.bands.sum(axis=0).tolist() == expected
