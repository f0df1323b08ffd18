"""Distances to a point: targets and reference units."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.columns import BadValues


def test_a_target_that_all_have_reached_is_met_by_all_when_capped_and_refused_otherwise():
    x = np.array([[3.0], [5.0], [np.nan]])
    assert_allclose(normalise.dist2targ(x, target=2, cap=True).ravel(), [1, 1, np.nan])
    with pytest.raises(OptionError, match="column 0"):
        normalise.dist2targ(x, target=2)


def test_a_reference_unit_can_be_given_by_row_or_by_value_but_must_have_one():
    x = np.array([[1.0], [3.0], [np.nan]])
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, value=[3.0]))
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, unit=-2))
    with pytest.raises(BadValues, match="row 2"):
        normalise.dist2ref(x, unit=2)
    for wrong in ({}, {"unit": 1, "value": 3}):
        with pytest.raises(OptionError):
            normalise.dist2ref(x, **wrong)
