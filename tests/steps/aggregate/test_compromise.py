"""VIKOR: printed decision tables and other programs' figures; ours is one less theirs."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import aggregate


@pytest.mark.parametrize("case", ["vikor_opricovic2004", "vikor_yang2020"])
def test_scores_are_one_less_the_papers(cases, case):
    x, w, rows = cases.printed(case)
    assert_allclose(1 - aggregate.vikor(x, w), rows["score"], atol=2e-10)
    assert_allclose(1 - aggregate.vikor(x, w), rows["published"], atol=5.1e-5)


def test_the_technology_index_has_other_programs_scores(cases):
    table = cases.read("mcda_tai")
    assert_allclose(1 - aggregate.vikor(cases.tai, np.ones(8)), table["vikor_Q"], atol=2e-10)


def test_the_two_ends_are_the_mean_shortfall_and_the_largest_regret(cases):
    table = cases.read("mcda_tai")
    for v, column in ((1, "vikor_S"), (0, "vikor_R")):
        values = table[column].to_numpy(float)
        expected = 1 - (values - values.min()) / np.ptp(values)
        assert_allclose(aggregate.vikor(cases.tai, np.ones(8), v=v), expected, atol=1e-9)


def test_equal_units_score_the_best_and_a_constant_child_makes_no_difference():
    assert_array_equal(aggregate.vikor([[1.0, 2.0], [2.0, 1.0]], [1, 1]), [1, 1])
    x = np.random.default_rng(1).random((5, 2))
    assert_allclose(aggregate.vikor(np.column_stack([x, np.ones(5)]), [1, 2, 3]), aggregate.vikor(x, [1, 2]))


def test_a_weight_of_the_group_outside_0_to_1_is_refused():
    with pytest.raises(OptionError, match="between 0 and 1"):
        aggregate.vikor([[1.0]], [1], v=-0.1)
