"""Verbs along units: shares, leads and positions in a group."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

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


def test_a_residual_is_what_least_squares_leave_over():
    rng = np.random.default_rng(5)
    a, b, noise = rng.normal(size=(3, 40))
    y = 3 + 2 * a - b + noise
    ours = derive.residual(y, a, b * 1e12, members=np.ones((40, 40), dtype=bool))
    design = np.column_stack([np.ones(40), a, b])
    assert_allclose(ours, y - design @ np.linalg.lstsq(design, y, rcond=None)[0], atol=1e-9)
    assert_allclose([ours @ a, ours @ b, ours.sum()], 0, atol=1e-9)


def test_logarithms_make_the_residual_a_ratio_and_gaps_stay_gaps():
    x = np.array([1.0, 2.0, 4.0, 8.0, 16.0, NAN])
    y = 3 * (x + 1) - 1
    ours = derive.residual(np.append(y[:5], 7.0), x, members=np.ones((6, 6), dtype=bool), log=True)
    assert_allclose(ours, [0, 0, 0, 0, 0, NAN], atol=1e-12)


def test_too_few_or_dependent_predictors_leave_no_residual():
    y, x = np.arange(6.0), np.array([1.0, 2, 3, 5, 8, 13])
    assert_array_equal(derive.residual(y[:3], x[:3], members=np.ones((3, 3), dtype=bool)), [NAN] * 3)
    assert_array_equal(derive.residual(y, x, 2 * x, members=np.ones((6, 6), dtype=bool)), [NAN] * 6)
    assert_array_equal(derive.residual(y, np.ones(6), members=np.ones((6, 6), dtype=bool)), [NAN] * 6)


def test_each_group_has_a_fit_of_its_own():
    x, y = np.tile(np.arange(5.0), 2), np.concatenate([np.arange(5.0), 7 - 3 * np.arange(5.0)])
    assert_allclose(derive.residual(y, x, members=groups(*"aaaaabbbbb")), 0, atol=1e-12)
