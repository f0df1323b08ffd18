"""Weights fitted to what was intended, against COINr's."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import reject
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, MpindexWarning
from mpindex.steps import aggregate, weigh
from mpindex.steps.registry import METHODS
from mpindex.steps.weigh.fitted import Fit

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path, index):
    table = pd.read_csv(REFERENCE / path, comment="#", keep_default_na=False, na_values=[""])
    return table.set_index(index)


@pytest.fixture(scope="module")
def asem():
    return read("coinr/08_aggregated/minmax1_100.csv", "uCode")


@pytest.fixture(scope="module")
def tree():
    return read("coinr/08_aggregated/tree.csv", "Indicator")


def test_fitted_weights_give_the_influence_that_was_intended():
    x = np.random.default_rng(4).normal(size=(80, 4)) @ np.diag([1, 5, 2, 10])
    targets = np.array([0.4, 0.3, 0.2, 0.1])
    found = weigh.fit(x, targets)
    assert_allclose(found.influence, targets, atol=1e-6)
    assert_allclose(weigh.influence(x, found.weights), targets, atol=1e-6)
    assert_array_equal(weigh.fit(x, targets).weights, found.weights)
    assert_allclose(weigh.fitted(x, given=[4, 3, 2, 1]), found.weights)
    assert_array_equal(weigh.fitted(x, targets=[1, 1, 0, 0])[2:], 0)


def test_fitted_weights_beat_what_coinr_finds_for_its_two_sub_indexes(asem, tree):
    pillars = {
        p: aggregate.arithmetic(asem[i].to_numpy(), np.ones(len(i)))
        for p, i in tree.groupby("Pillar").groups.items()
    }
    sub = tree.drop_duplicates("Pillar").groupby("Sub-index")["Pillar"]
    x = np.column_stack(
        [aggregate.arithmetic(np.column_stack([pillars[p] for p in ps]), np.ones(len(ps))) for _, ps in sub]
    )
    # COINr's objective, of plain correlations: log of the mean squared difference; it stops at -13.30
    balanced = weigh.fit(x, [1, 1], power=1)
    assert balanced.error < np.exp(-13.304324713627325)
    # and the sum of correlations, where it stops at 1.7822
    assert weigh.correlations(x, weigh.fitted(x, aim="correlation")).sum() > 1.7821972553790641


def test_influence_is_a_share_of_correlations_over_the_units_that_have_the_child():
    x = np.random.default_rng(8).normal(size=(20, 3)) @ [[1, 1, -1], [0, 1, 0.5], [0, 0, 0.3]]
    x[:4, 1], x[15:, 2], x[4:6] = np.nan, np.nan, np.nan
    w = [1, 2, 0.5]
    index = aggregate.arithmetic(x, w)
    known = ~np.isnan(x)
    r = [np.corrcoef(x[known[:, j], j], index[known[:, j]])[0, 1] for j in range(3)]
    assert min(r) < 0
    assert_allclose(weigh.correlations(x, w), r)
    assert_allclose(weigh.influence(x, w), np.square(r) / np.sum(np.square(r)))
    assert_allclose(weigh.influence(x, w, power=1), r / np.sum(r))
    assert_allclose(weigh.influence(x, w, power=3), np.abs(r) ** 3 / np.sum(np.abs(r) ** 3))


def test_a_child_known_for_one_unit_or_constant_correlates_with_nothing():
    x = [[1.0, 5.0, 3.0], [2.0, np.nan, 3.0], [4.0, np.nan, 3.0]]
    assert_allclose(weigh.correlations(x, [1, 1, 1])[1:], 0)
    assert_allclose(weigh.correlations(np.array(x) * 0.01, [1, 1, 1]), weigh.correlations(x, [1, 1, 1]))


def test_the_error_of_a_fit_is_the_mean_squared_difference():
    fitted = Fit(np.ones(3), np.array([0.5, 0.5, 0.0]), np.array([0.6, 0.2, 0.2]))
    assert fitted.error == pytest.approx((0.01 + 0.09 + 0.04) / 3)


def test_children_count_the_same_unless_said_and_one_that_shall_not_count_has_no_influence():
    x = np.random.default_rng(9).normal(size=(30, 3)) * [1, 4, 9]
    assert_allclose(weigh.fitted(x), weigh.fitted(x, targets=[2, 2, 2]))
    found = weigh.fit(x, [1, 0, 3])
    assert_allclose(found.influence, [0.25, 0, 0.75], atol=1e-6)
    assert_allclose([found.weights.sum(), found.weights[1]], [1, 0])


def test_only_targets_out_of_reach_are_warned_of():
    x = np.random.default_rng(9).normal(size=(30, 3)) * [1, 4, 9]
    with warnings.catch_warnings():
        warnings.simplefilter("error", MpindexWarning)
        weigh.fitted(x)
    twice = np.column_stack([x, x[:, 0] + x[:, 1] / 100])  # the first child nearly again
    with pytest.warns(MpindexWarning, match=r"leave a share 0\.\d\d away"):
        weigh.fitted(twice, targets=[4, 2, 2, 0.1])


def test_no_weights_agree_more_with_all_children_than_those_that_standardise():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(40, 3)) @ rng.normal(size=(3, 3))
    best = weigh.correlations(x, weigh.fitted(x, aim="correlation")).sum()
    assert all(weigh.correlations(x, w).sum() <= best + 1e-12 for w in rng.random((200, 3)))


def test_targets_out_of_reach_are_warned_of_and_approached():
    x = np.column_stack([np.arange(9.0), np.arange(9.0) ** 1.01])  # nearly the same child twice
    with pytest.warns(MpindexWarning, match="out of reach"):
        weights = weigh.fitted(x, targets=[0.9, 0.1])
    assert weights[0] > weights[1]


def test_weights_can_be_fitted_with_gaps_in_the_data():
    x = np.random.default_rng(6).normal(size=(60, 3))
    x[np.random.default_rng(7).random(x.shape) < 0.1] = np.nan
    assert_allclose(weigh.fit(x, [1, 2, 3]).influence, [1 / 6, 1 / 3, 1 / 2], atol=1e-5)


EXAMPLES = {
    "given": {"given": [1.0, 2.0, 3.0]},
    "budget": {"points": [[10, 20, 70], [50, 25, 25]]},
    "ahp": {"matrix": [[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]},
}


def found(name, x):
    try:
        return METHODS["weigh"][name].function(x, **EXAMPLES.get(name, {}))
    except DataError:
        reject()
