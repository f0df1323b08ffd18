"""WASPAS, MARCOS, ARAS and CODAS: printed decision tables, and other programs' figures for the technology index."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError, OptionError
from mpindex.steps import aggregate

PAPERS = {
    "waspas_chakraborty2015": aggregate.waspas,
    "marcos_ulutas2020": aggregate.marcos,
    "aras_stanujkic2015": aggregate.aras,
    "codas_badi2017": aggregate.codas,
}


@pytest.mark.parametrize("case", PAPERS)
def test_scores_are_those_of_the_paper_with_weights_that_sum_to_one(cases, case):
    x, w, rows = cases.printed(case)
    assert_allclose(PAPERS[case](x, w), rows["score_rescaled"], atol=2e-10)
    if np.isclose(
        w.sum(), 1, atol=2e-4
    ):  # others print weights of another sum, and scores that come from them
        digits = len(str(rows["published"].iloc[0]).split(".")[1])
        assert_allclose(PAPERS[case](x, w), rows["published"], atol=0.51 * 10**-digits + 1e-4)


@pytest.mark.parametrize(
    ("column", "method"),
    [
        ("waspas", aggregate.waspas),
        ("marcos", aggregate.marcos),
        ("aras", aggregate.aras),
        ("codas", aggregate.codas),
    ],
)
def test_the_technology_index_has_other_programs_scores(cases, column, method):
    assert_allclose(method(cases.tai, np.ones(8)), cases.read("mcda_tai")[column], atol=2e-10)


def test_waspas_runs_from_the_geometric_to_the_arithmetic_mean_of_the_ratios(cases):
    table = cases.read("mcda_tai")
    assert_allclose(aggregate.waspas(cases.tai, np.ones(8), share=1), table["wsm"], atol=1e-9)
    assert_allclose(aggregate.waspas(cases.tai, np.ones(8), share=0), table["wpm"], atol=1e-9)


def test_marcos_in_closed_form_is_the_published_formula():
    rng = np.random.default_rng(3)
    x, w = rng.random((6, 3)) + 0.1, np.array([0.5, 0.3, 0.2])
    ratio = x / x.max(axis=0)
    utility, worst = ratio @ w, (ratio.min(axis=0)) @ w
    low, high = utility / worst, utility
    f_high, f_low = low / (low + high), high / (low + high)
    published = (low + high) / (1 + (1 - f_high) / f_high + (1 - f_low) / f_low)
    assert_allclose(aggregate.marcos(x, w), published)


def test_a_cost_is_better_the_nearer_to_nothing_it_is():
    x = np.array([[-1.0], [-2.0], [-4.0]])
    for method in PAPERS.values():
        assert (np.diff(method(x, [1])) < 0).all()


def test_pairs_nearer_than_the_threshold_are_compared_on_one_distance_alone():
    x = np.array([[1.0, 0.5], [0.5, 0.99]])
    near, far = (aggregate.codas(x, [1, 1], threshold=threshold) for threshold in (1.0, 0.0))
    assert_allclose(near, [0.25 - 0.2474747, 0.2474747 - 0.25], atol=1e-6)
    assert abs(far[0]) > abs(near[0])


@pytest.mark.parametrize("method", PAPERS.values())
def test_a_column_of_both_signs_and_a_cost_of_nothing_are_refused(method):
    with pytest.raises(DataError, match=r"sign of its column.*1 of 4 cells does not, at \(1, 0\)"):
        method([[1.0, 2.0], [-1.0, 2.0]], [1, 1])
    with pytest.raises(DataError, match=r"at \(0, 1\)"):
        method([[1.0, 0.0], [2.0, -2.0]], [1, 1])


def test_a_share_of_the_means_outside_0_to_1_is_refused():
    with pytest.raises(OptionError, match="between 0 and 1"):
        aggregate.waspas([[1.0]], [1], share=2)
