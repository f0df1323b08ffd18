"""From cut values to classes."""

from numpy import nan
from numpy.testing import assert_array_equal

from mpindex.steps import band


def test_a_score_at_a_cut_is_in_the_class_above_it():
    assert_array_equal(band.classes_by([5.0, 4.9, 1.0, nan], [5.0, 2.0]), [1, 2, 3, nan])


def test_a_missing_cut_is_no_cut_and_without_cuts_all_are_in_one_class():
    assert_array_equal(band.classes_by([5.0, 1.0], [nan, 2.0]), [1, 2])
    assert_array_equal(band.classes_by([5.0, 1.0], []), [1, 1])


def test_each_row_has_its_own_cuts():
    assert_array_equal(band.classes_by([[5.0, 1.0], [5.0, 1.0]], [[3.0], [9.0]]), [[1, 2], [2, 2]])
