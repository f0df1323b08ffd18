"""Ward's groups and heights against R and SciPy."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.analysis.types.ward import merges, ward


@pytest.mark.parametrize("k", [2, 3, 4])
def test_groups_are_those_of_r(states, z, k):
    assert_array_equal(ward(z.to_numpy(), k) + 1, states[f"ward{k}"])


def test_heights_are_those_of_r(z, figures):
    expected = [float(text) for text in figures["ward_heights"].split()]
    assert_allclose(merges(z.to_numpy())[-5:, 2], expected, atol=6e-9)
