"""Counts over draws: the same whether draws are counted one by one or by their ranks, and in whatever order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.steps.rank import competition
from mpindex.uncertainty.tallies import Tally, quantile

FIELDS = ("ranks", "bands", "middle", "shifts")


@pytest.mark.parametrize("unscored", [0, 2])
def test_counting_by_rank_is_counting_one_by_one(unscored):
    rng = np.random.default_rng(1)
    scores = rng.integers(9, size=(200, 9)).astype(float)  # with ties
    scores[:, :unscored] = np.nan
    n = 9 - unscored
    reference = competition(scores[0])
    by_rank = np.tile(np.repeat([0, 1, 2], [2, 3, n - 5]), (9, 1))
    by_rank[4] = 1  # a unit that is in one band whatever its rank
    ranks = competition(scores)
    place = np.nan_to_num(ranks, nan=1).astype(int) - 1
    codes = np.where(np.isnan(ranks), -1, by_rank[np.arange(9), place])
    one, other = Tally.empty(9, 3), Tally.empty(9, 3)
    one.add(ranks, codes, reference)
    other.add_by_rank(scores, by_rank, reference)
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def test_the_order_of_adding_does_not_matter():
    rng = np.random.default_rng(2)
    parts = []
    for _ in range(3):
        parts.append(Tally.empty(5, 2))
        ranks = competition(rng.random((50, 5)))
        parts[-1].add(ranks, (ranks > 2).astype(np.intp), np.arange(1.0, 6))
    there, back = Tally.empty(5, 2), Tally.empty(5, 2)
    for part in parts:
        there.merge(part)
    for part in reversed(parts):
        back.merge(part)
    for name in FIELDS:
        assert getattr(there, name).tobytes() == getattr(back, name).tobytes()
    assert there.bands.sum() == 3 * 50 * 5


@given(st.lists(st.integers(1, 9), max_size=40), st.floats(0, 1))
def test_quantiles_from_counts_are_those_of_the_numbers(numbers, q):
    counts = np.bincount(np.array(numbers, dtype=int), minlength=10)[None, 1:]
    found = quantile(counts, q)[0]
    assert found == pytest.approx(np.quantile(numbers, q)) if numbers else np.isnan(found)
