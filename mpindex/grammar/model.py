"""What a definition is once it is read: a frozen tree of elements, derived indicators and bands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mpindex.grammar.yamlfile import Path

TIERS = ("great", "middle", "minor", "small")
#: The band of a great power that a definition's own lines would put below the great powers; its tier is great.
GREAT_BY_RULE = "great by rule"
#: What it means, for who reads a figure.
WHAT_GREAT_BY_RULE_IS = "Great by rule: a listed great power that the definition's own lines would put lower."
#: A style with less than this share of its original's weight says nothing of tiers.
LEAST_ORIGINAL = 2 / 3
#: Who counts as a great power: those on COW's list, those and whom `capability` calls great, or nobody in particular.
GREAT_POWERS = ("listed", "capability", "none")
MIDDLE_OF_PACK = "middle of the pack"
MISSING_RULES = ("available", "zero", "exclude")
SETTINGS = ("per", "impute", "treat", "normalise", "learn", "direction", "aggregate", "missing", "weigh")
#: The steps whose parameters `learn` speaks of.
LEARNING = ("treat", "normalise", "weigh", "then")
#: The band of those that match no band.
UNCLASSIFIED = "unclassified"


@dataclass(frozen=True)
class Call:
    """A method by name with its keyword arguments, as in ``{goalposts: [20, 85], scale: log}``.

    A list of normalisations, ``[log_share, minmax]``, is the call ``chain`` of them one after the other.
    """

    name: str
    arguments: tuple[tuple[str, Any], ...] = ()

    @property
    def keywords(self) -> dict[str, Any]:
        """The arguments by name, as they are kept."""
        return dict(self.arguments)


@dataclass(frozen=True)
class Per:
    """A denominator: factor * value / indicator."""

    indicator: str
    factor: float = 1.0


@dataclass(frozen=True)
class Missing:
    """What a node does with a unit that lacks children: `available`, `zero` or `exclude` below a share of them."""

    rule: str = "exclude"
    below: float = 1.0


@dataclass(frozen=True)
class Learn:
    """What parameters are learned from, step by step: a kind and its argument, each.

    `weigh` are the weights that are found from the data, `then` what is done with a node's result.
    """

    treat: tuple[str, Any] = ("own", None)
    normalise: tuple[str, Any] = ("own", None)
    weigh: tuple[str, Any] = ("own", None)
    then: tuple[str, Any] = ("own", None)


@dataclass(frozen=True)
class Settings:
    """What cascades from root to node to leaf."""

    per: Per | None = None
    impute: Call = Call("none")
    treat: Call = Call("none")
    normalise: Call = Call("minmax")
    learn: Learn = Learn()
    direction: int | None = None
    aggregate: Call = Call("arithmetic")
    missing: Missing = Missing()
    weigh: Call = Call("given")


@dataclass(frozen=True)
class Leaf:
    """An indicator in the tree. `source` is the indicator or derived id it takes its values from."""

    id: str
    source: str
    weight: float
    settings: Settings
    path: Path
    title: str = ""
    optional: bool = False  #: whether it is left out, and named, where the dataset does not have it


@dataclass(frozen=True)
class Node:
    """A dimension: children, how they are aggregated, and what is done `then` with the result."""

    id: str
    weight: float
    settings: Settings
    path: Path
    children: tuple[Node | Leaf, ...]
    then: Call | None = None
    title: str = ""

    def nodes(self) -> Iterator[Node]:
        """All nodes below and including this one, children before parents."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.nodes()
        yield self

    def leaves(self) -> Iterator[Leaf]:
        """All leaves below this node, in the order of the file."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()


@dataclass(frozen=True)
class Derived:
    """An indicator made from others by one verb along one axis."""

    id: str
    verb: str
    axis: str
    inputs: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]
    path: Path

    @property
    def indicators(self) -> tuple[str, ...]:
        """The inputs that are indicators or derived ids; what `share` and `evenness` take of partners are relations."""
        options = dict(self.options)
        if self.axis != "partners":
            return (*self.inputs, *([options["error"]] if "error" in options else []))
        return self.inputs if self.verb == "preponderance" else ()


#: How a figure beside the score is said: a share in per cent, so many times, n-th of m, or as it is.
FORMS = ("number", "percent", "times", "place")


@dataclass(frozen=True)
class Reported:
    """A derived figure that is shown beside the score without entering it: what it is called, and how it is said."""

    id: str
    title: str
    form: str = "number"
    optional: bool = (
        False  #: whether it is missing for all where the dataset does not have what it is derived from
    )


@dataclass(frozen=True)
class Condition:
    """One condition of a band: a named quantity and what must hold of it."""

    quantity: str
    test: tuple[tuple[str, Any], ...]
    path: Path


@dataclass(frozen=True)
class Band:
    """A label and the conditions that must all hold."""

    label: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Model:
    """A whole definition, checked."""

    root: Node
    derived: tuple[Derived, ...]
    bands: tuple[Band, ...]
    screen: Call | None
    low_is_best: bool
    report: tuple[Reported, ...] = ()

    @property
    def sign(self) -> int:
        """+1 where the highest score is best, -1 where the lowest is: scores times it are better the higher."""
        return -1 if self.low_is_best else 1

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids that it takes from a dataset, derived ones resolved to what they are made from.

        Those of the tree and its denominators first, then those of what it reports and bands by.
        """
        derived = {item.id: item for item in self.derived}
        ids: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in derived:
                for other in derived[name].indicators:
                    visit(other)
            else:
                ids[name] = None

        for leaf in self.root.leaves():
            visit(leaf.source)
            if leaf.settings.per:
                visit(leaf.settings.per.indicator)
        beside = [item.id for item in self.report]
        beside += [condition.quantity for band in self.bands for condition in band.conditions]
        for name in beside:
            if name in derived:
                visit(name)
        return tuple(ids)


def thaw(value: Any) -> Any:
    """Turn the frozen pairs of a call's argument back into mappings and lists."""
    if isinstance(value, Pairs):
        return {key: thaw(item) for key, item in value}
    return [thaw(item) for item in value] if isinstance(value, tuple) else value


class Pairs(tuple[Any, ...]):
    """A mapping as hashable pairs."""

    __slots__ = ()


def freeze(value: Any) -> Any:
    """Turn mappings and lists into what can be hashed; `thaw` turns them back."""
    if isinstance(value, Mapping):
        return Pairs((key, freeze(item)) for key, item in value.items())
    return tuple(freeze(item) for item in value) if isinstance(value, list | tuple) else value
