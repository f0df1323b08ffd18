"""Aggregation against COINr's and Compind's numbers, against loops, and what it refuses."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, DefinitionError
from mpindex.steps import aggregate
from mpindex.steps.rank import competition

REFERENCE = Path(__file__).parents[1] / "reference"
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
THRESHOLDS = {"bylevel": [0.9, 0.7, 0.5], "0.6": [0.6] * 3, "0.9": [0.9] * 3}


class Asem:
    """COINr's example: 49 indicators, 8 pillars, 2 sub-indexes, 1 index."""

    def __init__(self):
        self.tree = read(COINR / "08_aggregated" / "tree.csv")
        self.weights = read(COINR / "07_weights" / "weights.csv").set_index("iCode").assign(Original=1.0)
        self.full = read(COINR / "08_aggregated" / "minmax1_100.csv").set_index("uCode")
        self.incomplete = 1 + 0.99 * read(COINR / "08_aggregated" / "incomplete_minmax0_100.csv").set_index(
            "uCode"
        )
        self.results = {
            kind: dict(list(read(COINR / "08_aggregated" / f"{kind}.csv").groupby("result")))
            for kind in ("scores", "ranks")
        }

    def coinr(self, run, kind="scores"):
        return self.results[kind][run].drop(columns="result").set_index("uCode")

    def built(self, run):
        normalised, weights, name = run.split("__")
        levels = (self.full if normalised == "minmax1_100" else self.incomplete).copy()
        least = (
            THRESHOLDS[normalised.split("datthresh")[1].lstrip("_")] if "datthresh" in normalised else [0] * 3
        )
        nodes = self.tree.columns
        for level in range(3):
            for node, rows in self.tree.groupby(nodes[level + 1]):
                inside = list(dict.fromkeys(rows[nodes[level]]))
                method = MEANS.get(name) or (aggregate.geometric if level == 2 else aggregate.arithmetic)
                x = levels[inside].to_numpy()
                score = method(x, self.weights.loc[inside, weights].to_numpy())
                levels[node] = np.where(aggregate.coverage(x) < least[level], np.nan, score)
        return levels[self.coinr(run).columns]


@pytest.fixture(scope="module")
def asem():
    return Asem()


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


def test_copeland_scores_are_coinrs_where_no_pair_is_drawn(asem):
    ours, coinrs = (
        asem.built("minmax1_100__Original__a_copeland"),
        asem.coinr("minmax1_100__Original__a_copeland"),
    )
    assert_array_equal(ours, coinrs)


def test_copeland_scores_differ_from_coinrs_only_where_rounding_decided_its_draws(asem):
    ours, coinrs = (
        asem.built("minmax1_100__custom__a_copeland"),
        asem.coinr("minmax1_100__custom__a_copeland"),
    )
    differing = np.argwhere((ours != coinrs).to_numpy())
    assert 0 < len(differing) < 20
    for row, column in differing:
        node = ours.columns[column]
        rows = asem.tree[(asem.tree == node).any(axis=1)]
        level = asem.tree.columns[list((asem.tree == node).any()).index(True) - 1]
        inside = list(dict.fromkeys(rows[level]))
        x = (asem.full if level == "Indicator" else ours)[inside].to_numpy()
        share = aggregate.outranking(x, asem.weights.loc[inside, "custom"].to_numpy())
        assert np.isclose(np.delete(share[row], row), 0.5).any() or level != "Indicator"


def test_copeland_of_incomplete_data_does_not_depend_on_the_order_of_rows_as_coinrs_does(asem):
    x = asem.incomplete.to_numpy()
    order = np.random.default_rng(1).permutation(len(x))
    w = np.ones(x.shape[1])
    assert_array_equal(aggregate.copeland(x[order], w), aggregate.copeland(x, w)[order])


def test_the_outranking_matrix_is_coinrs_and_nobody_dominates_anybody(asem):
    coinrs = read(COINR / "09_analysis" / "outranking_equal.csv").set_index("uCode")
    ours = aggregate.outranking(asem.full.to_numpy(), np.ones(49))
    assert_allclose(ours, coinrs.to_numpy(), rtol=1e-11)
    assert aggregate.dominance(ours).pairs == 0


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


