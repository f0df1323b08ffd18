"""Means: COINr's scores and ranks on every level, published ranks, and what they refuse."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import aggregate
from mpindex.steps.rank import competition

REFERENCE = Path(__file__).parents[2] / "reference"


COINR = REFERENCE / "coinr"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


MEANS = {
    "a_amean": aggregate.arithmetic,
    "a_gmean": aggregate.geometric,
    "a_hmean": aggregate.harmonic,
    "a_genmean_p0.5": partial(aggregate.power_mean, p=0.5),
    "a_genmean_p2": partial(aggregate.power_mean, p=2),
    "a_genmean_pm1": partial(aggregate.power_mean, p=-1),
    "a_copeland": aggregate.copeland,
}


RUNS = sorted(read(COINR / "08_aggregated" / "scores.csv")["result"].unique())


SAME = [run for run in RUNS if "copeland" not in run and not ("incomplete" in run and "genmean" in run)]


@pytest.mark.parametrize("run", SAME)
def test_every_level_has_coinrs_scores(asem, run):
    assert_allclose(asem.built(run), asem.coinr(run), rtol=1e-11)


@pytest.mark.parametrize(
    "run",
    [
        "minmax1_100__custom__a_amean",
        "incomplete__custom__a_gmean",
        "incomplete_datthresh0.9__custom__a_amean",
    ],
)
def test_every_level_has_coinrs_ranks(asem, run):
    assert_array_equal(competition(asem.built(run).T).T, asem.coinr(run, "ranks"))


def test_a_power_mean_skips_missing_children_where_coinr_gives_up(asem):
    run = "incomplete__custom__a_genmean_p2"
    ours, coinrs = asem.built(run), asem.coinr(run)
    assert coinrs.isna().any().any() and not ours.isna().any().any()
    assert_allclose(ours.where(coinrs.notna()), coinrs, rtol=1e-11)


@pytest.mark.parametrize(("weights", "column"), [("EW", "EW"), ("BAP", "BAP")])
def test_the_technology_achievement_index_has_all_23_published_ranks(weights, column):
    handbook = REFERENCE / "handbook"
    x = read(handbook / "tablea2_tai_raw.csv").set_index("iso3")
    posts = read(handbook / "tai_goalposts.csv").set_index("indicator").loc[x.columns]
    low, high = posts["goalpost_min_value"], posts["goalpost_max_value"]
    scores = aggregate.arithmetic(
        np.clip((x - low) / (high - low), 0, 1),
        read(handbook / "table22_tai_weights.csv").set_index("indicator").loc[x.columns, weights],
    )
    published = read(handbook / "table23_tai_ranks.csv").set_index("iso3").loc[x.index, column]
    assert_array_equal(competition(scores), published)


ALL = {
    **MEANS,
    "product": aggregate.product,
    "minimum": aggregate.minimum,
    "median": aggregate.median,
    "owa": partial(aggregate.owa, order=[3, 2, 1]),
    "mpi": partial(aggregate.mpi, ddof=1),
    "ampi": aggregate.ampi,
    "topsis": aggregate.topsis,
    "wroclaw": aggregate.wroclaw,
    "borda": aggregate.borda,
    "rank_product": aggregate.rank_product,
    "kemeny": aggregate.kemeny,
    "benefit_of_doubt": aggregate.benefit_of_doubt,
}


@pytest.mark.parametrize(
    "name", ["a_amean", "a_gmean", "a_hmean", "a_genmean_p2", "median", "minimum", "owa", "mpi"]
)
def test_a_missing_child_is_as_if_the_unit_never_had_it(name):
    x = np.random.default_rng(8).random((5, 4)) * 90 + 5
    x[2, 1] = np.nan
    w = np.array([1.0, 2.0, 3.0, 4.0])
    without = ALL[name](np.delete(x[[2]], 1, axis=1), np.delete(w, 1))
    assert_allclose(ALL[name](x, w)[2], without[0], rtol=1e-12)


def test_power_means_of_extreme_powers_do_not_overflow():
    x = np.array([[1e-200, 1e200], [3.0, 4.0]])
    assert_allclose(aggregate.power_mean(x, [1, 1], p=300)[1], 4 * 0.5 ** (1 / 300), rtol=1e-9)
    assert np.isfinite(aggregate.power_mean(x, [1, 1], p=-300)).all()


@pytest.mark.parametrize("p", [-2, -1, -0.5, 0.5, 1, 2, 3])
def test_a_power_mean_is_its_formula_for_shares_and_for_amounts(p):
    x = np.array([[0.2, 0.5, 0.9], [2.0, 50.0, 9.0], [np.nan, 0.5, 3.0], [np.nan, np.nan, 3.0]])
    w = np.array([1.0, 2.0, 0.0])
    counts = np.where(np.isnan(x), 0, w)
    with np.errstate(invalid="ignore"):
        formula = ((np.nan_to_num(x, nan=1) ** p * counts).sum(axis=1) / counts.sum(axis=1)) ** (1 / p)
    assert_allclose(aggregate.power_mean(x, w, p=p), formula)


def test_power_means_take_zeros_above_p_0_and_what_does_not_count_always():
    assert_allclose(aggregate.power_mean([[0.0, 4.0], [0.0, 0.0]], [1, 1], p=0.5), [1, 0])
    assert aggregate.power_mean([[0.0, 4.0]], [1, 1], p=0) == 0
    assert aggregate.power_mean([[-2.0, 4.0]], [1, 1], p=1) == 1
    for p in (0.5, -0.5, 2):
        assert aggregate.power_mean([[-2.0, 4.0]], [0, 1], p=p) == 4
    assert_allclose(aggregate.power_mean([[2.0, 8.0]], [1, 1], p=1e-9), 4)


def test_a_zero_makes_a_geometric_mean_and_a_product_zero():
    assert aggregate.geometric([[0.0, 9.0]], [1, 1]) == 0
    assert aggregate.product([[0.0, 9.0]], [1, 1]) == 0


def test_a_sum_is_the_mean_times_the_sum_of_the_weights():
    x = np.random.default_rng(5).random((4, 3))
    assert_allclose(aggregate.total(x, [1, 2, 3]), x @ [1, 2, 3])
    x[0, 1] = np.nan
    assert_allclose(aggregate.total(x, [1, 2, 3]), 6 * aggregate.arithmetic(x, [1, 2, 3]))
