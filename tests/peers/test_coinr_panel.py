"""COINr's panel (section 13 of its runs) and Compind (section 14), through `at(year)`, `learn` and `impute`.

Not covered: the year of each imputed value (`latest_datayear`) is not kept, and `trends_prc_change` is a
percentage of a fitted line, which no verb of `derive` computes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp

from .conftest import HERE, agree

YEARS = range(2018, 2023)


@pytest.fixture(scope="module")
def chain(asem) -> mp.Definition:
    """Screened and treated by the year; the peer's panel has no denominators and no imputation."""
    table = asem.meta.assign(Denominator=np.nan)
    return mp.Definition.from_coinr(
        table, screen={"availability": 0.9}, treat="winsorise", normalise={"minmax": [0, 100]}
    )


def by_year(make) -> pd.DataFrame:
    return pd.concat({year: make(year) for year in YEARS}, names=["Time", "uCode"]).swaplevel()


@pytest.mark.parametrize(
    ("name", "stage"), [("Screened", "raw"), ("Treated", "treated"), ("Normalised", "normalised")]
)
def test_steps_by_year_with_minima_and_maxima_of_all_years(asem, golden, chain, name, stage):
    theirs = golden.table(f"13_panel/{name}")
    pooled = chain.with_(learn={"treat": "own", "normalise": "panel"})
    ours = by_year(lambda year: pooled.apply(asem.panel.at(year)).stage(stage)).dropna(how="all")
    assert len(ours) == len(theirs)
    agree(ours, theirs)


@pytest.mark.parametrize("name", ["Aggregated", "Aggregated_local_normalisation"])
def test_scores_by_year(asem, golden, chain, name):
    theirs = golden.table(f"13_panel/{name}")
    if name == "Aggregated":
        chain = chain.with_(learn={"treat": "own", "normalise": "panel"})
    ours = by_year(lambda year: chain.apply(asem.panel.at(year)).levels)
    agree(ours, theirs[[column for column in theirs if column in ours]])


@pytest.mark.parametrize(
    ("name", "impute"),
    [
        ("latest", "latest"),
        ("latest_maxtime1", {"latest": 1}),
        ("linear", "linear"),
        ("constant", "step"),
        ("linear-constant", "linear_constant"),
    ],
)
def test_imputation_from_a_units_other_years(asem, golden, chain, name, impute):
    theirs = golden.table(f"13_panel/impute_panel_{name}")
    filled = chain.with_(impute=impute, screen="none")
    ours = by_year(lambda year: filled.apply(asem.panel.at(year)).stage("imputed"))
    agree(ours, theirs)


def test_growth_over_the_whole_panel(asem, golden):
    """The compound annual growth rate follows from the first and the last value that `series` gives."""
    theirs = golden.table("13_panel/trends_CAGR")
    for unit, code, rate, first, last in theirs[["iCode", "CAGR", "t_first", "t_latest"]].itertuples():
        years, values = asem.panel.series(code)
        if pd.isna(rate):
            continue
        row = values[asem.panel.units.index(unit)]
        start, end = row[list(years).index(first)], row[list(years).index(last)]
        assert (end / start) ** (1 / (last - first)) - 1 == pytest.approx(rate, rel=1e-9, abs=1e-12)


@pytest.fixture(scope="module")
def compind() -> pd.DataFrame:
    return pd.read_csv(HERE.parent / "compind" / "results.csv", index_col="uCode")


@pytest.fixture(scope="module")
def flat(asem) -> mp.Definition:
    """All indicators beside each other, as Compind takes them."""
    leaves = {leaf.id: {"direction": 1} for leaf in asem.plain.model.root.leaves()}
    return mp.definition({"id": "flat", "tree": leaves, "missing": "available"})


@pytest.mark.parametrize(
    ("column", "normalise", "aggregate"),
    [
        ("mpi_pos", {"zscore": None, "mean": 100, "sd": 10}, {"mpi": "negative", "ddof": 1}),
        ("mpi_neg", {"zscore": None, "mean": 100, "sd": 10}, {"mpi": "positive", "ddof": 1}),
        ("ampi", "ampi", "ampi"),
        ("geom_equal", "none", "geometric"),
        ("wroclaw", "none", "wroclaw"),
        ("owa5_atleast", "none", {"owa": [0.2] * 5 + [0] * 44}),
        ("owa5_more", "none", {"owa": [0] * 44 + [0.2] * 5}),
    ],
)
def test_compind(asem, compind, flat, column, normalise, aggregate):
    data = mp.Dataset.from_frame(asem.nominal.normalised)
    index = flat.with_(normalise=normalise, aggregate=aggregate).apply(data)
    decimals = 1e-3 if column == "ampi" else 0  # printed to three
    scores = index.scores.loc[compind.index]
    ours = 1 - scores if column == "wroclaw" else scores  # theirs is the distance, ours the nearness
    np.testing.assert_allclose(ours, compind[column], rtol=1e-9, atol=decimals)
