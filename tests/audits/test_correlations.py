"""Correlations are scipy's of the units that have both."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from mpindex.audits.correlations import common, kendall, p_values, pearson, spearman


@pytest.fixture(scope="module")
def gappy() -> np.ndarray:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(60, 6))
    x[:, 1] = np.round(x[:, 0] * 2 + rng.normal(size=60))  # ties
    x[rng.random(x.shape) < 0.15] = np.nan
    return x


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(pearson, stats.pearsonr), (spearman, stats.spearmanr), (kendall, stats.kendalltau)],
)
def test_correlations_are_scipys_of_the_units_that_have_both(gappy, ours, theirs):
    r, n = ours(gappy), common(gappy)
    for i in range(6):
        for j in range(i):
            both = ~np.isnan(gappy[:, [i, j]]).any(axis=1)
            assert n[i, j] == both.sum()
            assert r[i, j] == pytest.approx(theirs(gappy[both, i], gappy[both, j])[0], abs=1e-13)


def test_correlations_stand_large_numbers():
    x = np.random.default_rng(1).normal(size=(50, 2))
    np.testing.assert_allclose(pearson(x + 1e9), pearson(x), atol=1e-6)
    np.testing.assert_allclose(pearson(x * [1e150, 1e-150]), pearson(x), rtol=1e-12)


def test_a_constant_or_empty_column_correlates_with_nothing():
    x = np.array([[1.0, 5.0, np.nan], [2.0, 5.0, np.nan], [4.0, 5.0, np.nan]])
    for kind in (pearson, spearman, kendall):
        r = kind(x)
        assert np.isnan(r[0, 1:]).all() and r[0, 0] == 1


def test_p_values_are_those_of_the_t_test():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(20, 2))
    told = stats.pearsonr(x[:, 0], x[:, 1])
    assert p_values(pearson(x), common(x), "pearson")[0, 1] == pytest.approx(told.pvalue)
