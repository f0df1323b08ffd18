"""Mazziotta-Pareto indices against Compind's numbers."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps import aggregate

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


def compind(name):
    return read(REFERENCE / "compind" / "results.csv")[name].to_numpy()


def test_mazziotta_pareto_indices_are_compinds(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    z = 100 + 10 * (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    # Compind names the sign after the penalty's direction, not after what it does
    assert_allclose(aggregate.mpi(z, w, ddof=1), compind("mpi_pos"), rtol=1e-9)
    assert_allclose(aggregate.mpi(z, w, penalty="positive", ddof=1), compind("mpi_neg"), rtol=1e-9)


def test_a_child_far_below_the_reference_is_taken_down_to_0_and_no_further():
    """From 0 to 10 are 60 points around 100 at the mean of 5: -11.6 is at 0.4, and -11.7 at -0.2."""
    years = [[0.0], [10.0]]
    assert_allclose(aggregate.ampi([[-11.6]], [1], reference=years), [0.4])
    with pytest.raises(DataError, match="at least 0 after rescaling"):
        aggregate.ampi([[-11.7]], [1], reference=years)


@pytest.mark.parametrize("size", [1e200, 1e-200])
def test_a_penalty_has_the_size_of_the_children(size):
    x, w = np.array([[90.0, 110.0], [80.0, 100.0]]), [1, 2]
    assert_allclose(aggregate.mpi(x * size, w), aggregate.mpi(x, w) * size)


def test_the_adjusted_mazziotta_pareto_index_is_compinds_to_its_three_decimals(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    goalposts = (
        read(REFERENCE / "compind" / "ampi_goalposts.csv").set_index("iCode").loc[asem.full.columns, "gp"]
    )
    assert_allclose(aggregate.ampi(x, w, goalposts=goalposts), compind("ampi"), atol=5.1e-4)
    assert_allclose(aggregate.ampi(x, w), compind("ampi"), atol=5.1e-4)
