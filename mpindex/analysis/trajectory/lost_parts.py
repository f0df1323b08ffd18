"""What a definition can no longer say without some indicators: marks too few to be counted, bands on lost dimensions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from mpindex.grammar import Leaf, Node
from mpindex.grammar.definition import Definition
from mpindex.wording import counted


def too_few_marks(definition: Definition, dropped: Collection[str]) -> dict[str, str]:
    """Return the indicators that go too, as their dimension asks for more marks than are left.

    Two of three marks cannot be asked for where one is left, and one of one is another question. So the dimension goes.

    Parameters
    ----------
    definition : Definition
        Stays as it is.
    dropped : collection of str
        Ids of the indicators that are out.

    Returns
    -------
    dict of str to str
        Ids of further indicators, with the reason.
    """
    gone, reasons = set(dropped), dict[str, str]()
    for node in definition.model.root.nodes():  # children before parents
        call, left = node.settings.aggregate, sum(_is_left(child, gone) for child in node.children)
        least = call.keywords.get("m", 1) if call.name == "at_least" else 1
        if not 0 < left < least:
            continue
        why = f"{node.title or node.id} asks for {counted(least, 'mark')}, and {left} would be left"
        reasons |= {leaf.id: why for leaf in node.leaves() if leaf.id not in gone}
        gone |= reasons.keys()
    return reasons


def _is_left(child: Node | Leaf, gone: Collection[str]) -> bool:
    leaves = [child] if isinstance(child, Leaf) else child.leaves()
    return any(leaf.id not in gone for leaf in leaves)


def lost_names(definition: Definition, dropped: Collection[str]) -> set[str]:
    """Return what bands can no longer ask for: dimensions that are empty, and leaves that bear a name of their own.

    Parameters
    ----------
    definition : Definition
        Stays as it is.
    dropped : collection of str
        Ids of the indicators that are out.
    """
    root = definition.model.root
    empty = {node.id for node in root.nodes() if not _is_left(node, dropped)}
    return empty | {leaf.id for leaf in root.leaves() if leaf.id in dropped and leaf.id != leaf.source}


def needed(definition: Definition, spec: Mapping[str, Any], dropped: Collection[str]) -> dict[str, Any]:
    """Return what is still to be derived: all but what only the dropped indicators were derived for.

    Else an optional indicator that is gone would be asked for as if it were needed.

    Parameters
    ----------
    definition : Definition
        Stays as it is.
    spec : mapping
        What is left of it.
    dropped : collection of str
        Ids of the indicators that are out.
    """
    leaves = list(definition.model.root.leaves())
    kept = {leaf.source for leaf in leaves if leaf.id not in dropped}
    derived = dict(spec["derive"])
    elsewhere = [spec.get("bands"), spec.get("report"), list(derived.values())]
    alone = {leaf.source for leaf in leaves if leaf.id in dropped} - kept - set(_words(elsewhere))
    return {name: verb for name, verb in derived.items() if name not in alone}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _words(list(value) + list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words(item)
    elif isinstance(value, str):
        yield value


def asks_for(bands: Any, names: Collection[str]) -> list[str]:
    """Return which of some names the conditions of bands ask for, in their order.

    >>> asks_for([{"balanced": {"trade": {"min": 0.75}}}, {"leans": {}}], {"trade", "votes"})
    ['trade']
    """
    if isinstance(bands, Mapping):
        parts = [[name] if name in names else asks_for(inside, names) for name, inside in bands.items()]
    elif isinstance(bands, list | tuple):
        parts = [asks_for(inside, names) for inside in bands]
    else:
        return []
    return list(dict.fromkeys(name for part in parts for name in part))
