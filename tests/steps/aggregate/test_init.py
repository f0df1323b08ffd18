"""What every registered aggregation does alike."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.errors import DataError
from mpindex.steps.registry import METHODS

NAMES = sorted(METHODS["aggregate"])


def call(name, x, w):
    method = METHODS["aggregate"][name]
    if method.refuses is not None and method.refuses(np.array([[2.0]]), **method.example).any():
        x = np.clip(np.asarray(x) / 1e10, 0.0, 1.0)  # shares are asked for, not amounts
    return method.function(x, w, **method.example)


@pytest.mark.parametrize("gaps", [0.0, 0.2])
@pytest.mark.each("name", NAMES)
def test_leading_axes_of_values_and_weights_give_the_same_as_a_loop(name, gaps):
    rng = np.random.default_rng(4)
    x = rng.random((2, 1, 6, 4)).round(2) * 90 + 5
    x[rng.random(x.shape) < gaps] = np.nan
    w = rng.random((3, 4))
    w[0, 1] = 0
    together = call(name, x, w)
    assert together.shape == (2, 3, 6)
    for i, j in np.ndindex(2, 3):
        assert_allclose(together[i, j], call(name, x[i, 0], w[j]), rtol=1e-9, atol=1e-9)
    assert_allclose(call(name, x[0, 0], w), together[0], rtol=1e-9, atol=1e-9)
    assert_allclose(call(name, x[:, 0], w[0]), together[:, 0], rtol=1e-9, atol=1e-9)
    assert_allclose(call(name, x[:, 0], w[:2])[1], together[1, 1], rtol=1e-9, atol=1e-9)


@pytest.mark.each("name", NAMES)
def test_a_child_of_weight_zero_counts_nowhere_whatever_it_holds(name):
    x = np.random.default_rng(6).random((7, 3)) * 90 + 5
    odd = np.column_stack([x, [np.nan, -5.0, 0.0, 9e9, 1.0, np.nan, 2.0]])
    assert_allclose(call(name, odd, [1, 2, 3, 0]), call(name, x, [1, 2, 3]), rtol=1e-9)


@pytest.mark.each("name", NAMES)
def test_a_child_that_nobody_has_counts_nowhere_whatever_its_weight(name):
    x = np.random.default_rng(8).random((7, 3)) * 90 + 5
    empty = np.column_stack([x, np.full(7, np.nan)])
    kept = (
        10 if name in ("sum", "product") else 6
    )  # these keep the sum of the weights; the others do not depend on it
    assert_allclose(call(name, empty, [1, 2, 3, 4]), call(name, x, np.array([1, 2, 3]) * kept / 6), rtol=1e-9)


@pytest.mark.each("name", NAMES)
def test_a_unit_of_which_no_child_counts_has_no_score_and_harms_nobody(name):
    x = np.random.default_rng(7).random((6, 3)) * 90 + 5
    scores = call(name, np.vstack([x, [[np.nan] * 3]]), [1, 2, 3])
    assert np.isnan(scores[-1]) and not np.isnan(scores[:-1]).any()
    assert np.isnan(call(name, x, [0, 0, 0])).all()


@pytest.mark.each("name", NAMES)
def test_tables_without_contrast_give_no_warning_and_no_infinity(name):
    for x in (np.full((4, 2), 7.0), np.array([[3.0, 4.0]]), np.array([[3.0], [4.0]])):
        if METHODS["aggregate"][name].example.get("m", 1) > x.shape[1]:
            continue
        scores = call(name, x, np.ones(x.shape[1]))
        assert scores.shape == (len(x),) and not np.isinf(scores).any()


@pytest.mark.parametrize("name", [name for name in NAMES if METHODS["aggregate"][name].refuses])
def test_what_a_method_refuses_is_masked_and_told_with_number_and_place(name):
    method = METHODS["aggregate"][name]
    x = np.array([[1.0, 2.0], [-3.0, 4.0]])
    masked = method.refuses(x, **method.example)
    assert masked[1, 0]
    with pytest.raises(DataError, match=rf"{masked.sum()} of 4 cells do(es)? not, at .*\(1, 0\)"):
        method.function(x, [1, 1], **method.example)


@pytest.mark.each("name", NAMES)
def test_a_method_that_masks_nothing_takes_zeros_and_negative_values(name):
    method = METHODS["aggregate"][name]
    x = np.array([[1.0, 2.0, 0.0], [-3.0, 4.0, 2.0], [2.0, 2.0, 2.0]])
    if method.refuses is None:
        assert not np.isinf(call(name, x, [1, 2, 3])).any()
