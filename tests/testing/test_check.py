"""A definition that does not do what it must, or declares what it does not keep, fails with a text that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import settings

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.steps.registry import METHODS, register
from mpindex.testing import check_definition


def flat(id: str, **settings: object) -> mp.Definition:
    tree = {"gdp": 1, "population": 1, "area": 1}
    return mp.definition({"id": id, "normalise": "minmax", "missing": "exclude", "tree": tree, **settings})


@pytest.fixture
def spread_loss() -> Iterator[str]:
    """An aggregation that punishes unevenness so hard that getting better may cost more than it brings."""

    @register("aggregate", "spread_loss", keeps={"permutation", "monotonicity"})
    def spread_loss(x, weights):
        """Mean less the range."""
        x = np.asarray(x, dtype=float)
        return x.mean(axis=-1) - (x.max(axis=-1) - x.min(axis=-1))

    yield "spread_loss"
    del METHODS["aggregate"]["spread_loss"]


def test_a_non_monotone_aggregation_declared_monotone_fails_with_a_readable_counterexample(spread_loss):
    wrong = flat("wrong", aggregate=spread_loss, keeps=["monotonicity"])
    with pytest.raises(AssertionError) as caught:
        check_definition(wrong)
    said = str(caught.value)
    assert "declared and not kept: wrong: monotonicity does not hold:" in said
    assert "improves in" in said
    assert "falls behind" in said
    assert "before" in said
    assert "after" in said
    assert "score  rank" in said


def test_a_method_that_does_not_keep_its_promise_fails_the_definition_that_uses_it(spread_loss):
    silent = flat("silent", aggregate=spread_loss)
    with pytest.raises(AssertionError, match=r"declared and not kept: aggregate\.spread_loss: monotonicity"):
        check_definition(silent)


class Moody:
    """Scores anew every time."""

    id = "moody"
    indicators = ("gdp",)

    def __init__(self):
        self.calls = 0

    def apply(self, dataset):
        self.calls += 1
        moved = Dataset.from_frame(dataset.frame + self.calls)
        return mp.definition({"id": "moody", "normalise": "none", "tree": {"gdp": 1}}).apply(moved)


def test_a_definition_that_changes_its_mind_fails():
    with pytest.raises(AssertionError, match="other scores when it is applied again"):
        check_definition(Moody())


def test_a_definition_that_cannot_be_applied_says_why():
    world = Dataset.from_frame(pd.DataFrame({"a": [-1.0, 1.0, 3.0]}, index=list("xyz")))
    geometric = {"id": "g", "normalise": "none", "aggregate": "geometric", "tree": {"a": 1}}
    with pytest.raises(AssertionError, match=r"g: cannot be applied: .*geometric"):
        check_definition(geometric, world)


@pytest.mark.parametrize("name", list(mp.definitions(unit=None).index))
def test_every_definition_passes_its_own_check(name):
    check_definition(name, examples=settings().max_examples // 10)


def test_an_alternative_that_cannot_be_applied_is_named():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0, 5.0], "b": [2.0, 1.0, 4.0, 3.0]}, index=list("ABCD"))
    spec = {
        "id": "mine",
        "tree": {"a": 1, "b": 1},
        "uncertainty": {"normalise": ["minmax", {"dist2ref": {"unit": "Q"}}]},
    }
    with pytest.raises(AssertionError, match="mine: its uncertainty cannot be drawn"):
        check_definition(spec, Dataset.from_frame(frame), examples=1)
