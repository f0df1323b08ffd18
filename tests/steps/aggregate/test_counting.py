"""Alkire-Foster counting: their four persons, thirty households, eight states with exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import aggregate


@pytest.fixture(scope="module")
def persons(cases):
    table = cases.read("counting_persons").set_index("row")
    columns = ["income", "schooling", "health", "insurance"]
    return table.drop("cutoff")[columns].to_numpy(float), table.loc["cutoff", columns].to_numpy(float)


@pytest.mark.parametrize(
    ("k", "headcount", "intensity"), [(1, 3 / 4, 7 / 12), (2, 1 / 2, 3 / 4), (3, 1 / 4, 1), (4, 1 / 4, 1)]
)
def test_the_four_persons_of_the_paper(persons, k, headcount, intensity):
    x, cutoff = persons
    told = aggregate.alkire_foster(x < cutoff, np.ones(4), k=k / 4)
    assert_allclose(
        [told.headcount, told.intensity, told.adjusted], [headcount, intensity, headcount * intensity]
    )
    if k == 2:
        assert_allclose(told.contributions, [1 / 6, 1 / 3, 1 / 6, 1 / 3])
        assert_allclose(told.uncensored, [1 / 4, 3 / 4, 1 / 4, 1 / 2])
        assert_allclose(told.censored, [1 / 4, 1 / 2, 1 / 4, 1 / 2])


@pytest.mark.parametrize(("power", "measure"), [(1, 0.2055288462), (2, 0.1654570390)])
def test_gaps_and_squared_gaps_of_the_poor_are_the_papers(persons, power, measure):
    x, cutoff = persons
    gaps = np.where(x < cutoff, (1 - x / cutoff) ** power, 0.0)
    assert_allclose(aggregate.counting(gaps, np.ones(4), k=0.5).mean(), measure, atol=1e-10)


def test_thirty_households_have_another_programs_figures(cases):
    table = cases.read("counting_households")
    names = [name for name in table if name not in ("unit", "area")]
    weights = [1 / 6] * 2 + [1 / 18] * 6 + [1 / 9] * 3
    told = aggregate.alkire_foster(table[names], weights, k=0.33, groups=list(table["area"]))
    expected = cases.read("counting_households_results")
    single = expected[(expected["k"] == 33) & expected["indicator"].isna()].set_index("measure")["b"]
    assert_allclose([told.adjusted, told.headcount, told.intensity], single.loc[["M0", "H", "A"]], atol=1e-9)

    def column(measure):
        rows = expected[(expected["measure"] == measure) & ((expected["k"] == 33) | (measure == "hd"))]
        return rows.set_index("indicator")["b"].loc[names]

    assert_allclose(told.uncensored, column("hd"), atol=1e-9)
    assert_allclose(told.censored, column("hdk"), atol=1e-9)
    assert_allclose(told.contributions, column("pctb"), atol=1e-9)
    assert_allclose(told.contributions * told.adjusted, column("actb"), atol=1e-9)
    assert_allclose(sum(told.group_contributions.values()), 1)
    assert_allclose(sum(told.population.values()), 1)


@pytest.mark.parametrize(
    ("k", "headcount", "intensity", "contributions"),
    [
        ("1/10", "3/4", "17/30", ["6/17", "9/34", "5/17", "3/34"]),
        ("3/10", "5/8", "16/25", ["3/8", "9/32", "1/4", "3/32"]),
        ("2/5", "1/2", "29/40", ["12/29", "9/29", "6/29", "2/29"]),
        ("1/2", "3/8", "5/6", ["8/25", "9/25", "6/25", "2/25"]),
        ("1", "1/4", "1", ["2/5", "3/10", "1/5", "1/10"]),
    ],
)
def test_eight_states_have_the_exact_fractions(cases, k, headcount, intensity, contributions):
    table = cases.read("counting_states").set_index("state")
    x = table[["income", "schooling", "child_deaths", "electricity"]].to_numpy(float) * [1, 1, -1, 1]
    deprived = x < [1500, 6, -40, 90]
    weights = [0.4, 0.3, 0.2, 0.1]  # their sum in floating point is a hair below 1
    told = aggregate.alkire_foster(deprived, weights, k=float(Fraction(k)))
    fractions = [float(Fraction(one)) for one in (headcount, intensity, *contributions)]
    assert_allclose([told.headcount, told.intensity, *told.contributions], fractions)
    scores = aggregate.counting(deprived.astype(float), weights, k=0.1)
    assert_allclose(scores, [float(Fraction(score)) for score in table["score"]], atol=1e-12)


def test_people_count_as_many_times_as_there_are_of_them():
    told = aggregate.alkire_foster([[1, 1], [0, 0]], [1, 1], k=1, population=[1, 3], groups=["a", "b"])
    assert told.headcount == 0.25
    assert told.group_contributions == {"a": 1.0, "b": 0.0}
    assert_array_equal(told.groups["a"].contributions, [0.5, 0.5])  # whatever the sum of the weights


def test_where_nobody_is_poor_there_is_nothing_to_decompose():
    told = aggregate.alkire_foster([[0, 1], [0, 0]], [1, 1], k=1)
    assert told.headcount == told.adjusted == 0
    assert np.isnan(told.intensity) and np.isnan(told.contributions).all()


def test_where_nobody_is_poor_no_group_has_a_part_in_it():
    poverty = aggregate.alkire_foster([[0.0, 0.0], [0.0, 0.0]], [1, 1], k=0.5, groups=["a", "b"])
    assert poverty.adjusted == 0
    assert np.isnan(list(poverty.group_contributions.values())).all()


def test_a_missing_child_raises_the_weight_of_the_others():
    assert_array_equal(aggregate.counting([[1.0, np.nan], [0.0, np.nan]], [1, 3], k=1), [1, 0])


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: aggregate.counting([[2.0]], [1], k=1), DataError, "between 0 and 1"),
        (lambda: aggregate.counting([[1.0]], [1], k=2), OptionError, "at most 1"),
        (lambda: aggregate.alkire_foster([[np.nan, 1]], [1, 1], k=1), DataError, "without gaps"),
        (lambda: aggregate.alkire_foster([[1.0]], [1], k=1, population=[0]), DataError, "above 0"),
        (lambda: aggregate.alkire_foster([[1.0]], [1], k=1, groups=["a", "b"]), DataError, "one label"),
    ],
)
def test_what_cannot_be_counted_is_refused(call, error, says):
    with pytest.raises(error, match=says):
        call()
