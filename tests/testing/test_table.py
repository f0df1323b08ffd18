"""The table of definitions by invariants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.steps.registry import METHODS, register
from mpindex.testing import invariants


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


def test_the_table_says_what_is_kept_broken_or_kept_without_a_promise(spread_loss):
    raw = flat("raw", normalise="none", keeps=["permutation", "scale"])
    found = invariants([flat("wrong", aggregate=spread_loss, keeps=["ties"]), raw, "wood"])
    table = found.table
    assert table.loc["wrong", "ties"] == "kept"
    assert table.loc["wrong", "monotonicity"] == "broken"
    assert table.loc["raw", "scale"] == "BROKEN"
    assert table.loc["raw", "monotonicity"] == "holds, undeclared"
    assert table.loc["wood", "bounds"] == "-"
    assert ("raw", "monotonicity") in found.undeclared
    assert [one.definition for one in found.broken] == ["raw"]
    assert found.counterexample("wrong", "monotonicity") is not None
    assert "raw: scale does not hold" in str(found)
    assert found._repr_html_().startswith("<table")
    with pytest.raises(OptionError, match="Did you mean 'monotonicity'"):
        found.counterexample("wood", "monotony")
