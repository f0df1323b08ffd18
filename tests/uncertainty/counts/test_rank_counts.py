"""Counting ranks is ranking, and then counting."""

import numpy as np
import pytest

from mpindex.steps.rank import competition
from mpindex.uncertainty.counts.rank_counts import CELLS, RankCounts


def counted(*parts: np.ndarray) -> np.ndarray:
    counts = RankCounts(parts[0].shape[1])
    for part in parts:
        counts.add(part)
    return counts.table


def by_hand(scores: np.ndarray) -> np.ndarray:
    ranks = competition(scores)
    return np.transpose([(ranks == place + 1).sum(axis=0) for place in range(scores.shape[1])])


@pytest.mark.parametrize("units", [1, 2, 7, 195])
@pytest.mark.parametrize("gaps", [0.0, 0.1])
@pytest.mark.parametrize("low", [-1.0, 1.0])
def test_counting_ranks_is_ranking_and_then_counting(units, gaps, low):
    rng = np.random.default_rng(units)
    scores = low + rng.integers(20, size=(700, units)) / 7  # with ties
    scores[rng.random(scores.shape) < gaps] = np.nan
    np.testing.assert_array_equal(counted(scores), by_hand(scores))


def test_parts_of_draws_add_up_and_none_leaves_anything_behind():
    scores = np.random.default_rng(1).random((3 * (CELLS // 20) + 5, 20))  # more than are ranked at a time
    np.testing.assert_array_equal(counted(scores[:7], scores[7:]), by_hand(scores))


def test_scores_in_any_layout_are_counted_and_left_alone():
    scores = np.random.default_rng(2).random((50, 9))
    before = scores.copy()
    np.testing.assert_array_equal(counted(np.asfortranarray(scores)), by_hand(scores))
    np.testing.assert_array_equal(counted(np.broadcast_to(scores[0], (50, 9))), 50 * by_hand(scores[:1]))
    counted(scores)
    np.testing.assert_array_equal(scores, before)


def test_infinite_scores_are_counted_like_any_others():
    scores = np.array([[np.inf, 1.0, -np.inf, np.nan], [-np.inf, np.inf, np.inf, np.nan]])
    assert counted(scores).tolist() == [[1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]
