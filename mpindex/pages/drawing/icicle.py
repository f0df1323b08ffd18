"""The tree of a definition: every element as wide as its share of the weight, dimensions over what they hold."""

from __future__ import annotations

from markupsafe import Markup

from mpindex.index.index import Index
from mpindex.pages.drawing.svg import NARROW, WIDE, drawing, element, wide
from mpindex.wording import listed, percent

#: Height of a row, in pixels.
_ROW = 46


def icicle(index: Index) -> Markup:
    """Return the tree of a definition with the weights in use, wide and narrow.

    Parameters
    ----------
    index : Index
        What the definition says.
    """
    top = [(name, share) for name, share, _, depth in boxes(index) if depth == 0]
    parts = listed([f"{name} {percent(share)}" for name, share in top])
    text = f"Weights by {index.definition.title}: {parts}."
    return Markup("").join(_drawn(index, width, text) for width in (WIDE, NARROW))


def boxes(index: Index) -> list[tuple[str, float, float, int]]:
    """Return name, share of the weight, where it begins and depth of every element below the root, from left to right.

    Parameters
    ----------
    index : Index
        What the definition says.
    """
    plan, share = index.plan, index.plan.effective_weights()
    leaves = len(plan.leaves)
    found: list[tuple[str, float, float, int]] = []

    def walk(node: int, start: float, depth: int) -> None:
        for child in map(int, plan.children[node]):
            found.append((_name(index, child), float(share[child]), start, depth))
            if child >= leaves:
                walk(child - leaves, start, depth + 1)
            start += float(share[child])

    walk(len(plan.nodes) - 1, 0.0, 0)
    return found


def _name(index: Index, place: int) -> str:
    plan = index.plan
    if place < len(plan.leaves):
        return index.title_of(plan.leaves[place])
    node = plan.nodes[place - len(plan.leaves)]
    return node.title or node.id.replace("_", " ")


def _drawn(index: Index, width: int, text: str) -> Markup:
    found = boxes(index)
    rows = 1 + max(depth for *_, depth in found)
    inside: list[Markup] = []
    for name, share, start, depth in found:
        x, y, room = start * width, depth * _ROW, share * width
        style = f"--part:{70 - 25 * min(depth, 2)}%"
        tip = element("title", f"{name}: {percent(share)} of the weight")
        inside.append(element("rect", tip, class_="element", style=style, x=x, y=y, width=room, height=_ROW))
        lines = _fitted(name, percent(share), room - 8)
        inside += [
            element("text", line, class_="inside", x=x + 4, y=y + 16.0 + 15 * i, style=style)
            for i, line in enumerate(lines)
        ]
    return drawing(width, rows * _ROW, text, *inside, kind=f"{'wide' if width == WIDE else 'narrow'} icicle")


def _fitted(name: str, share: str, room: float) -> list[str]:
    """What can be written in a box: name and share, the share alone, or nothing."""
    if wide(name) <= room:
        return [name, share]
    letters = int(room / wide("x")) - 1
    if letters >= 6:
        return [f"{name[:letters].rstrip()}…", share]
    return ["", share] if wide(share) <= room else []
