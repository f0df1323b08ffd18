"""What every registered way of weighing keeps and refuses."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

from mpindex.errors import DataError, OptionError
from mpindex.steps import weigh
from mpindex.steps.registry import METHODS

NAMES = sorted(METHODS["weigh"])


def declaring(invariant):
    return pytest.mark.promise(invariant, steps=["weigh"])


def found(case, x):
    try:
        return METHODS["weigh"][case[1]].function(x, **METHODS["weigh"][case[1]].example)
    except DataError:
        reject()


TABLES = hnp.arrays(np.float64, (8, 3), elements=st.integers(1, 80).map(lambda n: n / 8))


some = settings(max_examples=15, deadline=None)


quiet = pytest.mark.filterwarnings("ignore:the intended importances are out of reach")


@quiet
@declaring("permutation")
@some
@given(x=TABLES, seed=st.integers(0, 99))
def test_the_order_of_units_does_not_matter(case, x, seed):
    order = np.random.default_rng(seed).permutation(8)
    assert_allclose(found(case, x[order]), found(case, x), rtol=1e-5, atol=1e-6)


@declaring("scale")
@some
@given(x=TABLES, factor=st.sampled_from([0.25, 1024.0]))
def test_the_unit_of_measurement_does_not_matter(case, x, factor):
    assert_allclose(found(case, x * factor), found(case, x), rtol=1e-6, atol=1e-6)
    assert_allclose(found(case, x * [factor, 1, 1]), found(case, x), rtol=1e-6, atol=1e-6)


@quiet
@declaring("translation")
@some
@given(x=TABLES, shift=st.sampled_from([0.125, 100.0]))
def test_the_zero_of_the_scale_does_not_matter(case, x, shift):
    assert_allclose(found(case, x + shift), found(case, x), rtol=1e-5, atol=1e-6)


@quiet
@declaring("bounds")
@some
@given(x=TABLES)
def test_weights_lie_between_0_and_1_and_sum_to_1(case, x):
    weights = found(case, x)
    assert ((weights >= 0) & (weights <= 1)).all()
    assert_allclose(weights.sum(), 1)


@quiet
@pytest.mark.parametrize("name", NAMES)
def test_leading_axes_give_the_same_as_a_loop_and_missing_values_are_skipped(name):
    x = np.random.default_rng(8).random((2, 2, 30, 3))
    x[..., 3, 1] = np.nan
    method = METHODS["weigh"][name].function
    together = np.broadcast_to(method(x, **METHODS["weigh"][name].example), (2, 2, 3))
    for place in np.ndindex(2, 2):
        assert_allclose(together[place], method(x[place], **METHODS["weigh"][name].example), rtol=1e-6)
    assert np.isfinite(together).all()


ONE = np.ones((4, 2))


VARIED = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 5.0]])


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: weigh.pca(ONE), DataError, "columns \\[0, 1\\]"),
        (lambda: weigh.pca(VARIED[:2]), DataError, "Impute first"),
        (lambda: weigh.pca(VARIED, use="best"), OptionError, "squared"),
        (lambda: weigh.critic(ONE), DataError, "at least two columns"),
        (lambda: weigh.entropy(ONE), DataError, "evenly"),
        (lambda: weigh.entropy(-ONE), DataError, "below 0"),
        (lambda: weigh.fitted(ONE), DataError, "one value for all"),
        (lambda: weigh.fitted(VARIED, aim="fame"), OptionError, "importance"),
        (lambda: weigh.fitted(VARIED, targets=[1, 2, 3]), DataError, "each of 2"),
        (lambda: weigh.given(VARIED, given=[-1, 2]), DataError, "at least 0"),
        (lambda: weigh.given(VARIED, given=[0, 0]), DataError, "not all 0"),
        (lambda: weigh.budget(VARIED, points=[[1, 2], [0, 0]]), DataError, "not all 0"),
        (lambda: weigh.budget(VARIED, points=np.ones((1, 1, 2))), DataError, "experts"),
        (lambda: weigh.ahp(VARIED, matrix=[[1.0]]), DataError, "there are 2"),
        (lambda: weigh.ahp(VARIED, matrix=[[1, 3], [3, 1]]), DataError, "row 0, column 1"),
        (lambda: weigh.ahp(VARIED, matrix=[[1, -3], [-1 / 3, 1]]), DataError, "above 0"),
        (lambda: weigh.ahp(VARIED, matrix=[1, 2]), DataError, "square"),
        (lambda: weigh.equal([1.0, 2.0]), DataError, "shape"),
        (lambda: weigh.equal([[1.0, np.inf]]), DataError, "infinite"),
    ],
)
def test_bad_input_is_refused_with_a_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()