def test_the_wroclaw_measure_is_the_complement_of_compinds(asem):
    assert_allclose(1 - aggregate.wroclaw(asem.full.to_numpy(), np.ones(49)), compind("wroclaw"), rtol=1e-9)


def test_ordered_averages_of_the_five_best_and_worst_and_the_product_are_compinds(asem):
    x, w = asem.full.to_numpy(), np.ones(49)
    assert_allclose(aggregate.owa(x, w, order=[1] * 5 + [0] * 44), compind("owa5_atleast"), rtol=1e-9)
    assert_allclose(aggregate.owa(x, w, order=[0] * 44 + [1] * 5), compind("owa5_more"), rtol=1e-9)
    assert_allclose(aggregate.product(x, w / 49), compind("geom_equal"), rtol=1e-9)


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


@pytest.mark.parametrize("gaps", [0.0, 0.2])
@pytest.mark.parametrize("name", ALL)
def test_leading_axes_of_values_and_weights_give_the_same_as_a_loop(name, gaps):
    rng = np.random.default_rng(4)
    x = rng.random((2, 1, 6, 4)).round(2) * 90 + 5
    x[rng.random(x.shape) < gaps] = np.nan
    w = rng.random((3, 4))
    w[0, 1] = 0
    together = ALL[name](x, w)
    assert together.shape == (2, 3, 6)
    for i, j in np.ndindex(2, 3):
        assert_allclose(together[i, j], ALL[name](x[i, 0], w[j]), rtol=1e-9, atol=1e-9)
    assert_allclose(ALL[name](x[0, 0], w), together[0], rtol=1e-9, atol=1e-9)
    assert_allclose(ALL[name](x[:, 0], w[0]), together[:, 0], rtol=1e-9, atol=1e-9)
    assert_allclose(ALL[name](x[:, 0], w[:2])[1], together[1, 1], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", ALL)
def test_a_child_of_weight_zero_counts_nowhere_whatever_it_holds(name):
    x = np.random.default_rng(6).random((7, 3)) * 90 + 5
    odd = np.column_stack([x, [np.nan, -5.0, 0.0, 9e9, 1.0, np.nan, 2.0]])
    assert_allclose(ALL[name](odd, [1, 2, 3, 0]), ALL[name](x, [1, 2, 3]), rtol=1e-9)


@pytest.mark.parametrize("name", ALL)
def test_a_unit_of_which_no_child_counts_has_no_score_and_harms_nobody(name):
    x = np.random.default_rng(7).random((6, 3)) * 90 + 5
    scores = ALL[name](np.vstack([x, [[np.nan] * 3]]), [1, 2, 3])
    assert np.isnan(scores[-1]) and not np.isnan(scores[:-1]).any()
    assert np.isnan(ALL[name](x, [0, 0, 0])).all()


@pytest.mark.parametrize(
    "name", ["a_amean", "a_gmean", "a_hmean", "a_genmean_p2", "median", "minimum", "owa", "mpi"]
)
def test_a_missing_child_is_as_if_the_unit_never_had_it(name):
    x = np.random.default_rng(8).random((5, 4)) * 90 + 5
    x[2, 1] = np.nan
    w = np.array([1.0, 2.0, 3.0, 4.0])
    without = ALL[name](np.delete(x[[2]], 1, axis=1), np.delete(w, 1))
    assert_allclose(ALL[name](x, w)[2], without[0], rtol=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_tables_without_contrast_give_no_warning_and_no_infinity(name):
    for x in (np.full((4, 2), 7.0), np.array([[3.0, 4.0]]), np.array([[3.0], [4.0]])):
        scores = ALL[name](x, np.ones(x.shape[1]))
        assert scores.shape == (len(x),) and not np.isinf(scores).any()


def test_a_weighted_median_of_equal_weights_is_the_plain_median():
    x = np.random.default_rng(9).random((20, 6))
    assert_allclose(aggregate.median(x, np.full(6, 0.1)), np.median(x, axis=1))
    assert_allclose(aggregate.median(x[:, :5], np.ones(5)), np.median(x[:, :5], axis=1))


def test_weights_that_leave_a_child_out_in_some_draws_are_heeded_by_the_minimum():
    assert_array_equal(aggregate.minimum([[1.0, 5.0]], [[1, 1], [0, 1]]), [[1], [5]])


def test_ordered_averages_run_from_the_maximum_to_the_minimum():
    x = np.random.default_rng(10).random((9, 4))
    assert_allclose(aggregate.owa(x, np.ones(4), order=[1, 0, 0, 0]), x.max(axis=1))
    assert_allclose(aggregate.owa(x, np.ones(4), order=[0, 0, 0, 1]), x.min(axis=1))
    assert_allclose(aggregate.owa(x, [1, 2, 3, 4], order=[1, 1, 1, 1]), aggregate.arithmetic(x, [1, 2, 3, 4]))


def test_power_means_of_extreme_powers_do_not_overflow():
    x = np.array([[1e-200, 1e200], [3.0, 4.0]])
    assert_allclose(aggregate.power_mean(x, [1, 1], p=300)[1], 4 * 0.5 ** (1 / 300), rtol=1e-9)
    assert np.isfinite(aggregate.power_mean(x, [1, 1], p=-300)).all()


def test_a_zero_makes_a_geometric_mean_and_a_product_zero():
    assert aggregate.geometric([[0.0, 9.0]], [1, 1]) == 0
    assert aggregate.product([[0.0, 9.0]], [1, 1]) == 0


@pytest.mark.parametrize("name", aggregate.domains)
def test_what_a_domain_masks_is_refused_with_number_and_place(name):
    options = {"p": -1.0} if name == "power_mean" else {}
    x = np.array([[1.0, 2.0], [-3.0, 4.0]])
    assert_array_equal(aggregate.domains[name](x, **options), x < 0)
    with pytest.raises(DataError, match=r"1 of 4 cells do not, at \(1, 0\)"):
        getattr(aggregate, name)(x, [1, 1], **options)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: aggregate.arithmetic([[1.0, np.inf]], [1, 1]), DataError, "finite"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, -1]), DataError, "direction: -1"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, np.nan]), DataError, "weights must be finite"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, 1, 1]), DataError, "got"),
        (lambda: aggregate.harmonic([[0.0, 2.0]], [1, 1]), DataError, "above 0"),
        (lambda: aggregate.product([[1e200, 1e200]], [1, 1]), DataError, "larger units"),
        (lambda: aggregate.power_mean([[1.0]], [1], p=np.inf), ValueError, "minimum"),
        (lambda: aggregate.owa([[1.0]], [1], order=[0, 0]), DefinitionError, "order"),
        (lambda: aggregate.mpi([[1.0]], [1], penalty="down"), DefinitionError, "negative"),
        (
            lambda: aggregate.benefit_of_doubt([[1.0, 0.0], [1.0, 1.0]], [1, 1], shares=[0.2, 0.8]),
            DataError,
            "row 0",
        ),
        (
            lambda: aggregate.benefit_of_doubt([[1.0, 0.0]], [1, 1], shares=[0.6, 0.8]),
            DefinitionError,
            "shares",
        ),
    ],
)
def test_bad_input_is_refused_with_a_remedy(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_bounds_on_shares_hold_in_every_units_favourite_weights():
    x = np.random.default_rng(12).random((12, 4)) + 0.1
    free = aggregate.frontier.favourable(x)
    bound = aggregate.frontier.favourable(x, shares=[0.1, 0.4])
    assert (bound.scores <= free.scores + 1e-9).all()
    shares = bound.weights * x / (bound.weights * x).sum(axis=1, keepdims=True)
    assert shares.min() >= 0.1 - 1e-7 and shares.max() <= 0.4 + 1e-7
    assert (free.weights @ x.T <= 1 + 1e-7).all()


def test_topsis_and_wroclaw_measure_other_years_against_the_reference():
    x = np.random.default_rng(13).random((8, 3))
    w = [1, 2, 3]
    for method in (aggregate.topsis, aggregate.wroclaw):
        assert_allclose(method(x, w, reference=x), method(x, w))
        assert_allclose(method(x[:2], w, reference=x), method(x, w)[:2])
