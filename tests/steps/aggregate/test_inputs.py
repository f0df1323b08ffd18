"""What no aggregation takes is refused with a remedy."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, MpindexError, OptionError
from mpindex.steps import aggregate
from mpindex.steps.aggregate.inputs import weighted_sum
from mpindex.steps.registry import METHODS


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: aggregate.arithmetic([[1.0, np.inf]], [1, 1]), DataError, "finite"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, -1]), DataError, "direction: -1"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, np.nan]), DataError, "weights must be finite"),
        (lambda: aggregate.arithmetic([[1.0, 2.0]], [1, 1, 1]), DataError, "got"),
        (lambda: aggregate.harmonic([[0.0, 2.0]], [1, 1]), DataError, "above 0"),
        (lambda: aggregate.product([[1e200, 1e200]], [1, 1]), DataError, "larger units"),
        (lambda: aggregate.power_mean([[1.0]], [1], p=np.inf), OptionError, "minimum"),
        (lambda: aggregate.owa([[1.0]], [1], order=[0, 0]), OptionError, "order"),
        (lambda: aggregate.mpi([[1.0]], [1], penalty="down"), OptionError, "negative"),
        (
            lambda: aggregate.benefit_of_doubt([[1.0, 0.0], [1.0, 1.0]], [1, 1], shares=[0.2, 0.8]),
            DataError,
            "row 0",
        ),
        (
            lambda: aggregate.benefit_of_doubt([[1.0, 0.0]], [1, 1], shares=[0.6, 0.8]),
            OptionError,
            "shares",
        ),
    ],
)
def test_bad_input_is_refused_with_a_remedy(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_labelled_weights_in_another_order_are_refused_and_in_the_same_order_taken():
    table = pd.DataFrame({"gdp": [1.0, 2.0], "area": [4.0, 3.0]})
    assert_array_equal(aggregate.arithmetic(table, pd.Series({"gdp": 1, "area": 3})), [3.25, 2.75])
    with pytest.raises(
        DataError, match=r"labelled area, gdp and the values gdp, area: .*weights\[table.columns\]"
    ):
        aggregate.arithmetic(table, pd.Series({"area": 3, "gdp": 1}))


def test_a_table_without_columns_is_refused_by_every_method():
    for name, method in METHODS["aggregate"].items():
        with pytest.raises(MpindexError):
            method.function(np.empty((3, 0)), np.empty(0), **method.example)
            pytest.fail(name)


def test_a_table_without_units_is_refused_by_every_method():
    for method in METHODS["aggregate"].values():
        with pytest.raises(DataError, match="no units"):
            method.function(np.empty((0, 2)), [1, 1], **method.example)


def test_values_and_weights_may_both_be_huge():
    scores = aggregate.arithmetic([[1e200, np.nan], [1e200, 2e200]], [1e200, 1e200])
    assert_allclose(scores, [1e200, 1.5e200])


def test_weights_meet_their_own_table_or_the_only_one():
    values, w = np.arange(24.0).reshape(2, 3, 4), np.array([[1.0, 2, 3, 4], [4.0, 3, 2, 1]])
    assert_array_equal(weighted_sum(values, w), [values[0] @ w[0], values[1] @ w[1]])
    assert_array_equal(weighted_sum(values[:1], w), [values[0] @ w[0], values[0] @ w[1]])
