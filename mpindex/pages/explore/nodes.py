"""Means and rules for gaps of every dimension, as data for a page; and what a page can recompute."""

from __future__ import annotations

from typing import Any

from mpindex.engine.node_scores import may_be_absent
from mpindex.errors import OptionError
from mpindex.grammar.model import Call, Model, Node, thaw

#: Aggregations that the page recomputes itself (static/means.js and static/orders.js).
MEANS = (
    "arithmetic",
    "sum",
    "geometric",
    "harmonic",
    "power_mean",
    "product",
    "median",
    "minimum",
    "maximum",
    "at_least",
    "borda",
    "copeland",
    "rank_product",
)

#: What it can do with a node's result.
THEN = ("share", "not")


def nodes_of(model: Model) -> list[dict[str, Any]]:
    """Return the mean, the rule for missing children and what is done `then`, node by node, children before parents.

    Raises
    ------
    OptionError
        A mean, or a step done `then`, that a page cannot recompute.
    """
    return [_node(node) for node in model.root.nodes()]


def _node(node: Node) -> dict[str, Any]:
    call, rule = node.settings.aggregate, node.settings.missing
    if call.name not in MEANS:
        raise OptionError(
            f"the explore page cannot recompute aggregate: {call.name} (of {node.id!r});"
            f" it knows {', '.join(MEANS)}"
        )
    return {
        "mean": call.name,
        "p": thaw(call.keywords.get("p", call.keywords.get("m"))),
        "rule": rule.rule,
        "below": rule.below,
        "optional": [i for i, child in enumerate(node.children) if may_be_absent(child)],
        "then": _then(node, node.then),
    }


def _then(node: Node, call: Call | None) -> list[tuple[str, float]]:
    """The steps done with a node's result, one after the other, each with its number if it has one."""
    if call is None or call.name == "none":
        return []
    if call.name == "chain":
        return [step for link in call.keywords["calls"] for step in _then(node, link)]
    if call.name == "round" and set(call.keywords) <= {"digits"}:
        return [("round", call.keywords.get("digits", 3))]
    if call not in map(Call, THEN):
        raise OptionError(
            f"the explore page cannot recompute then: {call.name} (of {node.id!r}); it knows {', '.join(THEN)} and round"
        )
    if node.settings.learn.then != ("own", None):
        raise OptionError(
            f"the explore page cannot recompute then: {call.name} (of {node.id!r}) where it is learned elsewhere;"
            " say  learn: {then: own}"
        )
    return [(call.name, 0)]
