"""The icicle: the tree of a definition, each part as high as its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from mpindex.errors import OptionError
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import Font, font, muted, readable, styled, tones
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import fitted, headed, height_of, longest_word, width_of, wrapped
from mpindex.wording import counted, listed, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

    from mpindex.index.index import Index

#: A part is at least so high if the height is free, in points; the whole at most so high.
LEAST, MOST = 17.5, 620.0
PAD = 4.0


@dataclass(frozen=True)
class Part:
    """One rectangle: an element of the tree, its column, and where it begins and ends, as shares of the whole."""

    element: str
    parent: str
    depth: int
    start: float
    end: float
    leaf: bool


@styled
def icicle(
    weights: pd.DataFrame | Index,
    *,
    labels: Mapping[str, str] | None = None,
    source: str | Sequence[str] = "",
    about: str = "",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw the tree of a definition: the index at the left, its dimensions and indicators to the right, high as they weigh.

    Parameters
    ----------
    weights : pd.DataFrame | Index
        By element: parent ("" for the index itself) and effective (share of the whole), as `Index.weights`; or an Index.
    labels : Mapping[str, str] | None
        Display names by element.
    source : str | Sequence[str]
        What the figure rests on.
    about : str
        Which definition; begins the title. An Index gives its own, as it gives names and source.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    OptionError
        Columns lack, there is not one root, or a wrong option.
    """
    if not isinstance(weights, pd.DataFrame):
        labels, about = {**_names(weights), **(labels or {})}, about or weights.definition.title
        source = source or _source(weights)
        weights = weights.weights
    table = require(weights, "parent", "effective")
    parts = list(_parts(table))
    words = {
        part.element: (labels or {}).get(part.element, part.element.replace("_", " ").capitalize())
        for part in parts
    }
    sheet = Sheet(layout)
    notes = _notes(sheet, parts, words) if sheet.free_height else []
    look = font("small")
    ax = sheet.lay_out(
        body=_height(parts),
        margins=Margins(bottom=sum(height_of(note, look) for note in notes) + 4.0 if notes else 0.0),
        title=_titles(parts, words, about),
        subtitle=[
            "The taller, the more it counts; in per cent of the whole. Left: the index; right: its indicators.",
            "The taller, the more it counts.",
        ],
        caption=captions(source),
    )
    ax.set(xlim=(0, sheet.box.width), ylim=(sheet.box.height, 0), xticks=[], yticks=[])
    bare(ax)
    _draw(sheet, parts, words)
    below = sheet.box.bottom - 4.0
    for note in notes:
        sheet.write(sheet.left, below, note, look, va="top", color=muted(), gid="note")
        below -= height_of(note, look)
    return ax


def _notes(sheet: Sheet, parts: list[Part], words: Mapping[str, str]) -> list[str]:
    """The names that are cut short in the tree, in full, for below it."""
    columns, height, cut = _columns(sheet.width, parts, words), _height(parts), []
    for part in parts:
        left, right = columns[part.depth][0], columns[-1][1] if part.leaf else columns[part.depth][1]
        share, look = part.end - part.start, font("small", bold=not part.leaf)
        text = _label(words[part.element], part, right - left - 2 * PAD, share * height - 2.0, look)
        if "…" in text:
            first = text.split("…")[0].split("\n")[0]
            cut.append(
                wrapped(
                    f"{first.strip()}…: {words[part.element]}, {100 * share:.3g} %",
                    sheet.width,
                    font("small"),
                )
            )
    return cut


def _source(index: Index) -> str:
    definition = index.definition
    return f"{definition.title} ({definition.id}, {definition.fidelity}); mpindex {index.version}."


def _height(parts: list[Part]) -> float:
    """Height of the tree in points: so that the lightest leaf has room for two lines, within reason."""
    leaves = [part for part in parts if part.leaf]
    smallest = min(part.end - part.start for part in leaves)
    return max(60.0, min(max(220.0, LEAST / max(smallest, 1e-9)), MOST, 40.0 * len(leaves)))


def _names(index: Index) -> dict[str, str]:
    """What nodes and leaves are called."""
    names = {node.id: node.title for node in index.plan.nodes if node.title}
    for leaf in index.plan.leaves:
        known = leaf.source in index.dataset.indicators
        names[leaf.id] = leaf.title or (index.dataset.indicator(leaf.source).label if known else "")
    names[index.plan.elements[-1]] = index.definition.title
    return {name: text for name, text in names.items() if text}


def _parts(table: pd.DataFrame) -> Iterator[Part]:
    """All rectangles, from the root down."""
    parent = table["parent"].fillna("").astype(str)
    roots = list(table.index[parent == ""])
    if len(roots) != 1:
        raise OptionError(f"a tree has one root, an element without a parent; this table has {len(roots)}")
    weight = dict(zip(map(str, table.index), table["effective"].astype(float), strict=True))
    total = weight[str(roots[0])] or 1.0

    def below(element: str, depth: int, start: float) -> Iterator[Part]:
        share = weight[element] / total
        inside = list(table.index[parent == element])
        yield Part(str(element), str(parent[element]), depth, start, start + share, not inside)
        at = start
        for child in inside:
            yield from below(child, depth + 1, at)
            at += weight[child] / total

    return below(roots[0], 0, 0.0)


