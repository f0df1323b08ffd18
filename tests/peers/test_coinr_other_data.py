"""Another index through the same pipelines: 195 units, 40 indicators, held to plain loops over the formulas.

Missing values, two sparse units, ties, a binary, a constant and a zero-inflated column, heavy tails on both sides
and gross outliers, every fourth indicator negative, unequal weights, eight pillars of 2 to 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp

from . import oracle

SIZES = (2, 3, 4, 5, 5, 6, 7, 8)
UNITS = 195


def figures(rng: np.random.Generator) -> np.ndarray:
    x = rng.normal(50, 10, (UNITS, 40))
    x[:, 3] = np.round(x[:, 3] / 10)  # ties
    x[:, 5] = rng.random(UNITS) < 0.03  # a rare yes or no
    x[:, 7] = np.where(rng.random(UNITS) < 0.4, 0.0, x[:, 7])  # zero inflated
    for j in (9, 17, 25):
        x[:, j] = rng.lognormal(2, 1.5, UNITS)  # long tails to the right
    x[:, 11] = 100 - rng.lognormal(1, 1.2, UNITS)  # and to the left
    x[:, 13] = 7.0  # constant
    x[3, 15], x[8, 15] = 1e6, 9e5  # gross outliers
    x[10, 21] = -1e5
    x[:, 30] = np.round(rng.pareto(1.5, UNITS) * 20)
    x[rng.random(x.shape) < 0.065] = np.nan
    x[5, rng.permutation(40)[:30]] = np.nan  # two sparse units
    x[77, rng.permutation(40)[:26]] = np.nan
    return x


@dataclass(frozen=True)
class Other:
    data: mp.Dataset
    definition: mp.Definition
    columns: list[oracle.Column]
    codes: list[str]
    direction: list[int]
    pillars: list[str]
    weights: dict[str, float]
    groups: list[str]

    def directed(self, columns):
        return [
            [None if v is None else v * sign for v in column]
            for column, sign in zip(columns, self.direction, strict=True)
        ]

    def frame(self, columns) -> pd.DataFrame:
        table = dict(zip(self.codes, columns, strict=True))
        return pd.DataFrame(table, index=pd.Index(self.data.units, name="unit"), dtype=float)

    def up(self, columns, method, threshold=0.0, top=None) -> dict[str, oracle.Column]:
        """Pillars and index by plain loops."""
        names = list(dict.fromkeys(self.pillars))
        levels = {}
        for name in names:
            inside = [i for i, pillar in enumerate(self.pillars) if pillar == name]
            weights = [self.weights[self.codes[i]] for i in inside]
            levels[name] = oracle.aggregate([columns[i] for i in inside], weights, method, threshold)
        weights = [self.weights[name] for name in names]
        levels["Index"] = oracle.aggregate([levels[n] for n in names], weights, top or method, threshold)
        return levels


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Other:
    rng = np.random.default_rng(20251121)
    x = figures(rng)
    codes = [f"ind{j + 1:02d}" for j in range(40)]
    pillars = [f"P{p + 1}" for p, size in enumerate(SIZES) for _ in range(size)]
    direction = [-1 if j % 4 == 3 else 1 for j in range(40)]
    weights = {code: float(w) for code, w in zip(codes, rng.integers(1, 6, 40) / 2, strict=True)}
    weights |= {f"P{p + 1}": 1 + p / 4 for p in range(8)}
    groups = [f"group {g}" for g in rng.integers(0, 4, UNITS)]
    denominator = rng.lognormal(3, 1, UNITS)
    units = [f"U{i:03d}" for i in rng.permutation(UNITS)]
    idata = pd.DataFrame(x, columns=codes).assign(Size=denominator, Kind_group=groups)
    idata.insert(0, "uName", [f"Unit {u}" for u in units])
    idata.insert(0, "uCode", units)
    per = ["Size" if code in ("ind02", "ind10", "ind33") else None for code in codes]
    imeta = pd.DataFrame({"iCode": codes, "Level": 1, "Parent": pillars, "Direction": direction})
    imeta = imeta.assign(Weight=[weights[c] for c in codes], Denominator=per, Type="Indicator")
    above = pd.DataFrame({"iCode": [f"P{p + 1}" for p in range(8)], "Level": 2, "Parent": "Index"})
    above = above.assign(Weight=[weights[c] for c in above["iCode"]], Direction=1, Type="Aggregate")
    rest = pd.DataFrame(
        [
            {"iCode": "Index", "Level": 3, "Direction": 1, "Weight": 1, "Type": "Aggregate"},
            {"iCode": "Size", "Type": "Denominator"},
            {"iCode": "Kind_group", "Type": "Group"},
        ]
    )
    folder: Path = tmp_path_factory.mktemp("coinr")
    idata.to_csv(folder / "iData.csv", index=False)
    pd.concat([imeta, above, rest]).to_csv(folder / "iMeta.csv", index=False, na_rep="NA")
    divided = [x[:, j] / denominator if per[j] else x[:, j] for j in range(40)]
    columns = [[None if np.isnan(v) else float(v) for v in column] for column in divided]
    return Other(
        mp.read(folder / "iData.csv", units="free"),
        mp.Definition.from_coinr(folder / "iMeta.csv"),
        columns,
        codes,
        direction,
        pillars,
        weights,
        groups,
    )


def same(ours: pd.DataFrame | pd.Series, theirs: pd.DataFrame | pd.Series) -> None:
    if isinstance(theirs, pd.DataFrame):
        ours = ours[list(theirs.columns)]
    np.testing.assert_allclose(ours.to_numpy(float), theirs.to_numpy(float), rtol=1e-9, atol=1e-12)


def test_denominators(other):
    same(other.definition.apply(other.data).stage("denominated"), other.frame(other.columns))


@pytest.mark.parametrize("name", ["mean", "median"])
@pytest.mark.parametrize("grouped", [False, True])
def test_imputation(other, name, grouped):
    groups = other.groups if grouped else [0] * UNITS
    theirs = [oracle.impute(column, getattr(oracle, name), groups) for column in other.columns]
    impute = {name: {"among": "Kind_group"}} if grouped else name
    same(other.definition.with_(impute=impute).apply(other.data).stage("imputed"), other.frame(theirs))


def test_imputation_by_the_units_level_in_the_pillar(other):
    theirs = oracle.impute_row_mean(other.columns, other.direction, other.pillars)
    same(other.definition.with_(impute="row_mean").apply(other.data).stage("imputed"), other.frame(theirs))


@pytest.mark.parametrize("complete", [False, True])
def test_treatment(other, complete):
    columns = other.columns
    settings = {"treat": "winsorise"}
    if complete:
        settings["impute"] = {"mean": {"among": "Kind_group"}}
        columns = [oracle.impute(column, oracle.mean, other.groups) for column in columns]
    theirs = [oracle.treat(column) for column in columns]
    same(other.definition.with_(**settings).apply(other.data).stage("treated"), other.frame(theirs))
    assert theirs != columns


NORMALISATIONS = {
    "minmax 0 100": ("minmax", lambda c: oracle.minmax(c, 0, 100)),
    "minmax 1 100": ({"minmax": [1, 100]}, lambda c: oracle.minmax(c, 1, 100)),
    "zscore": ({"zscore": None, "mean": 10, "sd": 2}, lambda c: oracle.zscore(c, 10, 2)),
    "rank": ("rank", oracle.rank),
    "borda": ("borda", oracle.borda),
    "percentile rank": ("percentile_rank", oracle.percentile_rank),
    "distance to max": ("dist2max", oracle.distance_to_max),
}


@pytest.mark.parametrize("name", NORMALISATIONS)
def test_normalisation_of_incomplete_data(other, name):
    setting, formula = NORMALISATIONS[name]
    theirs = [formula(column) for column in other.directed(other.columns)]
    index = other.definition.with_(normalise=setting).apply(other.data)
    same(index.normalised, other.frame(theirs))
    levels = other.up(theirs, oracle.arithmetic)
    same(index.levels, pd.DataFrame(levels, dtype=float))
    same(index.ranks, pd.Series(oracle.ranks(levels["Index"]), dtype=float))


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("threshold", [0.0, 0.66, 0.9])
def test_means_with_gaps_and_thresholds(other, method, threshold):
    columns = [oracle.minmax(column, 1, 100) for column in other.directed(other.columns)]
    theirs = other.up(columns, getattr(oracle, method), threshold)
    missing = {"exclude": threshold} if threshold else "available"
    definition = other.definition.with_(normalise={"minmax": [1, 100]}, aggregate=method, missing=missing)
    index = definition.apply(other.data)
    same(index.levels, pd.DataFrame(theirs, dtype=float))
    same(index.ranks, pd.Series(oracle.ranks(theirs["Index"]), dtype=float))


def test_the_whole_chain(other):
    columns = [oracle.impute(column, oracle.mean, other.groups) for column in other.columns]
    columns = [oracle.treat(column) for column in columns]
    columns = [oracle.minmax(column, 1, 100) for column in other.directed(columns)]
    theirs = other.up(columns, oracle.arithmetic, top=oracle.geometric)
    definition = other.definition.with_(
        {"aggregate": "geometric", **{f"P{p + 1}.aggregate": "arithmetic" for p in range(8)}},
        impute={"mean": {"among": "Kind_group"}},
        treat="winsorise",
        normalise={"minmax": [1, 100]},
    )
    index = definition.apply(other.data)
    same(index.levels, pd.DataFrame(theirs, dtype=float))
    same(index.ranks, pd.Series(oracle.ranks(theirs["Index"]), dtype=float))


def test_the_constant_indicator_is_named_and_counts_for_nothing(other):
    index = other.definition.with_(normalise="minmax").apply(other.data)
    assert any("constant" in note and "ind14" in note for note in index.notes)
    assert index.normalised["ind14"].isna().all()
    assert index.weights.loc["ind14", "effective"] == 0


def test_screening_leaves_the_sparse_units_out(other):
    index = other.definition.with_(screen="availability").apply(other.data)
    share = [sum(v is not None for v in row) / 40 for row in zip(*other.columns, strict=True)]
    raw = other.data.frame[other.codes].notna().mean(axis=1)
    out = set(raw.index[raw < 2 / 3])
    assert len(out) == 2 and len(share) == UNITS
    assert set(index.scores.index[index.scores.isna()]) == out
