"""Names in a figure, placed where they can be read: beside points, and to the right of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.placing import clear, place, spread, tangled
from mpindex.plots.sheet.style import HALO, Font, focus, font
from mpindex.plots.sheet.texts import LINE_SPACING, fitted, height_of, width_of
from mpindex.typing import Array

#: How far from its point a name may stand, in points: near it if it can.
REACH = (6, 10, 15, 21, 28, 37, 48, 62, 80, 102, 130, 165, 210)
#: Names at line ends take at most this share of the width, and stand so far from the ends.
SHARE, THREAD = 0.32, 14.0
#: A name beside a point takes at most this share of the width of the axes.
WIDE = 0.5


@dataclass(frozen=True)
class Name:
    """A name for a point: where the point is in data, what is written, and whether it may be left out.

    The `tail` stands behind the name, and stays where the name is cut short.
    """

    xy: tuple[float, float]
    text: str
    gid: str
    optional: bool = False
    color: Any = None
    lines: int = 1
    tail: str = ""


def name_points(sheet: Sheet, names: Sequence[Name], obstacles: ArrayLike) -> list[str]:
    """Name points so that no name covers another, a point of `obstacles` (data), or the edge of the axes.

    Optional names that find no such place are left out. Returns the gids of those written.
    """
    looks = [_look(name) for name in names]
    names = [
        replace(name, text=_fitted(name, look, WIDE * sheet.box.width))
        for name, look in zip(names, looks, strict=True)
    ]
    at = sheet.at([name.xy for name in names]) if names else np.empty((0, 2))
    sizes = np.array([_size(name.text, look) for name, look in zip(names, looks, strict=True)]).reshape(-1, 2)
    others = sheet.at(obstacles)
    box = sheet.box
    frame = (box.left + 2, box.bottom + 2, box.left + box.width - 2, box.bottom + box.height - 2)
    order = sorted(range(len(names)), key=lambda i: names[i].optional)
    kept = [i for i in order if not names[i].optional]
    centres = place(at[kept], sizes[kept], others, frame, distances=REACH)
    for i in order[len(kept) :]:
        tried = [*kept, i]
        trial = place(at[tried], sizes[tried], others, frame, distances=REACH[:7], fixed=centres)
        boxes = trial[:-1], sizes[kept]
        free = clear(trial[-1], sizes[i], *boxes, others, frame)
        if free and not tangled(at[i], trial[-1], sizes[i], at[kept], *boxes, others):
            kept, centres = tried, trial
    for i, centre in zip(kept, centres, strict=True):
        _write(sheet, names[i], looks[i], centre - at[i])
    return [names[i].gid for i in kept]


def _fitted(name: Name, look: Font, width: float) -> str:
    """The name within a width, its tail whole behind it."""
    lines = name.lines if name.optional else 2
    return fitted(name.text, width - width_of(name.tail, look), look, lines) + name.tail


def _look(name: Name) -> Font:
    return font("small") if name.optional else font("label", bold=True)


def _size(text: str, look: Font) -> tuple[float, float]:
    return width_of(text, look) + 1.0, height_of(text, look)


def _write(sheet: Sheet, name: Name, look: Font, offset: Array) -> None:
    color = focus() if name.color is None else name.color
    thread = {"arrowstyle": "-", "color": color, "lw": 0.6, "shrinkA": 1, "shrinkB": 3}
    sheet.ax.annotate(
        name.text, name.xy, tuple(offset), textcoords="offset points", ha="center", va="center", zorder=6,
        color=color, gid=name.gid, arrowprops=thread, parse_math=False, linespacing=LINE_SPACING,
        bbox=HALO, **look.settings,
    )  # fmt: skip


@dataclass(frozen=True)
class Ends:
    """Names to the right of lines, broken to the room they have."""

    labels: tuple[str, ...]
    looks: tuple[Font, ...]
    room: float


def ends(sheet: Sheet, labels: Sequence[str], stressed: int, share: float = SHARE) -> Ends:
    """Fit names to the right of lines; the one stressed in bold."""
    looks = tuple(font("label", bold=i == stressed) for i in range(len(labels)))
    most = share * sheet.width
    texts = tuple(fitted(label, most, look, 3) for label, look in zip(labels, looks, strict=True))
    widest = max((width_of(text, look) for text, look in zip(texts, looks, strict=True)), default=0.0)
    return Ends(texts, looks, widest + THREAD + 2.0 if labels else 0.0)


def name_ends(sheet: Sheet, names: Ends, xy: ArrayLike, colours: Sequence[Any], gids: Sequence[str]) -> None:
    """Name lines at the right, moved apart where their ends are close, each with a thread to its end."""
    at, box = sheet.at(xy), sheet.box
    heights = [height_of(text, look) + 1.0 for text, look in zip(names.labels, names.looks, strict=True)]
    centres = spread(at[:, 1], heights, box.bottom - 6, box.bottom + box.height + 6)
    left = box.left + box.width + THREAD
    for i, text in enumerate(names.labels):
        look: Mapping[str, Any] = {"color": colours[i], "gid": gids[i], "va": "center", "zorder": 6}
        sheet.write(left, float(centres[i]), text, names.looks[i], **look)
        sheet.ax.plot(
            [at[i, 0] + 4, left - 2], [at[i, 1], centres[i]], color=colours[i], lw=0.6, transform=sheet.points,
            clip_on=False, zorder=1, ls="-", marker="",
        )  # fmt: skip