def _columns(width: float, parts: list[Part], words: Mapping[str, str]) -> list[tuple[float, float]]:
    """Left and right end of each column: as wide as its longest word, what is left over by how long the names are."""
    depth = max(part.depth for part in parts)
    look = font("small")
    wanted, needed = [], []
    for level in range(depth + 1):
        texts = [words[part.element] for part in parts if part.depth == level]
        wanted.append(max(width_of(text, look) for text in texts) + 40.0)
        needed.append(max(longest_word(text, look) for text in texts) + 3 * PAD)
    needed[-1] = max(needed[-1], 0.3 * width)
    free = max(width - sum(needed), 0.0)
    lacking = [max(want - need, 0.0) for want, need in zip(wanted, needed, strict=True)]
    share = min(free / sum(lacking), 1.0) if sum(lacking) else 0.0
    shares = [need + share * lack for need, lack in zip(needed, lacking, strict=True)]
    scale = width / sum(shares)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + share * scale)
    return list(pairwise(edges))


def _draw(sheet: Sheet, parts: list[Part], words: Mapping[str, str]) -> None:
    from matplotlib.patches import Rectangle

    columns, deepest = _columns(sheet.box.width, parts, words), max(part.depth for part in parts)
    shades = tones(deepest + 2)
    unnamed: dict[str, list[tuple[float, float, float]]] = {}
    for part in parts:
        left, right = columns[part.depth]
        right = columns[-1][1] if part.leaf else right
        top, height = part.start * sheet.box.height, (part.end - part.start) * sheet.box.height
        shade = shades[part.depth + 1]
        sheet.ax.add_patch(Rectangle((left, top), right - left, height, fc=shade, ec="white", lw=1.0))
        text = _label(
            words[part.element], part, right - left - 2 * PAD, height - 2.0, font("small", bold=not part.leaf)
        )
        if text:
            _write(
                sheet, (left + PAD, top + height / 2), text, f"part:{part.element}", shade, bold=not part.leaf
            )
        elif part.leaf:
            unnamed.setdefault(part.parent, []).append((left + PAD, top, top + height))
    for parent, spots in unnamed.items():  # leaves too low for a name are counted instead
        height = spots[-1][2] - spots[0][1]
        if len(spots) == sum(part.leaf and part.parent == parent for part in parts) and height > height_of(
            1, font("small")
        ):
            at = (spots[0][0], (spots[0][1] + spots[-1][2]) / 2)
            _write(sheet, at, counted(len(spots), "indicator"), f"parts:{parent}", shades[-1], bold=False)


def _write(
    sheet: Sheet, at: tuple[float, float], text: str, gid: str, shade: ColorType, *, bold: bool
) -> None:
    sheet.ax.text(
        *at, text, va="center", ha="left", color=readable(shade), linespacing=1.0, parse_math=False, gid=gid,
        **font("small", bold=bold).settings,
    )  # fmt: skip


def _label(name: str, part: Part, width: float, height: float, look: Font) -> str:
    """Name and weight as they fit: both, the name cut short, or nothing."""
    line = height_of(1, look, 1.0)
    lines = int(height / line + 0.05)
    weight = f"{100 * (part.end - part.start):.3g}\u00a0%"
    full = wrapped(f"{name} {weight}", width, look)
    if full.count("\n") < lines and width_of(full, look) <= width:
        return full
    if lines < 1 or width < width_of("abc…", look):
        return ""
    return fitted(name, width, look, lines)


def _titles(parts: list[Part], words: Mapping[str, str], about: str) -> list[str]:
    inner = [part for part in parts if part.depth == 1]
    leaves = [part for part in parts if part.leaf]
    if not inner:
        return [f"{about}: one indicator" if about else "One indicator"]
    many = f"{len(inner)} parts" if len(leaves) > len(inner) else f"{len(inner)} indicators"
    below = f" with {counted(len(leaves), 'indicator')}" if len(leaves) > len(inner) else ""
    weight = max(part.end - part.start for part in inner)
    top = [words[part.element] for part in inner if part.end - part.start > weight - 1e-9]
    share = percent(weight)
    if len(inner) == 1:
        return headed(about, [f"one part, {top[0]}{below}" if below else f"one indicator, {top[0]}"])
    if len(top) == len(inner):
        return headed(
            about, [f"all {many}{below} weigh the same ({share} each)", f"all {many} weigh the same"]
        )
    if len(top) > 2:
        most = f"{len(top)} of {many}{below} weigh most ({share} each)"
        return headed(about, [most])
    most = f"{top[0]} weighs most ({share})" if len(top) == 1 else f"{listed(top)} weigh most ({share} each)"
    return headed(about, [f"{most} among {many}{below}", most])
