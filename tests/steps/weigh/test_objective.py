"""Weights found from data: printed examples, and other programs' figures for the technology index."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.steps import normalise, weigh

METHODS = {
    "entropy": weigh.entropy,
    "std_raw": weigh.standard_deviation,
    "critic": weigh.critic,
    "merec": weigh.merec,
    "angle": weigh.angle,
}


@pytest.mark.parametrize("name", METHODS)
def test_weights_are_those_of_the_paper(cases, name):
    table = cases.read("weights_published")
    table = table[table["method"] == name].set_index("row").dropna(axis=1, how="all")
    columns = [column for column in table if column.startswith("c")]
    x = table.loc[[row for row in table.index if row.startswith("A")], columns].to_numpy(float)
    weights = METHODS[name](x * table.loc["type", columns].to_numpy(float))
    assert_allclose(weights, table.loc["weight", columns], atol=2e-10)


@pytest.mark.parametrize("name", METHODS)
def test_the_technology_index_has_other_programs_weights(cases, name):
    expected = cases.read("tai_objective_weights").set_index("indicator").loc[cases.tai.columns, name]
    assert_allclose(METHODS[name](cases.tai.to_numpy()), expected, atol=2e-10)


def test_standard_deviations_after_min_max_are_those_of_the_rescaled(cases):
    expected = cases.read("tai_objective_weights").set_index("indicator").loc[cases.tai.columns, "std_minmax"]
    scaled = normalise.minmax(cases.tai.to_numpy())
    assert_allclose(weigh.standard_deviation(scaled), expected, atol=2e-10)
    assert_allclose(weigh.standard_deviation(normalise.zscore(scaled)), np.full(8, 1 / 8))
