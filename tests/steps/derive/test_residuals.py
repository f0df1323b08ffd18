"""Residuals of a least-squares fit over a group."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import derive

NAN = np.nan


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
    assert_array_equal(derive.residual(y, x, members=np.kron(np.eye(2), np.ones((5, 5))).astype(bool)), 0)


def test_where_the_others_account_for_all_nothing_is_left_to_be_ranked():
    x = np.array([0.0, 1, 0.5, 0.25, 2, 3, 0.1]) / 3
    assert_array_equal(derive.residual(7 * x + 1e6, x, members=np.ones((7, 7), dtype=bool)), 0)
