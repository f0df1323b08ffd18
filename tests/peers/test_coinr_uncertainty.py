"""COINr's two designs (section 11 of its runs), replayed through `robustness`: alternatives and weight sets fed, not drawn.

Four choices: points winsorised, scaling, mean, and one of 200 sets of weights of the upper levels. Its sensitivity indices
follow from our outputs by its formula, which is written out below; `mpindex.sensitivity` uses a sounder one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.uncertainty.sensitivity.sobol import indices

from .conftest import agree

RANDOM, SOBOL, ROWS = "12_uncertainty/UA_N200_seed42", "12_uncertainty/SA_N100_seed43", 100
FACTORS = {"Winmax": "treat", "Normalisation": "normalise", "Aggregation": "aggregate", "Weights": "weights"}


def replay(asem, golden, name: str, *, rows: int | None = None) -> Robustness:
    """Run a recorded design; its alternatives are numbered from 1."""
    sets = golden.table("12_uncertainty/weight_sets").drop(columns="Level").set_index("iCode").T
    design = golden.table(f"{name}_design")[list(FACTORS)].rename(columns=FACTORS) - 1
    return mp.robustness(
        asem.chain,
        asem.world,
        uncertainty={
            "treat": [{"winsorise": {"winmax": most}} for most in (1, 2, 3, 4, 5)],
            "normalise": [{"minmax": [1, 100]}, {"zscore": {"mean": 10, "sd": 2}}],
            "aggregate": ["arithmetic", "geometric"],
            "weights": sets,
        },
        design=design.head(rows or len(design)),
        keep=True,
    )


@pytest.fixture(scope="module")
def random(asem, golden):
    return replay(asem, golden, RANDOM)


@pytest.fixture(scope="module")
def sobol(asem, golden):
    return replay(asem, golden, SOBOL)


def runs(found: Robustness, what: str) -> pd.DataFrame:
    """Units x runs, named as the peer names them."""
    table = found.runs[what].T
    return table.set_axis([f"r_{i + 1}" for i in range(table.shape[1])], axis=1)


@pytest.mark.parametrize("name", [RANDOM, SOBOL])
def test_every_run_has_the_peers_scores(request, golden, name):
    theirs = golden.table(f"{name}_scores")
    ours = request.getfixturevalue("random" if name == RANDOM else "sobol")
    agree(runs(ours, "score"), theirs.drop(columns="Nominal"))


@pytest.mark.parametrize("name", [RANDOM, SOBOL])
def test_every_run_has_the_peers_ranks(request, golden, name):
    theirs = golden.table(f"{name}_ranks")
    ours = request.getfixturevalue("random" if name == RANDOM else "sobol")
    agree(ours.ranks["reference"], theirs["Nominal"], rtol=0)
    agree(runs(ours, "rank"), theirs.drop(columns="Nominal"), rtol=0)


def test_statistics_of_ranks_from_counts_are_the_peers(asem, golden, random):
    of_both_samples = replay(asem, golden, SOBOL, rows=2 * ROWS)
    for ours, name in ((random, RANDOM), (of_both_samples, SOBOL)):
        theirs = golden.table(f"{name}_rankstats")
        table = ours.ranks.rename(
            columns={"reference": "Nominal", "mean": "Mean", "median": "Median", "low": "Q5", "high": "Q95"}
        )
        agree(table[["Nominal", "Median"]], theirs[["Nominal", "Median"]], rtol=0)
        agree(table[["Mean", "Q5", "Q95"]], theirs[["Mean", "Q5", "Q95"]], rtol=1e-14)


def test_sensitivity_indices_follow_from_our_outputs_by_the_peers_formula(golden, sobol):
    ranks = sobol.runs["rank"]
    y = np.abs(ranks - sobol.ranks["reference"]).mean(axis=1).to_numpy()
    a, b, *mixed = y.reshape(-1, ROWS)
    variance = np.concatenate([a, b]).var(ddof=1)
    theirs = golden.table("12_uncertainty/SA_N100_seed43_sobol").set_index("Variable")
    for ab, factor in zip(mixed, FACTORS, strict=True):
        assert np.mean(b * (ab - a)) / variance == pytest.approx(theirs.loc[factor, "Si"], rel=1e-9)
        assert np.mean((a - ab) ** 2) / (2 * variance) == pytest.approx(theirs.loc[factor, "STi"], rel=1e-9)


def test_ours_of_the_same_runs_do_not_lift_a_first_order_index_above_the_total(golden, sobol):
    theirs = golden.table("12_uncertainty/SA_N100_seed43_sobol").set_index("Variable")
    assert theirs.loc["Aggregation", "Si"] > theirs.loc["Aggregation", "STi"]
    y = np.abs(sobol.runs["rank"] - sobol.ranks["reference"]).mean(axis=1).to_numpy()
    first, total = indices(y.reshape(-1, ROWS).T)
    np.testing.assert_allclose(total, theirs["STi"].to_numpy(), rtol=0.01)  # n for n - 1 in the variance
    assert (first < total + 0.1).all()
