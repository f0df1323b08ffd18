"""Means and rules of a definition as a page gets them; what a page cannot recompute is refused by name."""

from __future__ import annotations

import pytest

from mpindex.errors import OptionError
from mpindex.pages.explore.nodes import nodes_of

from . import golden


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
    assert root["then"] == ["share"]


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
