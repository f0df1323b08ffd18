"""Statistics of columns: missing values are skipped, empty columns give NaN, and nothing warns."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, OptionError
from mpindex.steps import columns

GAPPY = np.array([[1.0, np.nan, 2.0], [3.0, np.nan, 2.0], [np.nan, np.nan, 2.0]])


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        (columns.count, [2, 0, 3]),
        (columns.lowest, [1, np.nan, 2]),
        (columns.highest, [3, np.nan, 2]),
        (columns.total, [4, np.nan, 6]),
        (columns.mean, [2, np.nan, 2]),
        (columns.deviation, [np.sqrt(2), np.nan, 0]),
    ],
)
def test_a_statistic_is_that_of_the_values_present(statistic, expected):
    assert_allclose(statistic(GAPPY), [expected])
    assert_allclose(statistic(np.stack([GAPPY, GAPPY])), [[expected]] * 2)


def test_equal_numbers_deviate_by_exactly_nothing_though_their_mean_is_rounded():
    x = np.full((3, 1), 0.1)
    assert x.mean() != 0.1 and columns.deviation(x) == 0
    assert np.isnan(columns.deviation(np.array([[1.0]])))


def test_a_column_is_constant_with_one_value_or_with_none():
    assert_array_equal(columns.is_constant(GAPPY), [False, True, True])


def test_quantiles_are_numpys_linear_ones():
    x = np.random.default_rng(1).random((20, 3))
    assert_allclose(columns.quantile(x, 0.3)[0], np.quantile(x, 0.3, axis=0))
    assert_allclose(columns.quantile(x[:, :1], np.array([0.1, 0.9]))[0], np.quantile(x[:, 0], [0.1, 0.9]))
    assert np.isnan(columns.quantile(GAPPY, 0.5)[0, 1])


def test_places_count_what_is_below_and_what_is_equal():
    below, equal = columns.places(np.array([[5.0], [7.0], [7.0], [np.nan]]))
    assert_array_equal(below[:3, 0], [0, 1, 1])
    assert_array_equal(equal[:3, 0], [1, 2, 2])


def test_nothing_is_divided_by_zero():
    assert_array_equal(columns.ratio([1.0, 0.0], [0.0, 2.0]), [np.nan, 0])


def test_wrong_cells_are_named_by_row_and_column():
    with pytest.raises(columns.BadValues, match="1 of 4 values cannot be used") as caught:
        columns.require(np.array([[True, False], [True, True]]), np.ones((2, 2)), "must be", "do this")
    assert_array_equal(caught.value.bad, [[False, True], [False, False]])
    assert caught.value.faults[0].unit == "row 0" and caught.value.faults[0].indicator == "column 1"


def test_a_missing_value_breaks_no_rule():
    columns.require(GAPPY > 0, GAPPY, "must be > 0", "")


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: columns.as_floats([1.0, 2.0]), DataError, r"got shape \(2,\)"),
        (lambda: columns.pair(7, "range"), OptionError, r"range must be a pair \[low, high\], got 7"),
        (lambda: columns.signs([1, 0]), OptionError, "1 or -1"),
    ],
)
def test_what_has_the_wrong_form_is_refused(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_options_broadcast_against_the_units():
    assert columns.per_column(3).shape == ()
    assert columns.per_column([[1, 2], [3, 4]]).shape == (2, 1, 2)


def test_parameters_are_learned_from_the_reference_turned_as_the_data_are():
    x, learned = columns.oriented(np.ones((2, 1)), [[3.0]], [-1])
    assert_array_equal(x, [[-1], [-1]])
    assert_array_equal(learned, [[-3]])
    assert columns.sample(x, None) is x


def test_one_scale_of_many_the_wrong_way_round_is_refused():
    low, high = columns.rising(([0, 5], [1, 6]), "to")
    assert low.tolist() + high.tolist() == [[0, 5], [1, 6]]
    for ends in (([0, 5], [1, 4]), ([0, 5], [1, 5]), ([0, np.nan], [1, 5])):
        with pytest.raises(OptionError, match=r"to must be .* with low below high"):
            columns.rising(ends, "to")


def test_groups_that_differ_are_told_apart_and_a_statistic_is_that_of_each_units_own():
    rng = np.random.default_rng(2)
    kind = rng.integers(4, size=30)
    members = kind[:, None] == kind
    members[3] = False  # in no group
    groups, which = columns.distinct(members)
    np.testing.assert_array_equal(groups[which], members)
    assert len(groups) == len(np.unique(members, axis=0))
    values = rng.random((2, 30, 3))
    values[rng.random(values.shape) < 0.2] = np.nan
    means = columns.by_group(values, members, columns.mean)
    for unit in (0, 7, 29):
        np.testing.assert_allclose(means[:, unit], np.nanmean(values[:, members[unit]], axis=1))
    assert np.isnan(means[:, 3]).all()


@pytest.mark.parametrize("indicators", [1, 2, 9])
def test_a_statistic_by_group_has_the_digits_of_the_group_alone(indicators):
    rng = np.random.default_rng(3)
    numbers = rng.integers(-1, 30, size=300)
    values = rng.lognormal(size=(2, 300, indicators))
    values[rng.random(values.shape) < 0.2] = np.nan
    for statistic in (columns.mean, columns.deviation, lambda column: columns.quantile(column, 0.5)):
        by_group = columns.by_group(values, numbers, statistic)
        for number in range(-1, 30):
            alone = statistic(values[:, (numbers == number) & (numbers >= 0)])
            assert_array_equal(
                by_group[:, numbers == number], np.broadcast_to(alone, by_group[:, numbers == number].shape)
            )
