"""Pairs and places: COINr's matrix, the Handbook's profiles, and draws that rounding must not decide."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import aggregate

REFERENCE = Path(__file__).parents[2] / "reference"


COINR = REFERENCE / "coinr"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


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


HANDBOOK = Path(__file__).parents[2] / "reference" / "handbook"


def printed_table(name):
    return pd.read_csv(HANDBOOK / f"{name}.csv", comment="#")


def profile(name):
    """Units by rankings, the higher the better, and how many indicators give each ranking."""
    table = printed_table("tables28_31_34_profiles")
    table = table[table["profile"] == name]
    orders = [order.split(">") for order in table["order"]]
    units = sorted(orders[0])
    return (
        units,
        -np.array([[order.index(u) for order in orders] for u in units], float),
        table["n_indicators"],
    )


def test_the_outranking_matrix_is_the_handbooks():
    impact = printed_table("table35_impact").set_index("iso3")
    printed = printed_table("table36_outranking").set_index("iso3")
    assert_array_equal(aggregate.outranking(impact, np.ones(8)), printed)


def test_fishburns_winner_by_borda_becomes_the_last_when_the_worst_unit_leaves():
    units, x, w = profile("fishburn7")
    assert_allclose(aggregate.borda(x, w) * 7, [13, 12, 11, 6])
    assert units[3] == "d"
    assert_allclose(aggregate.borda(x[:3], w) * 7, [6, 7, 8])


def test_dominance_counts_the_pairs_in_which_one_is_better_everywhere():
    found = aggregate.dominance(aggregate.outranking([[3.0, 3.0], [2.0, 2.0], [1.0, 1.0]], [1, 5]))
    assert found.pairs == 3 and found.share == 1


def test_copeland_takes_sums_that_differ_by_rounding_for_draws():
    x = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    for unit in (1e-6, 1, 1e6):  # of the weights
        assert_array_equal(aggregate.copeland(x, np.array([0.1, 0.2, 0.3]) * unit), [0, 0])
        assert_array_equal(aggregate.copeland(x, np.array([0.1, 0.2, 0.2999]) * unit), [1, -1])


def test_copeland_in_blocks_is_copeland_at_once(monkeypatch):
    rng = np.random.default_rng(3)
    x, w = rng.integers(0, 5, (23, 4)).astype(float), rng.random((11, 4))
    x[rng.random(x.shape) < 0.2] = np.nan
    whole = aggregate.copeland(x, w)
    monkeypatch.setattr(import_module("mpindex.steps.aggregate.outranking"), "_CELLS", 100)
    assert_array_equal(aggregate.copeland(x, w), whole)
    share = [aggregate.outranking(x, one) for one in w]
    beaten = [(np.tril(s > 0.5 + 1e-9) + np.triu(s > 0.5 + 1e-9)).sum(1) for s in share]
    lost = [(s < 0.5 - 1e-9).sum(1) - 1 for s in share]  # the diagonal is 0
    assert_array_equal(whole, np.array(beaten) - np.array(lost))


def test_a_pair_is_compared_on_the_weight_of_what_both_have():
    assert_array_equal(aggregate.outranking([[3.0, np.nan], [2.0, 1.0]], [1, 3]), [[0, 1], [0, 0]])
