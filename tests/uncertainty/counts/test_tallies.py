"""Counts over draws: the same in whatever form and in whatever order draws are counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.steps.rank import competition
from mpindex.uncertainty.counts.rank_counts import RankCounts
from mpindex.uncertainty.counts.rank_tallies import RankTable
from mpindex.uncertainty.counts.tallies import Tally, quantiles, rank_statistics, share_error


def counts_of(tally: Tally) -> list[bytes]:
    return [counts.tobytes() for counts in (tally.ranks.table, tally.bands, tally.middle)]


@pytest.mark.parametrize("unscored", [0, 2])
def test_counting_by_rank_is_counting_one_by_one(unscored):
    rng = np.random.default_rng(1)
    scores = rng.integers(9, size=(200, 9)).astype(float)  # with ties
    scores[:, :unscored] = np.nan
    n = 9 - unscored
    by_rank = np.tile(np.repeat([0, 1, 2], [2, 3, 4]), (9, 1))
    by_rank[4] = 1  # a unit that is in one band whatever its rank
    ranks = competition(scores)
    place = np.nan_to_num(ranks, nan=1).astype(int) - 1
    codes = np.where(np.isnan(ranks), -1, by_rank[np.arange(9), place])
    one, other = Tally.empty(9, 3, 200), Tally.empty(9, 3, 200)
    one.add(ranks, codes)
    counts = RankCounts(9)
    counts.add(scores)
    other.add_counts(counts.table, n)
    other.add_bands_of_ranks(counts.table, by_rank, len(scores))
    assert counts_of(one) == counts_of(other)


@pytest.mark.parametrize("units", [5, 70])  # as a table of counts, and as a list of ranks
def test_the_order_of_adding_does_not_matter(units):
    rng = np.random.default_rng(2)
    parts = []
    for _ in range(3):
        parts.append(Tally.empty(units, 2, 60))
        ranks = competition(rng.random((20, units)))
        parts[-1].add(ranks, (ranks > 2).astype(np.intp))
    forward, backward = Tally.empty(units, 2, 60), Tally.empty(units, 2, 60)
    for part in parts:
        forward.merge(part)
    for part in reversed(parts):
        backward.merge(part)
    assert counts_of(forward) == counts_of(backward)
    one, other = rank_statistics(forward.ranks), rank_statistics(backward.ranks)
    for name, values in one.items():
        np.testing.assert_array_equal(values, other[name], err_msg=name)
    assert forward.bands.sum() == 60 * units


def test_shifts_are_mean_distances_from_the_ranks_of_reference():
    ranks = np.array([[1.0, 2.0, np.nan], [2.0, 1.0, np.nan], [2.0, 1.0, 3.0]])
    tally = Tally.empty(3, 1, 3)
    tally.add(ranks, np.zeros(ranks.shape, dtype=np.intp))
    reference = np.array([1.0, 2.0, np.nan])
    np.testing.assert_allclose(tally.mean_shifts(reference), [2 / 3, 2 / 3, 0])
    assert tally.mean_shift(reference) == pytest.approx(4 / 7)


@given(st.lists(st.integers(1, 9), max_size=40), st.floats(0, 1))
def test_quantiles_from_counts_are_those_of_the_numbers(numbers, q):
    counts = np.bincount(np.array(numbers, dtype=int), minlength=10)[None, 1:]
    value = quantiles(RankTable(counts), [q])[0][0]
    assert value == pytest.approx(np.quantile(numbers, q)) if numbers else np.isnan(value)


def test_statistics_of_ranks_are_those_of_the_numbers_one_by_one():
    """Ranks 1, 1, 1, 2 and 4: a mean of 1.8 with a standard error of sqrt(1.7 / 5); and a unit that has none."""
    found = rank_statistics(RankTable(np.array([[3, 1, 0, 1], [0, 0, 0, 0]])))
    expected = {
        "mean": 1.8, "error": np.sqrt(1.7 / 5), "median": 1, "low": 1, "high": 3.6, "lowest": 1, "highest": 4,
    }  # fmt: skip
    assert {name: values[0] for name, values in found.items()} == pytest.approx(expected)
    assert all(np.isnan(values[1]) for values in found.values())


def test_the_middle_third_is_of_those_that_are_ranked():
    tally = Tally.empty(5, 1, 1)
    tally.add(np.array([[1.0, 2.0, 3.0, np.nan, np.nan]]), np.array([[0, 0, 0, -1, -1]]))
    assert tally.middle.tolist() == [0, 1, 0, 0, 0]
    assert tally.bands.tolist() == [[0, 1], [0, 1], [0, 1], [1, 0], [1, 0]]


def test_no_draw_with_a_rank_is_no_shift():
    tally = Tally.empty(2, 1, 2)
    tally.add(np.full((2, 2), np.nan), np.full((2, 2), -1))
    assert tally.mean_shift(np.array([1.0, 2.0])) == 0


def test_the_error_of_a_share_is_that_of_a_binomial_one_and_never_missing():
    assert share_error(0.2, 100) == pytest.approx(0.04)
    assert share_error(1 + 1e-16, 10) == 0 == share_error(1.0000000000000002, 10)
