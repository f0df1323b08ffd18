"""Means and rules of a definition as a page gets them; what a page cannot recompute is refused by name."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.errors import OptionError
from mpindex.pages.explore.nodes import nodes_of

from . import golden
from .conftest import Ask, floats


def test_each_node_has_its_own_mean_and_rule() -> None:
    definition, _ = golden.forest()
    changed = definition.with_(
        {"wealth.aggregate": {"power_mean": 3}, "wealth.missing": {"exclude": 0.5}, "then": "share"}
    )
    wealth, land, root = (
        {
            node.id: found
            for node, found in zip(changed.model.root.nodes(), nodes_of(changed.model), strict=True)
        }[name]
        for name in ("wealth", "land", "forest")
    )
    expected = {"mean": "power_mean", "p": 3, "rule": "exclude", "below": 0.5, "optional": [], "then": []}
    assert wealth == expected
    assert (land["mean"], land["rule"]) == ("arithmetic", "available")
    assert root["then"] == [("share", 0)]


@pytest.mark.parametrize("digits", [0, 1, -1])
def test_scores_are_rounded_as_the_library_rounds(ask: Ask, digits: int) -> None:
    definition, table = golden.forest()
    index = definition.with_(then={"round": digits}).apply(table)
    (said,) = ask(index, [{"unit": index.units[0]}])
    np.testing.assert_array_equal(floats(said["scores"]), index.scores)
    np.testing.assert_array_equal(floats(said["ranks"]), index.ranks)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"aggregate": "topsis"}, "topsis"),
        ({"then": "zscore"}, "zscore"),
        ({"then": {"share": "world"}}, "share"),
    ],
)
def test_what_a_page_cannot_recompute_is_refused_by_name(change: dict, named: str) -> None:
    definition, _ = golden.forest()
    with pytest.raises(OptionError, match=rf"cannot recompute .*{named}.*it knows"):
        nodes_of(definition.with_(change).model)


def test_what_is_learned_of_other_years_is_refused() -> None:
    definition, _ = golden.forest()
    with pytest.raises(OptionError, match="where it is learned elsewhere"):
        nodes_of(definition.with_({"then": "share", "learn": {"then": "panel"}}).model)
