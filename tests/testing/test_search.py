"""Counterexamples are found, small, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.steps.registry import METHODS, register
from mpindex.testing import search


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


def test_the_counterexample_is_small(spread_loss):
    found = search(flat("wrong", aggregate=spread_loss), "monotonicity")
    assert len(found.before) <= 3
    assert set(found.before.columns) <= {"gdp", "population", "area", "score", "rank"}


def test_the_same_seed_finds_the_same():
    one, other = (search(flat("z", normalise="zscore"), "irrelevant_units", seed=3) for _ in range(2))
    assert str(one) == str(other)


def test_an_unknown_invariant_is_refused():
    with pytest.raises(OptionError, match="Did you mean 'monotonicity'"):
        search("wood", "monotony")
