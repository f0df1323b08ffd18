"""Distances from the best: Compind's numbers, and other years against the same ends."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.testing import assert_allclose

from mpindex.steps import aggregate

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


def compind(name):
    return read(REFERENCE / "compind" / "results.csv")[name].to_numpy()


def test_the_wroclaw_measure_is_the_complement_of_compinds(asem):
    assert_allclose(1 - aggregate.wroclaw(asem.full.to_numpy(), np.ones(49)), compind("wroclaw"), rtol=1e-9)


def test_topsis_and_wroclaw_measure_other_years_against_the_reference():
    x = np.random.default_rng(13).random((8, 3))
    w = [1, 2, 3]
    for method in (aggregate.topsis, aggregate.wroclaw):
        assert_allclose(method(x, w, reference=x), method(x, w))
        assert_allclose(method(x[:2], w, reference=x), method(x, w)[:2])


def test_topsis_measures_euclidean_distances():
    """3 from the best and sqrt(1 + 16) from the worst."""
    far = np.sqrt(17)
    assert_allclose(aggregate.topsis([[0.0, 0], [4, 4], [1, 4]], [1, 1]), [0, 1, far / (3 + far)])


def test_distances_between_huge_values_do_not_overflow():
    x = np.array([[0.0, 0.0], [1e200, 1e200], [1e200, 0.0]])
    for method in (aggregate.topsis, aggregate.wroclaw):
        assert_allclose(method(x, [1, 1]), method(x / 1e200, [1, 1]))
        assert_allclose(method(x, [1, 1], reference=x), method(x, [1, 1]))
