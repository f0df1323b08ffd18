"""A method that fails says which step, of what, at which line, for which units and indicators."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.calls import Calls, Site, listed
from mpindex.errors import DataError, DefinitionError
from mpindex.steps.registry import METHODS, register

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


def scores(dataset: Dataset, tree: dict, **spec: Any) -> np.ndarray:
    return mp.definition({"id": "test", "tree": tree, **spec}).apply(dataset).scores.to_numpy()


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"normalise": "log"}, "must be > 0"),
        (
            {"normalise": "none", "aggregate": "geometric"},
            "aggregate 'geometric' of 'test' cannot take these values",
        ),
        (
            {"normalise": {"minmax": [0, 1]}, "aggregate": "harmonic"},
            "aggregate 'harmonic' of 'test' cannot take these values",
        ),
    ],
)
def test_values_outside_a_methods_domain_are_named(spec: dict, message: str):
    given = data({"a": [-1, 2, 3], "b": [1, 2, 3]})
    with pytest.raises(DataError, match=re.escape(message)) as fault:
        scores(given, {"a": 1, "b": 1}, **spec)
    assert ("A", "a") in {(one.unit, one.indicator) for one in fault.value.faults}


@pytest.mark.parametrize(
    ("spec", "kind"),
    [({"normalise": {"dist2ref": "Z"}}, DataError), ({"aggregate": {"power_mean": 1e400}}, DefinitionError),
     ({"normalise": {"minmax": "wide"}}, DefinitionError), ({"weigh": {"budget": [1, 2, 3]}}, DataError)],
)  # fmt: skip
def test_a_wrong_option_is_an_error_of_the_library(spec: dict, kind: type[Exception]):
    with pytest.raises(kind):
        scores(ABC, {"a": 1, "b": 1}, **spec)


# one call by itself -----------------------------------------------------------------

LINES = {"a": "mine.yaml:7"}


def calls(step: str, name: str, x: np.ndarray, **options: Any) -> Any:
    """Call a method as the engine does, for three columns of which the file speaks in line 7."""
    site = Site(("a",), "'x'", ("p", "q", "r"), year=lambda row, column: 2000 + row)
    dataset = data({"p": [1, 2, 3], "q": [1, 2, 3], "r": [1, 2, 3]})
    return Calls(dataset, lambda path: LINES[path[0]]).run(step, name, (x,), options, lambda: site)


@pytest.fixture
def method():
    """Registers a normalisation `broken`, and takes it away again."""
    yield register("normalise", "broken")
    METHODS["normalise"].pop("broken", None)


def test_each_refused_value_is_named_by_unit_column_and_year():
    x = np.array([[1.0, 2.0, 3.0], [4.0, -5.0, 6.0], [0.0, 1.0, 2.0]])
    with pytest.raises(
        DataError, match=r"^mine.yaml:7: normalise 'log' of 'x' cannot take these values"
    ) as fault:
        calls("normalise", "log", x)
    named = {(one.unit, one.indicator, one.year, one.value) for one in fault.value.faults}
    assert named == {("B", "q", 2001, -5.0), ("C", "p", 2002, 0.0)}


def test_a_cell_that_is_refused_in_many_draws_is_named_once_with_its_own_value():
    x = np.ones((4, 3, 3))
    x[1:, 2, 0] = [-1.0, -2.0, -3.0]
    x[3, 0, 1] = -9.0
    with pytest.raises(DataError) as fault:
        calls("normalise", "log", x)
    assert {(one.unit, one.indicator, one.value) for one in fault.value.faults} == {
        ("C", "p", -1.0),
        ("A", "q", -9.0),
    }


@pytest.mark.parametrize(
    "error", [TypeError, ValueError, KeyError, IndexError, ZeroDivisionError, AttributeError]
)
def test_what_a_method_of_a_plug_in_stumbles_over_is_said_with_file_and_line(method, error: type[Exception]):
    def broken(x):
        raise error("the wheel")

    method(broken)
    with pytest.raises(
        DefinitionError, match=r"^mine.yaml:7: normalise 'broken' of 'x': .*the wheel"
    ) as fault:
        calls("normalise", "broken", np.ones((3, 3)))
    assert isinstance(fault.value.__cause__, error)


def test_an_error_without_a_word_is_called_by_its_name(method):
    def broken(x):
        raise ZeroDivisionError

    method(broken)
    with pytest.raises(DefinitionError, match="'broken' of 'x': ZeroDivisionError"):
        calls("normalise", "broken", np.ones((3, 3)))


def test_a_method_that_returns_another_shape_is_refused(method):
    method(lambda x: x[:1])
    with pytest.raises(DefinitionError, match=r"normalise 'broken' of a: .*\(4, 1\) became \(1, 1\)"):
        scores(ABC, {"a": 1}, normalise="broken")


def test_an_aggregation_that_gives_no_score_for_each_unit_is_refused():
    register("aggregate", "broken")(lambda x, w: x[..., 0, :])
    try:
        with pytest.raises(
            DefinitionError, match="aggregate 'broken' of 'test': it must give a score for each of 4 units"
        ):
            scores(ABC, {"a": 1, "b": 1}, aggregate="broken")
    finally:
        del METHODS["aggregate"]["broken"]


def test_a_unit_in_an_option_is_given_by_name():
    assert_array_equal(scores(ABC, {"a": 1}, normalise={"dist2ref": "D"}), [0, 0.25, 0.5, 1])
    with pytest.raises(DataError, match="normalise 'dist2ref' of a: there is no unit 'Z'"):
        scores(ABC, {"a": 1}, normalise={"dist2ref": "Z"})


def test_a_wrong_option_of_a_screen_is_an_error_of_the_library():
    with pytest.raises(DefinitionError, match="screen 'availability': "):
        scores(ABC, {"a": 1}, screen={"availability": "most"})


def test_the_line_is_that_of_the_step(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("id: x\ntree:\n  a:\n    normalise: log\n  e: {of: {b: 1}}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml:4: normalise 'log' of a cannot take these values"):
        mp.definition(file).apply(data({"a": [-1, 2], "b": [1, 2]}))


def test_long_lists_are_cut():
    assert listed(list("abcdefgh")) == "a, b, c, d, e and 3 more"
    assert listed(["a"]) == "a"


def test_the_first_five_of_many_names_are_said_and_the_rest_counted():
    assert listed(list("abcde")) == "a, b, c, d, e"
    assert listed(list("abcdefg")) == "a, b, c, d, e and 2 more"


def test_one_sentence_says_the_step_of_every_call():
    made = Calls(ABC, lambda path: f"mine.yaml:{path[0]}")
    assert made.message("treat", "clip", Site((7,))) == "mine.yaml:7: treat 'clip' cannot take these values"
    site = Site((7,), "'x'", word="then")
    assert made.message("treat", "clip", site, "too few") == "mine.yaml:7: then 'clip' of 'x': too few"


def test_what_a_mean_does_not_bear_is_said_with_the_way_out():
    x = np.array([[1.0, -2.0, 3.0], [1.0, 1.0, 1.0], [2.0, 2.0, 2.0]])
    site = Site(("a",), "'x'", ("p", "q", "r"))
    dataset = data({"p": [1, 2, 3], "q": [1, 2, 3], "r": [1, 2, 3]})
    with pytest.raises(DataError) as caught:
        Calls(dataset, lambda _: "f:1").run("aggregate", "geometric", (x, np.ones(3)), {}, lambda: site)
    (fault,) = caught.value.faults
    assert (fault.unit, fault.indicator, fault.value, fault.year) == ("A", "q", -2.0, "")
    assert fault.rule == "not defined under geometric"
    assert fault.hint == "normalise to a positive range, or aggregate: arithmetic"


@pytest.mark.parametrize("step", ["aggregate", "weigh"])
def test_units_that_no_weights_fit_are_named(step: str):
    zero = data({"a": [1, 2, 3], "b": [0, 4, 2]})
    with pytest.raises(DataError, match="no weights meet the bounds for 1 of 3 units") as refused:
        scores(
            zero, {"a": 1, "b": 1}, normalise="none", **{step: {"benefit_of_doubt": {"shares": [0.3, 0.7]}}}
        )
    assert [fault.unit for fault in refused.value.faults] == ["A"]
