"""Outline: a definition's tree as one reads it: what counts, how much, and how it is scaled and combined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from mpindex.catalogue import catalogue
from mpindex.grammar.model import Call, Derived, Leaf, Model, Node, thaw

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Line:
    """One element of the tree: how deep, its weight among its siblings, its share of the whole index."""

    element: str
    parent: str
    depth: int
    name: str
    weight: float
    share: float
    method: str


@dataclass(frozen=True, repr=False)
class Outline:
    """The elements of a definition's tree, parents before children; the first is the index itself.

    Attributes
    ----------
    lines : tuple of Line
        One for each element.
    """

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, model: Model) -> Outline:
        """Return the outline of a definition's tree.

        Parameters
        ----------
        model : Model
            The definition, read.
        """
        derived = {item.id: item for item in model.derived}
        return cls(tuple(_lines(model.root, "", 0, 1.0, derived)))

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each dimension and indicator, by id, the index itself first.

        Returns
        -------
        DataFrame
            parent, depth, name, weight (among its siblings, as the file gives it), share (of the whole index: the
            product of shares of siblings' weights up to the root), method (of a dimension how its children are
            combined, of an indicator how it is scaled).
        """
        import pandas as pd

        return pd.DataFrame([vars(line) for line in self.lines]).set_index("element")

    def __repr__(self) -> str:
        elements = ["  " * line.depth + line.element for line in self.lines]
        weights = [f"{line.weight:g}" if line.depth else "" for line in self.lines]
        wide, heavy = max(map(len, elements)), max(map(len, weights))
        return "\n".join(
            f"{element:<{wide}}  {weight:>{heavy}}  {line.share:>6.1%}  {_short(line)}".rstrip()
            for element, weight, line in zip(elements, weights, self.lines, strict=True)
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left;padding-left:{line.depth + 0.5}em">{escape(line.element)}</td>'
            f"<td>{line.weight:g}</td><td>{line.share:.1%}</td>"
            f'<td style="text-align:left">{escape(line.name)}</td>'
            f'<td style="text-align:left">{escape(line.method)}</td></tr>'
            for line in self.lines
        )
        head = "".join(f"<th>{name}</th>" for name in ("element", "weight", "share", "name", "method"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _short(line: Line) -> str:
    return f"{line.name} ({line.method})" if line.name else line.method


def _lines(
    item: Node | Leaf, parent: str, depth: int, share: float, derived: Mapping[str, Derived]
) -> Iterator[Line]:
    if isinstance(item, Leaf):
        name = item.title or _name(item.source, derived)
        yield Line(item.id, parent, depth, name, item.weight, share, _method(item.settings.normalise))
        return
    method = _method(item.settings.aggregate)
    if item.settings.weigh.name != "given":
        method += f", weights by {_method(item.settings.weigh)}"
    yield Line(item.id, parent, depth, item.title, item.weight, share, method)
    total = sum(child.weight for child in item.children)
    for child in item.children:
        part = share * child.weight / total if total > 0 else 0.0
        yield from _lines(child, item.id, depth + 1, part, derived)


def _name(source: str, derived: Mapping[str, Derived]) -> str:
    """What people call an indicator; of a derived one what it is made from."""
    if source in derived:
        return f"{derived[source].verb} of {', '.join(derived[source].inputs)}"
    known = catalogue().get(source)
    return known.label if known else ""


def _method(call: Call) -> str:
    """A method with its options, as a file writes it."""
    if call.name == "chain":
        return " then ".join(_method(link) for _, links in call.arguments for link in links)
    options = ", ".join(f"{key}={thaw(value)}" for key, value in call.arguments)
    return f"{call.name}({options})" if options else call.name
