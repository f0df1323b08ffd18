"""Names of methods are taken once; the same function may be written anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from mpindex.errors import DefinitionError
from mpindex.steps.registry import METHODS, register


def cell(factor: float) -> Callable:
    """What a cell of a notebook does each time it is run."""

    def times(x: np.ndarray) -> np.ndarray:
        return x * factor

    return times


@pytest.fixture
def name():
    yield "times_for_a_test"
    METHODS["normalise"].pop("times_for_a_test", None)


def test_a_cell_that_is_changed_and_run_again_registers_its_method_anew(name: str):
    for factor in (2.0, 3.0):
        register("normalise", name)(cell(factor))
    assert METHODS["normalise"][name].function(np.ones(1)) == 3.0


def test_another_function_cannot_take_a_name_that_is_there(name: str):
    register("normalise", name)(cell(2.0))
    with pytest.raises(DefinitionError, match="'times_for_a_test' is registered already"):
        register("normalise", name)(lambda x: x)
    with pytest.raises(DefinitionError, match="'minmax' is registered already"):
        register("normalise", "minmax")(cell(2.0))


def test_a_promise_that_nobody_knows_is_refused(name: str):
    with pytest.raises(DefinitionError, match="unknown invariants: fairness"):
        register("normalise", name, keeps={"fairness"})(cell(2.0))
