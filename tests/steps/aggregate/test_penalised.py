"""Mazziotta-Pareto indices against Compind's numbers."""

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


def test_mazziotta_pareto_indices_are_compinds(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    z = 100 + 10 * (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    # Compind names the sign after the penalty's direction, not after what it does
    assert_allclose(aggregate.mpi(z, w, ddof=1), compind("mpi_pos"), rtol=1e-9)
    assert_allclose(aggregate.mpi(z, w, penalty="positive", ddof=1), compind("mpi_neg"), rtol=1e-9)


def test_the_adjusted_mazziotta_pareto_index_is_compinds_to_its_three_decimals(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    goalposts = (
        read(REFERENCE / "compind" / "ampi_goalposts.csv").set_index("iCode").loc[asem.full.columns, "gp"]
    )
    assert_allclose(aggregate.ampi(x, w, goalposts=goalposts), compind("ampi"), atol=5.1e-4)
    assert_allclose(aggregate.ampi(x, w), compind("ampi"), atol=5.1e-4)
