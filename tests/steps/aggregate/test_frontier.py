"""Benefit of the doubt: bounds hold in every unit's own weights, and are refused where nothing meets them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import OptionError
from mpindex.steps import aggregate
from mpindex.steps.columns import BadUnits


def test_bounds_on_shares_hold_in_every_units_favourite_weights():
    x = np.random.default_rng(12).random((12, 4)) + 0.1
    free = aggregate.frontier.favourable(x)
    bound = aggregate.frontier.favourable(x, shares=[0.1, 0.4])
    assert (bound.scores <= free.scores + 1e-9).all()
    shares = bound.weights * x / (bound.weights * x).sum(axis=1, keepdims=True)
    assert shares.min() >= 0.1 - 1e-7 and shares.max() <= 0.4 + 1e-7
    assert (free.weights @ x.T <= 1 + 1e-7).all()


def min_max(values):
    return (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))


def test_the_handbooks_technology_index_has_its_published_scores_under_bounds_on_weights(cases):
    table = cases.read("tai_bod").set_index("iso3").loc[cases.tai.index]
    x = cases.tai.assign(
        telephones_log10=np.log10(table["telephones"]), electricity_log10=np.log10(table["electricity"])
    )
    scores = aggregate.benefit_of_doubt(min_max(x).to_numpy(), np.ones(8), weights=[0.10, 0.15])
    assert_allclose(scores, table["bod"], atol=1e-8)
    assert_allclose(scores.round(2), table["published"], atol=1e-9)
    rounded = aggregate.benefit_of_doubt(min_max(cases.tai).to_numpy(), np.ones(8), weights=[0.10, 0.15])
    assert_allclose(rounded, table["bod_from_rounded_logs"], atol=1e-8)


@pytest.mark.parametrize(("column", "shares"), [("max_free", None), ("max_0.05_0.30", [0.05, 0.30])])
def test_bounds_on_shares_give_compinds_scores_where_it_has_any(cases, column, shares):
    table = cases.read("tai_bod_shares").set_index("iso3").loc[cases.tai.index]
    x = (cases.tai / cases.tai.max()).to_numpy()
    assert_allclose(aggregate.benefit_of_doubt(x, np.ones(8), shares=shares), table[column], atol=1e-7)


def test_weights_keep_to_their_bounds_and_those_of_a_missing_child_go_to_the_others():
    x = np.random.default_rng(13).random((9, 4)) * [1, 10, 100, 1000]
    x[2, 1] = np.nan
    told = aggregate.favourable(x, weights=[0.1, 0.4])
    parts = told.weights / told.weights.sum(axis=1, keepdims=True)
    assert parts[np.arange(9) != 2].min() >= 0.1 - 1e-7 and parts.max() <= 0.4 + 1e-7
    assert parts[2, 1] == 0


def test_units_for_which_nothing_meets_the_bounds_are_told_by_number():
    x = [[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]
    with pytest.raises(BadUnits, match="2 of 3 units") as caught:
        aggregate.benefit_of_doubt(x, [1, 1], shares=[0.2, 0.8])
    assert caught.value.rows == (0, 2)
    assert [fault.unit for fault in caught.value.faults] == ["row 0", "row 2"]
    assert np.isfinite(aggregate.benefit_of_doubt(x, [1, 1], weights=[0.2, 0.8])).all()


@pytest.mark.parametrize("options", [{"weights": [0.6, 0.8]}, {"weights": 0.5}, {"shares": [0.0, 0.3]}])
def test_bounds_that_cannot_add_to_one_are_refused(options):
    with pytest.raises(OptionError, match=next(iter(options))):
        aggregate.benefit_of_doubt([[1.0, 2.0]], [1, 1], **options)
