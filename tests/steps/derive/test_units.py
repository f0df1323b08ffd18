"""Verbs along units: shares, leads and positions in a group."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from mpindex.steps import derive

NAN = np.nan


def groups(*labels: str) -> np.ndarray:
    """Who is in whose group; an empty label is outside every group."""
    return np.array([[bool(a) and a == b for b in labels] for a in labels])


WORLD4 = groups("w", "w", "w", "w")


def test_a_share_is_of_the_own_group():
    x = np.array([3.0, 1.0, 9.0, 5.0, NAN])
    assert_array_equal(derive.share(x, members=groups("a", "a", "b", "", "b")), [0.75, 0.25, 1, NAN, NAN])


def test_a_share_of_nothing_is_missing():
    assert_array_equal(derive.share(np.array([0.0, 0.0]), members=groups("a", "a")), [NAN, NAN])


def test_a_lead_is_over_the_best_other():
    x = np.array([6.0, 2.0, 3.0, 9.0, NAN])
    assert_array_equal(derive.lead(x, members=groups("a", "a", "a", "b", "b")), [2, 1 / 3, 0.5, NAN, NAN])


def test_there_is_no_lead_over_nothing():
    assert_array_equal(derive.lead(np.array([6.0, 0.0, 0.0]), members=groups("a", "a", "")), [NAN, 0, NAN])


def test_a_position_counts_from_the_top_and_ties_share_the_middle():
    x = np.array([9.0, 7.0, 7.0, 1.0])
    assert_array_equal(derive.position(x, members=WORLD4), [0.125, 0.5, 0.5, 0.875])
    assert_array_equal(
        derive.position(np.array([9.0, NAN, 7.0, 1.0]), members=groups("a", "a", "a", "")),
        [0.25, NAN, 0.75, NAN],
    )


def test_alone_one_is_in_the_middle_of_oneself():
    assert_array_equal(derive.position(np.array([9.0, 1.0]), members=groups("a", "b")), [0.5, 0.5])


def test_a_place_counts_those_of_the_group_that_have_more():
    x = np.array([[5.0, 9.0, 5.0, 1.0, NAN], [1.0, 2.0, 3.0, 4.0, 5.0]])
    assert_array_equal(derive.place(x, members=groups("a", "a", "a", "b", "b"))[0], [2, 1, 2, 1, NAN])
    assert_array_equal(derive.place(x, members=groups("a", "a", "a", "", "a"))[1], [4, 3, 2, NAN, 1])
