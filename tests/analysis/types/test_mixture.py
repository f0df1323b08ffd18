"""Mixtures against scikit-learn and mclust from the same partition."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.analysis.types.mixture import mixture
from mpindex.errors import OptionError


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("shape", ["tied", "spherical", "diag"])
def test_from_the_same_partition_it_ends_where_scikit_learn_and_mclust_do(states, z, figures, shape, k):
    found = mixture(z.to_numpy(), states[f"kmeans{k}"].to_numpy() - 1, shape=shape, narrow=0.0, gain=1e-13)
    name = f"gmm_{shape}{k}"
    assert found.loglik == pytest.approx(float(figures[f"{name}_loglik"]), abs=2e-7)
    assert found.bic == pytest.approx(float(figures[f"{name}_bic"]), abs=4e-7)
    assert_allclose(found.shares, [float(text) for text in figures[f"{name}_weights"].split()], atol=2e-6)
    assert_array_equal(found.labels + 1, [int(text) for text in figures[f"{name}_labels"].split()])


def test_a_group_of_one_has_a_finite_density():
    x = np.array([[0.0, 0.0], [0.1, 0.2], [0.2, 0.1], [9.0, 9.0]])
    found = mixture(x, np.array([0, 0, 0, 1]), shape="diag")
    assert np.isfinite(found.loglik) and found.labels.tolist() == [0, 0, 0, 1]


def test_an_unknown_shape_is_refused():
    with pytest.raises(OptionError, match="shape is one of"):
        mixture(np.ones((3, 1)), np.zeros(3, dtype=int), shape="round")


def test_features_that_say_the_same_of_all_units_have_a_finite_density():
    x = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [9.0, 9.0], [10.0, 10.0]])
    found = mixture(x, np.array([0, 0, 0, 1, 1]))
    assert np.isfinite(found.loglik) and found.labels.tolist() == [0, 0, 0, 1, 1]
