"""Curves: other programs' figures for the technology index."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.steps import normalise


@pytest.mark.parametrize(
    ("column", "method"), [("normal_cdf_z", "normal_cdf"), ("logistic_z", "logistic"), ("arcsinh", "arcsinh")]
)
def test_the_technology_index_is_bent_as_by_other_programs(cases, column, method):
    theirs = cases.read("tai_scalings").pivot(index="iso3", columns="indicator", values=column)
    ours = getattr(normalise, method)(cases.tai[theirs.columns].to_numpy())
    assert_allclose(ours, theirs.loc[cases.tai.index], atol=1e-9)


@pytest.mark.parametrize("method", [normalise.normal_cdf, normalise.logistic])
def test_curves_of_a_z_score_are_symmetric_and_turn_round_where_less_is_more(method):
    x = np.random.default_rng(1).normal(size=(9, 2))
    assert_allclose(method(x, direction=[-1, -1]), 1 - method(x))


def test_the_inverse_hyperbolic_sine_bears_zeros_and_negative_values():
    assert_allclose(normalise.arcsinh([[-1e6, 0.0]], direction=[-1, 1]), [[np.log(2e6), 0]], atol=1e-9)
