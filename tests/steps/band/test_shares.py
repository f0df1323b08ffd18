"""The fewest that hold so much of the total."""

from numpy.testing import assert_array_equal

from mpindex.steps import band


def test_the_fewest_states_that_hold_half_of_the_total_are_the_first_class():
    assert_array_equal(band.cumulative_share([30.0, 20.0, 20.0, 20.0, 10.0]), [1, 1, 1, 1, 3])
