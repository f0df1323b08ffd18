"""Fuzzy sets against R's QCA and the published memberships of Lipset's cases."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import normalise

LIPSET = {
    "DEV": [400, 550, 900], "URB": [25, 50, 65], "LIT": [50, 75, 90],
    "IND": [20, 30, 40], "STB": [15, 9.5, 5], "SURV": [-9, 0, 10],
}  # fmt: skip


@pytest.mark.parametrize("name", LIPSET)
def test_lipsets_cases_have_their_memberships(cases, name):
    table = cases.read("fuzzy_lipset")
    x = table[[name]].to_numpy(float)
    ours = normalise.calibrate(x, anchors=LIPSET[name])[:, 0]
    assert_allclose(ours, table[f"{name}_lo3"], atol=5.1e-7)
    assert_allclose(ours.round(2), table[f"{name}_pub"], atol=1e-12)
    with_r_default = normalise.calibrate(x, anchors=LIPSET[name], membership=0.95)[:, 0]
    assert_allclose(with_r_default, table[f"{name}_ln19"], atol=5.1e-7)


def test_incomes_have_ragins_memberships(cases):
    table = cases.read("fuzzy_income")
    x = table[["income"]].to_numpy(float)
    assert_allclose(
        normalise.calibrate(x, anchors=[2500, 5000, 20000])[:, 0], table["direct_lo3"], atol=5.1e-7
    )
    ours = normalise.calibrate(x, anchors=[2500, 5000, 20000], membership=0.95)[:, 0]
    assert_allclose(ours, table["direct_ln19"], atol=5.1e-7)


@pytest.mark.parametrize(
    ("column", "options"),
    [
        ("log_up", {"anchors": [20, 45, 80], "membership": 0.95}),
        ("log_down", {"anchors": [80, 45, 20], "membership": 0.95}),
        ("log_up_idm99", {"anchors": [20, 45, 80], "membership": 0.99}),
    ],
)
def test_curves_are_those_of_rs_qca(cases, column, options):
    table = cases.read("fuzzy_shapes")
    assert_allclose(normalise.calibrate(table[["x"]], **options)[:, 0], table[column], atol=5.1e-7)


def test_anchors_may_be_quantiles_and_differ_by_column():
    x = np.random.default_rng(3).random((50, 2)) * [1, 100]
    stated = np.quantile(x, [0.1, 0.5, 0.9], axis=0)
    quantiles = [{"quantile": q} for q in (0.1, 0.5, 0.9)]
    assert_allclose(normalise.calibrate(x, anchors=quantiles), normalise.calibrate(x, anchors=list(stated)))


def test_quantiles_are_those_of_what_is_learned_from():
    years = np.arange(100.0)[:, None]
    ours = normalise.calibrate(years[:3], anchors=[0, {"quantile": 0.5}, 99], reference=years)
    assert_allclose(ours, normalise.calibrate(years[:3], anchors=[0, 49.5, 99]))


def test_an_anchor_may_be_what_a_unit_has_in_each_column_and_draw():
    x = np.random.default_rng(4).random((2, 9, 3)) + 1
    ours = normalise.calibrate(x, anchors=[0, {"unit": 4}, 9])
    assert_allclose(ours[:, 4], 0.5)
    assert_allclose(ours[1, :, 2:], normalise.calibrate(x[1, :, 2:], anchors=[0, x[1, 4, 2], 9]))


def test_a_unit_without_a_value_is_no_anchor():
    with pytest.raises(DataError, match="no value"):
        normalise.calibrate([[1.0], [np.nan]], anchors=[0, {"unit": 1}, 9])


def test_not_in_a_set_is_the_rest_of_one():
    assert_array_equal(normalise.negation([[0.25], [1.0], [np.nan]]), [[0.75], [0], [np.nan]])


def test_far_values_are_wholly_in_or_out_without_a_warning():
    assert_array_equal(
        normalise.calibrate([[1e9], [-1e9], [np.nan]], anchors=[0, 1, 2]), [[1], [0], [np.nan]]
    )


@pytest.mark.parametrize(
    "options",
    [
        {"anchors": [1, 2]},
        {"anchors": [1, 3, 2]},
        {"anchors": [1, 1, 2]},
        {"anchors": 5},
        {"anchors": [1, 2, 3], "membership": 0.5},
        {"anchors": [{"quantile": -1}, 0.5, 0.9]},
        {"anchors": ["low", 2, 3]},
        {"anchors": "abc"},
    ],
)
def test_anchors_out_of_order_are_refused(options):
    with pytest.raises(OptionError, match="anchor"):
        normalise.calibrate(np.ones((3, 1)), **options)


def test_anchors_in_disorder_are_those_that_are_printed():
    years = np.array([[[0.0], [5.0], [9.0]], [[0.0], [0.0], [7.0]]])
    with pytest.raises(OptionError, match="in 1 of 2 cases, first 0, 0, 7"):
        normalise.calibrate(years, anchors=[0, {"quantile": 0.5}, {"quantile": 1.0}])
