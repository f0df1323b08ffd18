"""What no aggregation takes is refused with a remedy."""

import numpy as np
import pytest

from mpindex.errors import DataError, OptionError
from mpindex.steps import aggregate


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
