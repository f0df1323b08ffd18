"""What is related: memberships of units in conditions and in an outcome, from definitions, expert lists or a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.engine.expert_lists import expert_core, expert_lists
from mpindex.errors import DefinitionError, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.grammar.model import Call, Leaf, Node
from mpindex.index.index import Index
from mpindex.typing import DefinitionLike

#: Normalisations that give memberships: how far, or whether, a unit is in a set.
SETS = ("calibrate", "within", "none")
TIER = "middle"


def conditions_of(index: Index, names: Sequence[str] | None) -> pd.DataFrame:
    """Return units x conditions: elements of a definition's tree that are sets.

    Parameters
    ----------
    index : Index
        A definition on data.
    names : sequence of str or None
        Ids of dimensions or indicators of its tree; those right below the root when None.

    Raises
    ------
    OptionError
        An id that is not in the tree, or whose scores are no memberships.
    """
    root = index.definition.model.root
    known = {element.id: element for element in _elements(root) if element is not root}
    chosen = [child.id for child in root.children] if names is None else list(names)
    for name in chosen:
        if name not in known:
            raise OptionError(
                f"conditions: {name!r} is not in the tree of {index.definition.id}.{suggest(name, known)}"
                f" There are: {', '.join(known)}"
            )
        if not is_set(known[name]):
            raise OptionError(
                f"conditions: {name!r} is no set but a score; calibrate it in the definition, as in"
                " normalise: {calibrate: {out: ..., cross: ..., in: ...}}"
            )
    scores = pd.concat([index.levels, index.normalised], axis=1)
    return scores[[name for name in chosen if name in scores]]


def outcome_of(given: Any, world: Dataset) -> tuple[str, pd.Series]:
    """Return what an outcome is called, and the membership of each unit in it.

    Parameters
    ----------
    given : Series, str, path, mapping or Definition
        Memberships by unit; the id of an expert list; ``{"lists": "verified", "at_least": 3}``; or a definition: its score
        where that is a membership, else whether it puts a unit into the middle tier. ``~`` before an id is its absence.
    world : Dataset
        Whose units and expert lists are meant.

    Raises
    ------
    OptionError
        It is none of these.
    """
    if isinstance(given, pd.Series):
        return str(given.name or "outcome"), given.astype(float)
    if isinstance(given, str) and given.startswith("~"):
        name, values = outcome_of(given[1:], world)
        return f"~{name}", 1 - values
    if isinstance(given, Mapping) and set(given) <= {"lists", "at_least", "leave_out", "not_great_in"}:
        return _listed(
            f"those on {given.get('at_least', 1)} or more expert lists",
            expert_core(world.lists, **given),
            world,
        )
    lists = expert_lists(world.lists, least=1)
    if isinstance(given, str) and given in lists:
        return _listed(given, set(lists[given].members), world)
    try:
        return _by_definition(given, world)
    except DefinitionError as fault:
        raise OptionError(
            f"outcome: neither an expert list nor a definition: {given!r}.{suggest(given, lists)} {fault}"
        ) from None


def _listed(name: str, members: set[str], world: Dataset) -> tuple[str, pd.Series]:
    values = pd.Series(np.isin(world.units, sorted(members)).astype(float), index=list(world.units))
    if not values.any():
        raise OptionError(f"outcome: no unit of the data is {name!r}")
    return name, values


def _by_definition(given: DefinitionLike, world: Dataset) -> tuple[str, pd.Series]:
    definition = find_definition(given)
    index = definition.apply(world)
    if isinstance(definition, Definition) and is_set(definition.model.root):
        return definition.id, index.scores
    tiers = index.bands.map(lambda band: definition.tier(band) if isinstance(band, str) else None)
    values = (tiers == TIER).astype(float).where(index.scores.notna())
    return f"{definition.id}: {TIER}", values


def is_set(element: Node | Leaf) -> bool:
    """Whether the scores of an element are memberships: all that goes into it is calibrated, or is met or not."""
    if isinstance(element, Leaf):
        last = _last(element.settings.normalise)
        return last in SETS[:2]
    if element.then is not None and _last(element.then) not in SETS:
        return False
    bounded = element.settings.aggregate.name not in ("sum", "product")
    return bounded and all(is_set(child) for child in element.children)


def _last(call: Call) -> str:
    """The last normalisation of a chain, negations apart; none where there is nothing else."""
    links = call.keywords["calls"] if call.name == "chain" else (call,)
    names = [link.name for link in links if link.name != "not"]
    return names[-1] if names else "none"


def _elements(root: Node) -> list[Node | Leaf]:
    nodes = list(root.nodes())[::-1]
    return [*nodes, *root.leaves()]
