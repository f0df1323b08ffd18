"""What an audit says of an Index, on small tables whose answers are known, and on the bundled data."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import mpindex as mp
from mpindex.audits import concentration, importance
from mpindex.audits.concentration import concentration as concentrate
from mpindex.audits.correlations import common, kendall, p_values, pearson, spearman
from mpindex.audits.reliability import components, cronbach
from mpindex.errors import DataError, DefinitionError, UnknownUnit


@pytest.fixture(scope="module")
def cinc() -> mp.Audit:
    return mp.audit(mp.definition("cinc").apply(mp.load()))


@pytest.fixture(scope="module")
def gappy() -> np.ndarray:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(60, 6))
    x[:, 1] = np.round(x[:, 0] * 2 + rng.normal(size=60))  # ties
    x[rng.random(x.shape) < 0.15] = np.nan
    return x


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def random_index(seed: int = 3, **settings) -> mp.Index:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.normal(size=(40, 4)), columns=list("abcd"))
    tree = {"p": {"of": {"a": 1, "b": 2}}, "q": {"weight": 3, "of": {"c": 1, "d": 1}}}
    return index_of(frame, tree, **settings)


# correlations ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(pearson, stats.pearsonr), (spearman, stats.spearmanr), (kendall, stats.kendalltau)],
)
def test_correlations_are_scipys_of_the_units_that_have_both(gappy, ours, theirs):
    r, n = ours(gappy), common(gappy)
    for i in range(6):
        for j in range(i):
            both = ~np.isnan(gappy[:, [i, j]]).any(axis=1)
            assert n[i, j] == both.sum()
            assert r[i, j] == pytest.approx(theirs(gappy[both, i], gappy[both, j])[0], abs=1e-13)


def test_correlations_stand_large_numbers():
    x = np.random.default_rng(1).normal(size=(50, 2))
    np.testing.assert_allclose(pearson(x + 1e9), pearson(x), atol=1e-6)
    np.testing.assert_allclose(pearson(x * [1e150, 1e-150]), pearson(x), rtol=1e-12)


def test_a_constant_or_empty_column_correlates_with_nothing():
    x = np.array([[1.0, 5.0, np.nan], [2.0, 5.0, np.nan], [4.0, 5.0, np.nan]])
    for kind in (pearson, spearman, kendall):
        r = kind(x)
        assert np.isnan(r[0, 1:]).all() and r[0, 0] == 1


def test_p_values_are_those_of_the_t_test():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(20, 2))
    told = stats.pearsonr(x[:, 0], x[:, 1])
    assert p_values(pearson(x), common(x), "pearson")[0, 1] == pytest.approx(told.pvalue)


def test_pairs_are_listed_with_what_is_redundant_and_what_is_opposed(cinc):
    table = cinc.correlations()
    assert len(table) == 15 and (table["correlation"].abs().diff().dropna() <= 0).all()
    assert set(table.loc[table["flag"] == "redundant", "a"]) == {"nmc_tpop", "nmc_irst"}
    rng = np.random.default_rng(5)
    a = rng.normal(size=50)
    frame = pd.DataFrame({"a": a, "b": -a + 0.3 * rng.normal(size=50), "c": rng.normal(size=50)})
    flagged = mp.audit(index_of(frame, {"a": 1, "b": 1, "c": 1})).correlations()
    assert flagged["flag"].tolist() == ["opposed", "", ""]


def test_direction_turns_raw_correlations_round():
    a = np.arange(10.0)
    frame = pd.DataFrame({"a": a, "b": -a})
    report = mp.audit(index_of(frame, {"a": 1, "b": {"direction": -1}}))
    assert report.correlation_matrix(stage="raw").loc["a", "b"] == 1
    assert report.correlation_matrix(stage="raw", directed=False).loc["a", "b"] == -1
    assert report.correlations().loc[0, "flag"] == "redundant"


def test_within_and_across_dimensions_are_all_pairs_together():
    report = mp.audit(random_index())
    pairs = {tuple(pair) for pair in report.correlations(within=True)[["a", "b"]].to_numpy()}
    assert pairs == {("a", "b"), ("c", "d")}
    assert len(report.correlations(within=False)) == 4
    assert len(report.correlations(of="dimensions")) == 1
    assert set(report.correlations(of="index")["b"]) == {"whole"}
    assert len(report.correlations(of="index")) == 6
    assert len(report.correlations(of="parents")) == 4 * 2 + 2


def test_unknown_words_get_the_nearest(cinc):
    with pytest.raises(DefinitionError, match="Did you mean 'kendall'"):
        cinc.correlations("kendal")
    with pytest.raises(DefinitionError, match="Did you mean 'treated'"):
        cinc.describe("treatd")
    with pytest.raises(DefinitionError, match="dimensions"):
        cinc.correlations(of="dimension")
    with pytest.raises(UnknownUnit):
        cinc.strengths("Atlantis")
    with pytest.raises(DefinitionError, match="an audit is of an Index"):
        mp.audit("cinc")


# reliability -----------------------------------------------------------------


def test_alpha_is_that_of_the_textbook(gappy):
    x = gappy[~np.isnan(gappy).any(axis=1)]
    k = x.shape[1]
    classic = k / (k - 1) * (1 - x.var(axis=0, ddof=1).sum() / x.sum(axis=1).var(ddof=1))
    assert cronbach(x) == pytest.approx(classic)


def test_copies_of_one_indicator_have_alpha_one():
    a = np.arange(10.0)[:, None]
    assert cronbach(np.hstack([a, a, a])) == pytest.approx(1.0)


def test_alpha_of_one_indicator_is_not_told():
    assert np.isnan(cronbach(np.arange(5.0)[:, None]))


def test_components_share_out_all_the_variance(gappy):
    made = components(gappy)
    assert made.share.sum() == pytest.approx(1)
    assert made.eigenvalues.sum() == pytest.approx(6)
    np.testing.assert_allclose(made.loadings.T @ made.loadings, np.eye(6), atol=1e-12)


def test_constant_and_empty_children_are_left_out_of_components():
    rng = np.random.default_rng(0)
    x = np.column_stack([rng.normal(size=9), np.full(9, 2.0), np.full(9, np.nan), rng.normal(size=9)])
    made = components(x)
    assert made.kept.tolist() == [True, False, False, True] and made.used == 9


# weights in effect -------------------------------------------------------------


def test_correlation_ratio_of_a_line_is_the_squared_correlation():
    rng = np.random.default_rng(11)
    x = rng.normal(size=300)
    y = x + rng.normal(size=300)
    assert importance.linear(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)
    assert importance.smoothed(x, y) == pytest.approx(importance.linear(x, y), abs=0.05)


def test_the_smoother_sees_what_a_line_does_not():
    x = np.linspace(-1, 1, 201)
    assert importance.linear(x, x**2) < 0.01
    assert importance.smoothed(x, x**2) > 0.99


def test_a_transformation_of_the_part_leaves_what_it_tells():
    rng = np.random.default_rng(6)
    x = rng.normal(size=195)
    y = x + 0.3 * rng.normal(size=195)
    assert importance.smoothed(np.exp(3 * x), y) == pytest.approx(importance.smoothed(x, y), abs=0.05)


def test_noise_tells_nothing():
    rng = np.random.default_rng(4)
    assert importance.smoothed(rng.normal(size=400), rng.normal(size=400)) < 0.05


def test_neighbours_are_joined_where_units_are_many():
    rng = np.random.default_rng(9)
    x = rng.normal(size=5000)
    noise = 0.5 * rng.normal(size=5000)
    y = np.sin(2 * x) + noise
    assert importance.smoothed(x, y) == pytest.approx(1 - np.var(noise) / np.var(y), abs=0.02)


def test_equal_weights_of_unequal_spread_have_unequal_influence():
    rng = np.random.default_rng(12)
    frame = pd.DataFrame({"wide": rng.normal(0, 10, 80), "narrow": rng.normal(0, 1, 80)})
    table = mp.audit(index_of(frame, {"wide": 1, "narrow": 1}, normalise="none")).weights
    assert table["weight"].tolist() == [0.5, 0.5]
    assert table.loc["wide", "influence"] > 0.9
    assert table["influence"].sum() == pytest.approx(1)
    assert table.loc["wide", "excess"] > 0.4
    assert table["linear"].between(0, 1).all() and table["smoothed"].between(0, 1).all()


# removal -----------------------------------------------------------------------


def test_leaving_an_indicator_out_is_a_weight_of_nothing():
    index = random_index()
    report = mp.audit(index)
    for name in ("a", "c", "p"):
        other = index.definition.with_(weights={name: 0}).apply(index.dataset)
        np.testing.assert_allclose(report.scores_without[name], other.scores)
        pd.testing.assert_series_equal(report.ranks_without[name], other.ranks, check_names=False)


@pytest.mark.parametrize("missing", ["available", "exclude", "zero"])
def test_the_only_child_takes_its_dimension_with_it(missing):
    rng = np.random.default_rng(8)
    frame = pd.DataFrame(rng.normal(size=(12, 3)), columns=list("abc"))
    tree = {"p": {"of": {"a": 1}}, "q": {"of": {"b": 1, "c": 1}}}
    report = mp.audit(index_of(frame, tree, missing=missing))
    np.testing.assert_allclose(report.scores_without["a"], report.scores_without["p"])
    np.testing.assert_allclose(report.scores_without["a"], report.index.levels["q"])


def test_leaving_out_the_only_indicator_leaves_nothing():
    report = mp.audit(index_of(pd.DataFrame({"a": [1.0, 2, 3]}), {"a": 1}))
    assert report.scores_without["a"].isna().all()
    assert np.isnan(report.removal.loc["a", "mean_shift"])
    assert "Audit of whole" in repr(report)


def test_removal_names_who_moves_most(cinc):
    row = cinc.removal.loc["nmc_milex"]
    assert row["unit"] in cinc.index.units and abs(row["was"] - row["becomes"]) == row["max_shift"]
    assert 0.9 < row["agreement"] <= 1


def test_where_low_is_best_ranks_without_count_from_the_lowest():
    index = random_index(best="low")
    ranks = mp.audit(index).ranks_without["a"]
    scores = mp.audit(index).scores_without["a"]
    assert scores.idxmin() == ranks.idxmin()


# strengths ---------------------------------------------------------------------


def test_strengths_and_weaknesses_of_kazakhstan():
    world = mp.load()
    told = mp.audit(mp.definition("capability").apply(world)).strengths("KAZ", most=3)
    assert told["kind"].tolist() == ["strength"] * 3 + ["weakness"] * 3
    assert told["rank"].is_monotonic_increasing
    among = mp.audit(mp.definition("capability").apply(world)).strengths("Kazakhstan", among="SCO", most=3)
    assert among["worst"].max() <= 12


def test_a_first_place_that_all_share_is_no_strength():
    frame = pd.DataFrame({"a": [1.0, 1, 1], "b": [1.0, 2, 3]}, index=list("xyz"))
    report = mp.audit(index_of(frame, {"a": 1, "b": 1}))
    assert list(report.strengths("z")[report.strengths("z")["kind"] == "strength"].index) == ["b"]


# concentration -------------------------------------------------------------------


def test_concentration_of_the_world_in_2022(cinc):
    told = cinc.concentration
    assert (round(told.con, 3), round(told.herfindahl, 4), round(told.effective, 1)) == (0.284, 0.0854, 11.7)


def test_concentration_of_equals_and_of_one():
    equal = concentrate(np.ones(20))
    assert equal.con == pytest.approx(0, abs=1e-7) and equal.effective == pytest.approx(20)
    assert concentrate(np.array([0.0, 0.0, 7.0])).con == pytest.approx(1)
    assert concentrate(np.array([3.0])).con == 1


@pytest.mark.parametrize("scores", [[1.0, -1.0], [0.0, 0.0], [np.nan], [np.inf, 1.0]])
def test_what_is_no_amount_has_no_concentration(scores):
    with pytest.raises(DataError, match="amounts"):
        concentrate(np.array(scores))


# the whole ------------------------------------------------------------------------


def test_an_audit_is_frozen_and_prints_what_to_look_at(cinc):
    with pytest.raises(dataclasses.FrozenInstanceError):
        cinc.index = None
    text = repr(cinc)
    assert "CON 0.284" in text and "redundant pairs: nmc_tpop and nmc_upop" in text
    assert concentration.Concentration is type(cinc.concentration)


def test_availability_by_dimension_is_a_share_of_indicators():
    frame = pd.DataFrame({"a": [1.0, np.nan], "b": [0.0, np.nan], "c": [2.0, 3.0]}, index=["x", "y"])
    report = mp.audit(index_of(frame, {"p": {"of": {"a": 1, "b": 1}}, "c": 1}, normalise="none"))
    table = report.availability
    assert table.loc["y", ["missing", "available", "p", "whole"]].tolist() == pytest.approx(
        [2, 1 / 3, 0, 1 / 3]
    )
    assert table.loc["x", ["zeros", "nonzero"]].tolist() == pytest.approx([1, 2 / 3])


def test_statistics_flag_what_is_odd():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "plain": rng.normal(size=40),
            "outlier": [*rng.normal(size=39), 100],
            "zeros": [*np.zeros(30), *rng.normal(size=10)],
            "sparse": [*np.full(30, np.nan), *rng.normal(size=10)],
            "flat": np.full(40, 3.0),
        }
    )
    flags = mp.audit(index_of(frame, dict.fromkeys(frame, 1))).statistics["flags"]
    assert flags["plain"] == ""
    assert flags["outlier"] == "outliers"
    assert "many zeros" in flags["zeros"]
    assert flags["sparse"] == "few values, many zeros, few distinct values"
    assert flags["flat"] == "constant, few distinct values"


def test_outliers_before_and_after_treatment():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"a": [*rng.normal(size=39), 100], "b": rng.normal(size=40)})
    table = mp.audit(index_of(frame, {"a": 1, "b": 1}, treat="winsorise")).outliers
    assert table["outliers_before"].tolist() == [True, False]
    assert not table["outliers_after"].any()
    assert table["changed"].tolist() == [1, 0]


@pytest.mark.parametrize("name", mp.definitions(unit=None).index)
def test_every_bundled_definition_can_be_audited(name):
    definition = mp.definition(name)
    if definition.spec.get("needs"):
        pytest.skip("its indicators are not bundled")
    report = mp.audit(definition.apply(mp.load()))
    assert repr(report).startswith(f"<Audit of {name}")
    assert len(report.weights) == len(report.removal) == len(report.index.plan.elements) - 1
    assert report.availability.shape[0] == 195
