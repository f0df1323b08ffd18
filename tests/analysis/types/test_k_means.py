"""k-means against scikit-learn from the same start."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from mpindex.analysis.types.k_means import best_k_means, k_means
from mpindex.analysis.types.ward import numbered


@pytest.mark.parametrize("k", [2, 3, 4])
def test_from_the_same_start_it_ends_where_scikit_learn_does(states, z, figures, k):
    start = figures[f"kmeans{k}_start"].split()
    found = k_means(z.to_numpy(), z.loc[start].to_numpy())
    assert found.inertia == pytest.approx(float(figures[f"kmeans{k}_inertia"]), abs=6e-10)
    assert_array_equal(numbered(found.labels) + 1, states[f"kmeans{k}"])


@pytest.mark.parametrize("k", [2, 3, 4])
def test_the_best_of_many_starts_is_scikit_learns(states, z, figures, k):
    found = best_k_means(z.to_numpy(), k, np.random.default_rng(1), starts=200)
    assert found.inertia == pytest.approx(float(figures[f"kmeans{k}_best_inertia_of_200_starts"]), abs=6e-10)
    assert_array_equal(numbered(found.labels) + 1, states[f"kmeans{k}_best"])


def test_a_centre_without_units_stays():
    found = k_means(np.array([[0.0], [1.0]]), np.array([[0.5], [50.0]]))
    assert found.labels.tolist() == [0, 0] and found.centres.ravel().tolist() == [0.5, 50.0]


def test_the_one_centre_that_all_are_nearest_to_moves_to_their_mean_and_a_single_unit_is_its_own():
    found = k_means(np.array([[0.0], [1.0]]), np.array([[50.0], [0.4]]))
    assert found.labels.tolist() == [1, 1] and found.centres.ravel().tolist() == [50, 0.5]
    assert found.inertia == 0.5
    apart = k_means(np.array([[0.0], [9.0]]), np.array([[1.0], [8.0]]))
    assert apart.centres.ravel().tolist() == [0, 9] and apart.inertia == 0
