"""Ranks and positions: ties share the middle, other samples and groups."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise


def test_positions_come_from_the_top_and_ties_share_the_middle():
    x = np.array([[10.0], [7.0], [7.0], [np.nan], [1.0]])
    assert_allclose(normalise.position(x).ravel(), [1 / 8, 1 / 2, 1 / 2, np.nan, 7 / 8])
    assert_allclose(normalise.position(x, direction=[-1]).ravel(), [7 / 8, 1 / 2, 1 / 2, np.nan, 1 / 8])
    assert np.nanmean(normalise.position(x)) == 0.5


def test_position_among_everybody_is_position(asem):
    everybody = np.ones((51, 51), dtype=bool)
    plain = normalise.position(asem.denominated, direction=asem.direction)
    assert_array_equal(
        plain, normalise.position(asem.denominated, direction=asem.direction, members=everybody)
    )


def test_position_and_share_in_a_group_are_those_of_the_group_alone(asem):
    inside = asem.members[0]
    amounts = np.abs(asem.denominated)
    for method in (normalise.position, normalise.share):
        assert_allclose(method(amounts, members=asem.members)[inside], method(amounts[inside]), rtol=1e-12)


def test_ranks_in_another_sample_are_the_places_that_values_would_take(asem):
    for options in ({}, {"direction": asem.direction}):
        for method in (normalise.rank, normalise.position, normalise.percentile_rank):
            own = method(asem.denominated, **options)
            assert_array_equal(method(asem.denominated, reference=asem.denominated, **options), own)
    assert_allclose(
        normalise.rank(np.array([[0.0], [5.0], [9.0]]), reference=np.array([[1.0], [5.0]])).ravel(), [1, 2, 3]
    )


@pytest.mark.parametrize(
    ("column", "c"), [("blom", 3 / 8), ("waerden", 0), ("tukey", 1 / 3), ("rankit", 1 / 2)]
)
def test_inverse_normal_ranks_of_the_technology_index_are_other_programs(cases, column, c):
    name = f"rank_normal_{column}"
    theirs = (
        cases.read("tai_scalings").pivot(index="iso3", columns="indicator", values=name).loc[cases.tai.index]
    )
    assert_allclose(normalise.normal_rank(cases.tai[theirs.columns].to_numpy(), c=c), theirs, atol=1e-9)


def test_beyond_all_of_another_sample_a_normal_rank_is_that_of_its_ends():
    year = np.arange(5.0)[:, None]
    ends = normalise.normal_rank(year, c=0.5)[[0, -1]]
    assert_allclose(normalise.normal_rank([[-9.0], [99.0]], c=0.5, reference=year), ends)


def test_a_correction_outside_0_to_a_half_is_refused():
    with pytest.raises(OptionError, match="between 0 and 1/2"):
        normalise.normal_rank([[1.0]], c=1)
