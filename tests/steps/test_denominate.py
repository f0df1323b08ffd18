"""Dividing sizes by another quantity of the same unit."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.steps.columns import BadValues
from mpindex.steps.denominate import per


def test_agrees_with_coinr(asem):
    for column, indicator in enumerate(asem.indicators):
        name = asem.meta["Denominator"][indicator]
        by = asem.table[name].to_numpy(float) if isinstance(name, str) else np.ones(51)
        ours = per(asem.raw[:, [column]], by)
        assert_allclose(ours[:, 0], asem.denominated[:, column], rtol=1e-12)


def test_one_denominator_serves_all_indicators_and_several_serve_each_its_own():
    x, by = np.arange(6.0).reshape(3, 2), np.array([1.0, 2.0, 4.0])
    assert_allclose(per(x, by), per(x, np.column_stack([by, by])))
    assert_allclose(per(x, by, factor=[10, 1000]), x / by[:, None] * [10, 1000])


def test_missing_or_zero_denominators_give_missing():
    assert np.isnan(per(np.array([[1.0], [0.0], [1.0]]), [0.0, 0.0, np.nan])).all()


def test_a_negative_denominator_is_refused():
    with pytest.raises(BadValues, match="row 1"):
        per(np.ones((2, 1)), [1.0, -2.0])


def test_a_panel_is_divided_year_by_year():
    x, by = np.random.default_rng(1).uniform(1, 9, (4, 5, 2)), np.random.default_rng(2).uniform(1, 9, (4, 5))
    assert_allclose(per(x, by), np.stack([per(a, b) for a, b in zip(x, by, strict=True)]))
