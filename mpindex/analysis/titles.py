"""What people call the indicators and dimensions of a definition."""

from __future__ import annotations

from collections import Counter

from mpindex.dataset.dataset import Dataset
from mpindex.grammar import Leaf
from mpindex.grammar.definition import Definition


def titles(definition: Definition, dataset: Dataset) -> dict[str, str]:
    """Return by id what each element of a definition's tree is called, no two alike.

    That is its title, else the name of its indicator, else its id. Two of one name have their ids behind it.

    Parameters
    ----------
    definition : Definition
        With a tree.
    dataset : Dataset
        Whose indicators have names.
    """
    root = definition.model.root
    named = {leaf.id: _leaf(leaf, dataset) for leaf in root.leaves()}
    named |= {node.id: node.title or node.id.replace("_", " ") for node in root.nodes()}
    often = Counter(named.values())
    return {id: f"{name} ({id})" if often[name] > 1 else name for id, name in named.items()}


def _leaf(leaf: Leaf, dataset: Dataset) -> str:
    if leaf.title:
        return leaf.title
    return (
        dataset.indicator(leaf.source).label
        if leaf.source in dataset.indicators
        else leaf.id.replace("_", " ")
    )
