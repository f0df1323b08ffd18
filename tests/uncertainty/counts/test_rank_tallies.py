"""A table of counts and a list of ranks are two forms of the same thing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.steps.rank import competition
from mpindex.uncertainty.counts import rank_tallies
from mpindex.uncertainty.counts.rank_tallies import RankList, RankTable


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 12), st.integers(1, 30), st.integers(0, 10_000), st.floats(0, 0.5))
def test_both_forms_answer_every_question_alike(units, draws, seed, missing):
    rng = np.random.default_rng(seed)
    scores = rng.integers(6, size=(draws, units)).astype(float)
    scores[rng.random(scores.shape) < missing] = np.nan
    ranks, reference = competition(scores), competition(scores[0])
    table, listed = RankTable.empty(units), RankList(units)
    for part in np.array_split(ranks, 3):
        table.add(part)
        listed.add(part)
    np.testing.assert_array_equal(listed.table, table.table)
    np.testing.assert_array_equal(listed.drawn, (~np.isnan(ranks)).sum(axis=0))
    np.testing.assert_array_equal(table.drawn, listed.drawn)
    for power in (1, 2):
        np.testing.assert_array_equal(table.power_sums(power), listed.power_sums(power))
    np.testing.assert_array_equal(table.power_sums(1), np.nansum(ranks, axis=0))
    np.testing.assert_array_equal(table.distances(reference), listed.distances(reference))
    np.testing.assert_array_equal(table.distances(reference), np.nansum(np.abs(ranks - reference), axis=0))
    drawn = np.flatnonzero(table.drawn)
    places = [np.zeros(units, dtype=int), np.maximum(table.drawn - 1, 0)]
    for one, other, end in zip(
        table.smallest(places), listed.smallest(places), (np.nanmin, np.nanmax), strict=True
    ):
        np.testing.assert_array_equal(one[drawn], other[drawn])
        np.testing.assert_array_equal(one[drawn], end(ranks[:, drawn], axis=0))


def test_many_units_and_few_draws_are_kept_as_ranks_and_take_two_bytes_each():
    tally = rank_tallies.empty(5_000, 40)
    assert isinstance(tally, RankList)
    tally.add(competition(np.random.default_rng(1).random((40, 5_000))))
    assert sum(part.nbytes for part in tally.parts) == 2 * 40 * 5_000


@pytest.mark.parametrize("draws", [7, 8])
def test_with_as_many_draws_as_units_counts_are_kept(draws):
    assert isinstance(rank_tallies.empty(7, draws), RankTable)


def test_ranks_beyond_a_byte_are_kept_as_they_are():
    tally = rank_tallies.empty(300, 1)
    tally.add(np.arange(300.0, 0.0, -1.0)[None])
    assert tally.power_sums(1).tolist() == list(range(300, 0, -1))
