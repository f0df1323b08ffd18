"""Shares of a total, and true zeros."""

import numpy as np
from numpy.testing import assert_allclose

from mpindex.steps import normalise


def test_shares_add_to_one_over_the_states_that_have_values(asem):
    amounts = np.abs(asem.denominated)
    assert_allclose(np.nansum(normalise.share(amounts), axis=0), 1)


def test_a_true_zero_enters_the_log_share_with_the_smallest_that_have_any():
    ours = normalise.log_share(np.array([[0.0], [2.0], [6.0], [np.nan]])).ravel()
    assert_allclose(ours, [np.log(0.25), np.log(0.25), np.log(0.75), np.nan])


def test_where_less_is_more_a_share_counts_as_what_the_others_have():
    assert_allclose(normalise.share([[1.0], [3.0]], direction=[-1]), [[0.75], [0.25]])
