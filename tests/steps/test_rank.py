"""Ranks: 1 is the top, ties share the best rank, missing stays missing, rounding decides nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_array_equal

from mpindex.steps import normalise
from mpindex.steps.rank import competition, in_the_middle, ordered, position

SCORES = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=1, max_dims=3, max_side=12),
    elements=st.one_of(st.integers(-5, 5).map(float), st.sampled_from([np.nan, 0.5, 1e300, -1e-300])),
)


@settings(deadline=None)
@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores):
    better = (scores[..., None, :] > scores[..., :, None]).sum(axis=-1)
    expected = np.where(np.isnan(scores), np.nan, better + 1.0)
    near_zero = np.abs(scores) == 1e-300
    if not near_zero.any():
        assert_array_equal(competition(scores), expected)
    assert competition(scores).shape == scores.shape


@pytest.mark.parametrize("units", [1, 2, 195, 1000])
def test_equal_units_tie_although_their_sums_were_rounded_differently(units):
    rng = np.random.default_rng(3)
    scores = rng.random((50, units)) * 100
    copy = scores * (1 + rng.choice([-2e-16, 0, 2e-16], scores.shape))
    ranks = competition(np.concatenate([scores, copy], axis=1))
    assert_array_equal(ranks[:, :units], ranks[:, units:])
    assert_array_equal(ranks[:, :units], 2 * competition(scores) - 1)


def test_scores_that_differ_in_the_tenth_digit_do_not_tie():
    assert_array_equal(competition([1.0, 1.0 + 1e-10]), [2, 1])


def test_signs_zeros_and_infinities_are_ordered_as_numbers_are():
    scores = [-np.inf, -2.0, -1e-200, -0.0, 0.0, 1e-200, 3.0, np.inf, np.nan]
    assert_array_equal(competition(scores), [8, 7, 6, 4, 4, 3, 2, 1, np.nan])


def test_missing_scores_have_no_rank_and_push_nobody_down():
    assert_array_equal(competition([[np.nan, 1.0], [np.nan, np.nan]]), [[np.nan, 1], [np.nan, np.nan]])
    assert competition(np.empty((3, 0))).shape == (3, 0)


def test_many_rows_are_ranked_as_each_alone():
    scores = np.random.default_rng(5).normal(size=(700, 195)).round(2)
    assert_array_equal(
        competition(scores)[[0, 335, 336, 699]], [competition(scores[i]) for i in (0, 335, 336, 699)]
    )


def test_the_scores_themselves_are_left_alone():
    scores = np.array([1.0, -2.0, np.nan])
    competition(scores)
    assert_array_equal(scores, [1.0, -2.0, np.nan])


def test_positions_run_from_the_top_and_count_only_those_with_a_score():
    assert_array_equal(
        position([10.0, 20.0, np.nan, 20.0, 5.0]), [2.5 / 4, 0.5 / 4, np.nan, 0.5 / 4, 3.5 / 4]
    )
    assert_array_equal(position([7.0]), [0.5])
    assert np.isnan(position([np.nan, np.nan])).all()


@pytest.mark.parametrize("low", [-10.0, 0.0, 1.0])
def test_the_order_from_the_top_has_the_ranks_of_its_units(low):
    rows = np.random.default_rng(6).integers(30, size=(40, 50)) / 7 + low  # with ties
    order, ranks = ordered(rows)
    assert_array_equal(np.sort(order), np.tile(np.arange(50), (40, 1)))
    assert_array_equal(
        np.take_along_axis(competition(rows), order, axis=-1), np.broadcast_to(ranks, rows.shape)
    )
    assert (np.diff(np.take_along_axis(rows, order, axis=-1)) <= 0).all()


@pytest.mark.parametrize("n", [1, 2, 3, 6, 9, 193, 195])
def test_the_middle_third_is_that_of_positions(n):
    position = (np.arange(1, n + 1) - 0.5) / n
    expected = (position >= 1 / 3 - 1e-12) & (position <= 2 / 3 + 1e-12)
    assert_array_equal(in_the_middle(np.arange(1.0, n + 1), n), expected)


def test_units_that_tie_share_the_best_place_of_a_result_and_the_middle_one_of_an_indicator():
    scores = np.array([9.0, 7.0, 7.0, 1.0])
    np.testing.assert_allclose(position(scores), [0.125, 0.375, 0.375, 0.875])
    np.testing.assert_allclose(normalise.position(scores[:, None])[:, 0], [0.125, 0.5, 0.5, 0.875])
