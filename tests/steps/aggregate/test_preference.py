"""PROMETHEE II: a printed decision table and other programs' flows for the technology index."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import OptionError
from mpindex.steps import aggregate


def test_net_flows_are_those_of_the_paper(cases):
    x, w, rows = cases.printed("promethee_zhao2013")
    assert_allclose(aggregate.promethee(x, w), rows["published"], atol=1e-12)


@pytest.mark.parametrize(
    ("column", "options"),
    [
        ("promethee_ii_usual", {}),
        ("promethee_ii_linear", {"preference": 1.0}),
        ("promethee_ii_linear_indifference", {"preference": 0.5, "indifference": 0.1}),
    ],
)
def test_the_technology_index_has_other_programs_flows(cases, column, options):
    flows = aggregate.promethee(cases.tai, np.ones(8), **options)
    assert_allclose(flows, cases.read("mcda_tai")[column], atol=2e-10)
    assert_allclose(flows.sum(), 0, atol=1e-12)


def test_with_the_usual_criterion_net_flows_are_the_borda_count_on_another_scale():
    x = np.random.default_rng(2).random((9, 4))
    w = [1, 2, 3, 4]
    assert_allclose(aggregate.promethee(x, w), 2 * aggregate.borda(x, w) / 8 - 1, atol=1e-12)


def test_a_pair_is_compared_on_what_both_have_and_nobody_alone():
    x = np.array([[3.0, 1.0], [np.nan, 2.0], [1.0, np.nan], [np.nan, np.nan]])
    assert_allclose(aggregate.promethee(x, [1, 1]), [0, 1, -1, np.nan])


@pytest.mark.parametrize("options", [{"indifference": 0.1}, {"preference": 0.1, "indifference": -0.1}])
def test_thresholds_out_of_order_are_refused(options):
    with pytest.raises(OptionError, match="indifference <= preference"):
        aggregate.promethee([[1.0]], [1], **options)


def test_flows_of_a_full_table_are_those_of_going_through_the_pairs():
    x = np.random.default_rng(7).random((8, 3))
    w = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 1.0]])
    holed = np.vstack([x, [[np.nan] * 3]])  # a unit without values makes it go through the pairs
    for options in ({}, {"preference": 0.6, "indifference": 0.2}):
        assert_allclose(
            aggregate.promethee(holed, w, **options)[:, :-1], aggregate.promethee(x, w, **options)
        )
