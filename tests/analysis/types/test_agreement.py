"""Silhouettes and agreement of partitions."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.analysis.types.agreement import matched, rand_index, silhouettes
from mpindex.analysis.types.ward import ward


def test_silhouettes_are_those_of_scikit_learn(states, z, figures):
    found = silhouettes(z.to_numpy(), states["kmeans3"].to_numpy() - 1)
    assert_allclose(found, states["silhouette_kmeans3"], atol=6e-11)
    assert silhouettes(z.to_numpy(), ward(z.to_numpy(), 3)).mean() == pytest.approx(
        float(figures["ward3_silhouette"]), abs=6e-11
    )


def test_the_rand_index_is_adjusted_for_chance():
    # Hubert & Arabie's formula by hand: pairs 2, rows 4, columns 4 of 15
    one, other = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])
    assert rand_index(one, other) == pytest.approx((2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15))
    rng = np.random.default_rng(2)
    chance = [rand_index(rng.integers(0, 3, 60), rng.integers(0, 3, 60)) for _ in range(200)]
    assert abs(np.mean(chance)) < 0.01


def test_types_are_matched_to_those_they_share_most_with():
    assert matched(np.array([2, 2, 0, 1, 1]), np.array([0, 0, 1, 2, 2])).tolist() == [0, 0, 1, 2, 2]
