"""Centre and spread: other programs' figures for the technology index, and odd columns."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise


@pytest.mark.parametrize(
    ("column", "method", "options"),
    [
        ("vector", "vector", {}),
        ("robust_iqr", "robust", {}),
        ("robust_mad", "robust", {"by": "mad"}),
        ("z_sample", "zscore", {}),
    ],
)
def test_the_technology_index_is_scaled_as_by_other_programs(cases, column, method, options):
    theirs = cases.read("tai_scalings").pivot(index="iso3", columns="indicator", values=column)
    ours = getattr(normalise, method)(cases.tai[theirs.columns].to_numpy(), **options)
    assert_allclose(ours, theirs.loc[cases.tai.index], atol=1e-9)


def test_a_vector_has_length_one_and_a_cost_is_what_is_left_of_it():
    x = np.array([[3.0, 3.0], [4.0, 4.0]])
    assert_allclose(normalise.vector(x, direction=[1, -1]), [[0.6, 0.4], [0.8, 0.2]])
    assert_allclose((normalise.vector(x) ** 2).sum(axis=0), 1)
    assert_array_equal(normalise.vector(np.zeros((2, 1))), [[np.nan], [np.nan]])


def test_an_extreme_value_moves_robust_scores_of_the_others_little():
    x = np.arange(1.0, 12.0)[:, None]
    odd = np.where(x == 11, 1e6, x)
    assert_array_equal(normalise.robust(x)[:10], normalise.robust(odd)[:10])


def test_where_less_is_more_scores_are_turned_round():
    x = np.array([[1.0], [2.0], [3.0], [9.0]])
    assert_allclose(normalise.robust(x, direction=[-1]), -normalise.robust(x))


def test_half_of_the_values_alike_leave_no_spread_to_measure_by():
    assert np.isnan(normalise.robust(np.array([[1.0], [1.0], [1.0], [1.0], [5.0]]))).all()


def test_a_spread_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(OptionError, match="Did you mean 'iqr'"):
        normalise.robust(np.ones((2, 1)), by="iqrr")
