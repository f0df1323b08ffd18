"""All draws once more: pairs of units and weights by band, counted by hand on draws that were kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.uncertainty.runs.replays import pair_share, pair_shares, weights_by_band
from mpindex.uncertainty.runs.task import BLOCK, Task, make_task

DRAWS = BLOCK + 200  # two blocks


@pytest.fixture(scope="module")
def task() -> Task:
    values = np.random.default_rng(5).random((6, 3))
    values[5] = np.nan
    frame = pd.DataFrame(values, columns=list("xyz"), index=[f"u{i}" for i in range(6)])
    spec = {
        "id": "few", "normalise": "none", "tree": {"x": 1, "y": 1, "z": 1},
        "bands": [{"top": {"rank": [1, 2]}}, {"rest": {}}], "uncertainty": {"weights": {"uniform": True}},
    }  # fmt: skip
    return make_task(spec, mp.Dataset.from_frame(frame), {}, draws=DRAWS, seed=3)


@pytest.fixture(scope="module")
def ranks(task) -> np.ndarray:
    return np.concatenate([task.run(span).ranks for span in task.spans()])


def test_the_share_of_wins_is_that_of_the_draws(task, ranks):
    wins = ranks[:, 1] < ranks[:, 2]
    share, error = pair_share(task, 1, 2)
    assert share == pytest.approx(wins.mean())
    assert error == pytest.approx(wins.std() / np.sqrt(DRAWS))


def test_every_pair_at_once_is_each_pair_alone(task):
    shares = pair_shares(task)
    for first, second in ((0, 1), (3, 2), (4, 0)):
        assert shares[first, second] == pytest.approx(pair_share(task, first, second)[0])
    np.testing.assert_allclose((shares + shares.T)[:5, :5][~np.eye(5, dtype=bool)], 1)
    assert np.isnan(np.diag(shares)).all()


def test_who_is_never_ranked_is_above_nobody_and_below_nobody(task):
    assert np.isnan(pair_share(task, 0, 5)).all()
    assert np.isnan(pair_shares(task)[5]).all() and np.isnan(pair_shares(task)[:, 5]).all()


def test_weights_by_band_are_means_over_the_draws_with_that_band(task, ranks):
    weights = np.concatenate([task.replicates.effective(*task.values(span)) for span in task.spans()])
    unit = int(np.argmin(np.abs((ranks[:, :5] <= 2).mean(axis=0) - 0.5)))
    table, top = weights_by_band(task, unit), ranks[:, unit] <= 2
    assert 0 < top.sum() < DRAWS
    np.testing.assert_allclose(table["top"], weights[top].mean(axis=0))
    np.testing.assert_allclose(table["rest"], weights[~top].mean(axis=0))
    np.testing.assert_allclose(table["all"], weights.mean(axis=0))


def test_who_never_has_a_band_has_no_weights(task):
    assert list(weights_by_band(task, 5)) == ["all"] and weights_by_band(task, 5)["all"].isna().all()


def test_more_units_than_a_byte_can_count_are_compared_by_their_ranks():
    frame = pd.DataFrame({"x": np.arange(300.0), "y": 1.0}, index=[f"u{i}" for i in range(300)])
    spec = {
        "id": "many",
        "normalise": "none",
        "tree": {"x": 1, "y": 1},
        "uncertainty": {"weights": {"spread": 0.1}},
    }
    shares = pair_shares(make_task(spec, mp.Dataset.from_frame(frame), {}, draws=2, seed=1))
    assert (shares[299, :299] == 1).all() and (shares[0, 1:] == 0).all()


def test_a_tie_counts_half_for_either():
    frame = pd.DataFrame({"x": [1.0, 1.0, 2.0], "y": [1.0, 1.0, 5.0]}, index=list("abc"))
    spec = {
        "id": "tie",
        "normalise": "none",
        "tree": {"x": 1, "y": 1},
        "uncertainty": {"weights": {"spread": 0.1}},
    }
    tied = make_task(spec, mp.Dataset.from_frame(frame), {}, draws=3, seed=1)
    assert pair_share(tied, 0, 1) == (0.5, 0.0)
    assert pair_shares(tied)[0, 1] == 0.5 and pair_shares(tied)[2, 0] == 1
