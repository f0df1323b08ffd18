"""COINr's analysis, results and what-ifs (sections 8 to 10 of its runs), by `audit`.

Not copied: correlations blanked where p > 0.05, rounded results, and optimised weights (the peer returns the last
point that it tried, in another order; `weigh: fitted` fits weights here).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp

from .conftest import agree

STAGES = {
    "Raw": "raw",
    "Denominated": "denominated",
    "Imputed": "imputed",
    "Treated": "treated",
    "Normalised": "normalised",
    "Aggregated": "levels",
}
STATISTICS = {
    "Min": "minimum",
    "Max": "maximum",
    "Mean": "mean",
    "Median": "median",
    "Std": "sd",
    "Skew": "skewness",
    "Kurt": "kurtosis",
    "N.Avail": "available",
    "N.NonZero": "nonzero",
    "N.Unique": "distinct",
    "N.Same": "same",
}
FLAGS = {
    "Flag.Avail": "few values",
    "Flag.NonZero": "many zeros",
    "Flag.Unique": "few distinct values",
    "Flag.SkewKurt": "outliers",
}


@pytest.fixture(scope="module")
def report(asem) -> mp.Audit:
    return mp.audit(asem.nominal)


@pytest.mark.parametrize("name", STAGES)
def test_statistics_and_flags(report, golden, name):
    theirs = golden.table(f"09_analysis/stats_{name}").set_index("iCode")
    ours = report.describe(STAGES[name])
    agree(ours.rename(columns={new: old for old, new in STATISTICS.items()}), theirs[list(STATISTICS)])
    if name == "Raw":
        for column, flag in FLAGS.items():
            flagged = ours["flags"].str.contains(flag).loc[theirs.index]
            assert (flagged == (theirs[column] != "ok")).all()


def test_availability(report, golden):
    theirs = golden.table("09_analysis/data_avail_summary")
    ours = report.availability
    assert (ours["missing"].loc[theirs.index] == theirs["N_missing"]).all()
    assert (ours["zeros"].loc[theirs.index] == theirs["N_zero"]).all()
    agree(ours["available"], theirs["Dat_Avail"])
    agree(ours["nonzero"], theirs["Non_Zero"])
    agree(ours, golden.table("09_analysis/data_avail_bygroup"))


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("raw_L1xL1", {"stage": "raw", "directed": False}),
        ("raw_L1xL1_directed", {"stage": "raw"}),
        ("raw_L1xL1_withinpillar", {"stage": "raw", "directed": False}),
        ("agg_L2xL2", {"stage": "levels"}),
        ("agg_L2xL3", {"stage": "levels"}),
        ("agg_L1xparent", {"stage": "levels"}),
        ("agg_L1xIndex", {"stage": "levels"}),
    ],
)
def test_correlations(report, golden, name, options, kind):
    theirs = golden.table(f"09_analysis/corr/{name}__{kind}").dropna()
    matrix = report.correlation_matrix(kind, **options)
    ours = [matrix.loc[a, b] for a, b in theirs[["Var1", "Var2"]].to_numpy()]
    np.testing.assert_allclose(ours, theirs["Correlation"], rtol=1e-9, atol=1e-14)


def test_pairs_within_a_dimension_are_those_of_the_peer(report, golden):
    theirs = golden.table("09_analysis/corr/raw_L1xL1_withinpillar__pearson").dropna()
    theirs = {frozenset(pair) for pair in theirs[["Var1", "Var2"]].to_numpy() if pair[0] != pair[1]}
    ours = report.correlations(stage="raw", within=True)
    assert {frozenset(pair) for pair in ours[["a", "b"]].to_numpy()} == theirs


def test_indicators_with_all_that_is_above_them(report, golden):
    theirs = golden.table("09_analysis/corr/agg_L1_family__pearson")
    ours = report.correlations(of="parents")
    ours = ours[ours["a"].isin(theirs["Var2"])]
    levels = {"Index": "Index", "Conn": "Sub-index", "Sust": "Sub-index"}
    ours = ours.set_index([ours["b"].map(lambda b: levels.get(b, "Pillar")), "a"])["correlation"]
    for level, code, value in theirs.dropna()[["Var1", "Var2", "Correlation"]].to_numpy():
        assert ours[level, code] == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("name", "flag"), [("high_0.7", "redundant"), ("low_-0.2", "opposed")])
def test_flagged_pairs(report, golden, name, flag):
    theirs = golden.table(f"09_analysis/corr/flags_{name}")
    for directed in (False, True):
        ours = report.correlations(
            stage="normalised" if directed else "raw", within=True, redundant=0.7, opposed=-0.2
        )
        ours = ours[ours["flag"] == flag]
        pairs = {frozenset(pair) for pair in ours[["a", "b"]].to_numpy()}
        if pairs == {frozenset(pair) for pair in theirs[["Ind1", "Ind2"]].to_numpy()}:
            return
    raise AssertionError("neither stage flags the peer's pairs")


def test_p_values_of_pearson_correlations(report, golden):
    theirs = golden.table("09_analysis/corr/pvals_raw__pearson")
    table = theirs.set_index(theirs.columns[0])
    ours = report.correlations(stage="raw")
    for a, b, p in ours[["a", "b", "p"]].to_numpy():
        if a in table.index and b in table.columns and not pd.isna(table.loc[a, b]):
            assert p == pytest.approx(table.loc[a, b], rel=1e-6, abs=1e-14)


def test_cronbachs_alpha(report, golden):
    for key, value in golden.json("09_analysis/cronbach").items():
        stage, group = key.split("_", 1)
        dimension = "Index" if group == "all_indicators" else group
        if stage not in STAGES or dimension not in report.cronbach.index:
            continue
        ours = report.reliability(STAGES[stage]).loc[dimension, "alpha"]
        assert ours == pytest.approx(value, rel=1e-9), key


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("normalised_L1_bygroup", "normalised"),
        ("normalised_L1_all", "normalised"),
        ("aggregated_L2_bygroup", "levels"),
        ("raw_L1_bygroup_listwise_deletion", "raw"),
    ],
)
def test_principal_components(report, golden, name, stage):
    for group, told in golden.json(f"09_analysis/pca/{name}").items():
        whole = name.endswith("all")
        made, loads = report.components(None if whole else group, stage=stage)
        np.testing.assert_allclose(np.sqrt(made.eigenvalues), told["sdev"], rtol=1e-8, atol=1e-7)
        rotation = pd.DataFrame(told["rotation"], index=told["iCodes"]).loc[loads.index].to_numpy()
        few = min(len(loads), 5)  # beyond, eigenvalues lie close together
        match = np.abs((rotation * loads.to_numpy()).sum(axis=0))[:few]
        np.testing.assert_allclose(match, 1.0, rtol=1e-8)


def test_outranking_and_dominance(asem, golden):
    from mpindex.steps.aggregate import dominance, outranking

    theirs = golden.table("09_analysis/outrank_matrix_equal")
    x = asem.nominal.normalised.loc[theirs.index].to_numpy()
    np.testing.assert_allclose(outranking(x, np.ones(x.shape[1])), theirs.to_numpy(), rtol=1e-9)
    assert (
        dominance(outranking(x, np.ones(x.shape[1]))).pairs
        == golden.json("09_analysis/outrank_dominance")["nDominant"]
    )


def test_results_and_ranks_of_everything(asem, golden):
    both = pd.concat([asem.nominal.levels, asem.nominal.normalised], axis=1)
    theirs = golden.table("10_results/results_full_scores")
    agree(both, theirs.drop(columns="Rank"))
    assert (asem.nominal.ranks.loc[theirs.index] == theirs["Rank"]).all()
    ranks = both.rank(ascending=False, method="min")
    agree(ranks, golden.table("10_results/results_full_ranks"), rtol=0)
    table = asem.nominal.table
    assert list(table.index[:5]) == list(theirs.index[:5])


def test_ranks_within_groups(asem, golden):
    theirs = golden.table("10_results/results_aggs_groupranks")
    group = theirs.pop("EurAsia_group")
    ranks = asem.nominal.levels.loc[theirs.index].groupby(group).rank(ascending=False, method="min")
    agree(ranks, theirs, rtol=0)


@pytest.mark.parametrize(
    ("name", "options"),
    [("", {}), ("_norm_group", {"stage": "normalised", "among": "EurAsia_group", "distinct": 0.2})],
)
@pytest.mark.parametrize("kind", ["strength", "weakness"])
def test_strengths_and_weaknesses_of_kazakhstan(report, golden, kind, name, options):
    plural = {"strength": "strengths", "weakness": "weaknesses"}[kind]
    theirs = golden.table(f"10_results/{plural}{name}_KAZ")
    ours = report.strengths("KAZ", **options)
    ours = ours[ours["kind"] == kind]
    assert list(ours.index) == list(theirs["Code"])
    assert list(ours["rank"]) == list(theirs["Rank"])
    assert list(ours["name"]) == list(theirs["Name"])
    np.testing.assert_allclose(ours["value"], theirs["Value"], rtol=1e-9)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_leaving_out_each_element(report, golden, level):
    scores = golden.table(f"11_whatif/remove_L{level}_Scores").drop(columns="Nominal")
    agree(report.scores_without, scores)
    agree(
        report.ranks_without, golden.table(f"11_whatif/remove_L{level}_Ranks").drop(columns="Nominal"), rtol=0
    )
    mean = {k: v for k, v in golden.json(f"11_whatif/remove_L{level}_MeanAbsDiff").items() if k != "Nominal"}
    agree(report.removal["mean_shift"], pd.Series(mean))


def test_dropping_indicators_from_the_tree(asem, golden):
    theirs = golden.table("11_whatif/change_ind_drop_1_4_scores")
    dropped = set(asem.plain.indicators) - set(theirs.columns)
    dropped &= set(asem.meta.loc[asem.meta["Level"] == 1, "iCode"])
    table = asem.meta[~asem.meta["iCode"].isin(dropped)]
    definition = mp.Definition.from_coinr(
        table,
        impute={"mean": {"among": "EurAsia_group"}},
        treat="winsorise",
        normalise={"minmax": [1, 100]},
    )
    index = definition.apply(asem.world)
    assert len(dropped) == 2
    agree(pd.concat([index.levels, index.normalised], axis=1), theirs)


def test_comparing_variants(asem, golden):
    theirs = golden.table("10_results/compare/multi_ranks_Values")
    custom = asem.weights(golden, "custom")
    variants = {
        "Nominal": asem.chain,
        "Gmean": asem.chain.with_(aggregate="geometric"),
        "Zscore": asem.chain.with_(normalise={"zscore": None, "mean": 10, "sd": 2}),
        "CustomW": asem.chain.with_(weights=custom),
        "MedianImp": asem.chain.with_(impute={"median": {"among": "EurAsia_group"}}),
    }
    ranks = pd.DataFrame({name: variant.apply(asem.world).ranks for name, variant in variants.items()})
    agree(ranks, theirs, rtol=0)
    diffs = golden.table("10_results/compare/multi_ranks_Diffs")
    agree(ranks.sub(ranks["Nominal"], axis=0), diffs, rtol=0)


def test_correlations_between_two_variants(asem, golden):
    theirs = golden.table("10_results/compare/corr_nominal_vs_gmean").set_index("iCode")["Correlation"]
    other = asem.chain.with_(aggregate="geometric").apply(asem.world)
    agree(asem.nominal.levels.corrwith(other.levels, method="spearman"), theirs)
