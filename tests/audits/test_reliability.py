"""Alpha and components on tables whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.audits.reliability import components, cronbach


@pytest.fixture(scope="module")
def gappy() -> np.ndarray:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(60, 6))
    x[:, 1] = np.round(x[:, 0] * 2 + rng.normal(size=60))  # ties
    x[rng.random(x.shape) < 0.15] = np.nan
    return x


def test_alpha_is_that_of_the_textbook(gappy):
    x = gappy[~np.isnan(gappy).any(axis=1)]
    k = x.shape[1]
    classic = k / (k - 1) * (1 - x.var(axis=0, ddof=1).sum() / x.sum(axis=1).var(ddof=1))
    assert cronbach(x) == pytest.approx(classic)


def test_copies_of_one_indicator_have_alpha_one():
    a = np.arange(10.0)[:, None]
    assert cronbach(np.hstack([a, a, a])) == pytest.approx(1.0)


def test_alpha_of_one_indicator_is_not_told():
    assert np.isnan(cronbach(np.arange(5.0)[:, None]))


def test_components_share_out_all_the_variance(gappy):
    made = components(gappy)
    assert made.share.sum() == pytest.approx(1)
    assert made.eigenvalues.sum() == pytest.approx(6)
    np.testing.assert_allclose(made.loadings.T @ made.loadings, np.eye(6), atol=1e-12)


def test_constant_and_empty_children_are_left_out_of_components():
    rng = np.random.default_rng(0)
    x = np.column_stack([rng.normal(size=9), np.full(9, 2.0), np.full(9, np.nan), rng.normal(size=9)])
    made = components(x)
    assert made.kept.tolist() == [True, False, False, True] and made.used == 9
