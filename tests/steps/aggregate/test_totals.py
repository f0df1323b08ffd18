"""COPRAS, MOORA and EDAS: printed decision tables, and other programs' figures for the technology index."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError
from mpindex.steps import aggregate

PAPERS = {
    "edas_yazdani2020": aggregate.edas,
    "copras_zavadskas2007": aggregate.copras,
    "moora_siregar2021": aggregate.moora,
    "moora_kracka2010_ratio": aggregate.moora,
}


@pytest.mark.parametrize("case", PAPERS)
def test_scores_are_those_of_the_paper_with_weights_that_sum_to_one(cases, case):
    x, w, rows = cases.printed(case)
    assert_allclose(PAPERS[case](x, w), rows["score_rescaled"], atol=2e-10)


def test_the_ratio_system_has_the_printed_scores_where_weights_are_not_rescaled(cases):
    x, w, rows = cases.printed("moora_kracka2010_ratio")
    assert_allclose(aggregate.moora(x, w) * w.sum(), rows["published"], atol=1e-8)


@pytest.mark.parametrize(
    ("column", "method"),
    [("edas", aggregate.edas), ("copras", aggregate.copras), ("moora_ratio", aggregate.moora)],
)
def test_the_technology_index_has_other_programs_scores(cases, column, method):
    assert_allclose(method(cases.tai, np.ones(8)), cases.read("mcda_tai")[column], atol=2e-10)


def test_in_copras_a_lower_cost_is_better_where_pymcdm_has_it_the_other_way_round():
    assert_array_equal(np.diff(aggregate.copras([[1.0, -1.0], [1.0, -2.0], [1.0, -4.0]], [1, 1])) < 0, True)


def test_a_unit_without_any_cost_present_is_scored_on_its_benefits():
    x = np.array([[4.0, -1.0], [2.0, np.nan], [2.0, -1.0]])
    scores = aggregate.copras(x, [1, 1])
    assert np.isfinite(scores).all() and scores.max() == 1


def test_edas_tells_nothing_of_equal_units_and_skips_a_column_around_zero():
    assert np.isnan(aggregate.edas(np.full((3, 2), 0.1), [1, 1])).all()
    x = np.array([[4.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    assert_allclose(aggregate.edas(x, [1, 1]), [1, 0, 0.5])


@pytest.mark.parametrize("method", [aggregate.edas, aggregate.moora, aggregate.copras])
def test_a_column_of_both_signs_is_refused(method):
    with pytest.raises(DataError, match=r"sign of its column"):
        method([[1.0, 2.0], [-1.0, 2.0]], [1, 1])


def loops(x, w):
    """COPRAS and EDAS by the letter of their papers, unit by unit; a missing child is left out of its unit's sums."""
    units, children = len(x), len(w)
    total = [sum(abs(row[j]) for row in x if row[j] == row[j]) for j in range(children)]
    mean = [np.mean([row[j] for row in x if row[j] == row[j]]) for j in range(children)]
    cost = [any(row[j] < 0 for row in x) for j in range(children)]
    plus, minus, above, below = (np.zeros(units) for _ in range(4))
    for i, row in enumerate(x):
        own = [j for j in range(children) if row[j] == row[j]]
        weights = {j: w[j] / sum(w[k] for k in own) for j in own}
        for j in own:
            (minus if cost[j] else plus)[i] += weights[j] * abs(row[j]) / total[j]
            away = (row[j] - mean[j]) / abs(mean[j])
            (above if away > 0 else below)[i] += weights[j] * abs(away)
    copras = plus + np.array(
        [minus.sum() / (m * sum(1 / each for each in minus if each)) if m else 0 for m in minus]
    )
    return copras / copras.max(), (above / above.max() + 1 - below / below.max()) / 2


def test_a_missing_child_is_left_out_of_a_unit_s_sums_and_of_no_other_unit_s():
    x = np.array([[4.0, -2.0, 9.0], [1.0, np.nan, 5.0], [np.nan, -8.0, 2.0], [6.0, -5.0, np.nan]])
    w = np.array([1.0, 2.0, 4.0])
    copras, edas = loops(x, w)
    assert_allclose(aggregate.copras(x, w), copras, rtol=1e-12)
    assert_allclose(aggregate.edas(x, w), edas, rtol=1e-12)


def test_in_moora_a_column_of_one_figure_counts_in_full():
    assert aggregate.moora([[0.0], [5.0]], [1]).tolist() == [0, 1]
