"""The sheet a figure is drawn on: title, subtitle and source line, and the room that is left for the axes.

All lengths are points, 72 to an inch, so that a figure is the same at every resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.plots.sheet.layout import INCH, WIDTH, Layout, Region, checked, region_of, root_figure, size_of
from mpindex.plots.sheet.style import Font, font, ink, muted, setting
from mpindex.plots.sheet.texts import LINE_SPACING, choose, height_of, wrapped
from mpindex.plots.sheet.ticks import below
from mpindex.typing import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

#: Colours of the style sheet, for figures that others draw beside these.
FOCUS = "#B3200E"
QUIET = "#8C939B"
PEERS = ("#332288", "#117733", "#0067A5", "#7A5195", "#6B6B00", "#8A4B08", "#00706B", "#555555")

#: Free at the edges of the figure, and between title, subtitle, axes and source line.
EDGE, GAP = 5.0, 5.0
#: Lines that title, subtitle and source line may take before they are cut down to a shorter version.
MOST_LINES = {"title": 3, "subtitle": 3, "caption": 4}
#: What is cut down first when the height does not suffice, and whether it may go altogether.
GIVEN_UP = (("caption", False), ("subtitle", True), ("title", False), ("caption", True))


@dataclass
class Margins:
    """Room in points around the axes for names of rows, axis labels and names at line ends."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


class Sheet:
    """A figure, or a cell of one, with its words and the room they leave.

    Parameters
    ----------
    layout : Layout
        What the caller of the figure wants.
    width : float
        Width in inches when none is asked for.
    """

    def __init__(self, layout: Layout, width: float = WIDTH):
        self._layout = checked(layout)
        self._ax = layout.get("ax")
        if self._ax is not None:
            self._region: Region | None = region_of(self._ax)
            full, height = self._region.width, self._region.height
        else:
            self._region = None
            full, asked = size_of(layout.get("figsize", width))
            height = asked or 0.0
        self._full = full
        self._height = height
        self.width = full - 2 * EDGE

    @property
    def free_height(self) -> bool:
        """Whether the height follows from what is drawn."""
        return self._height == 0.0

    def tight(self, part: float, share: float) -> bool:
        """Return whether a part of so many points would take more than that share of a height that is set."""
        return not self.free_height and part > share * self._height

    def rows(self, many: int, *, around: float, pitch: float) -> int:
        """Return how many of so many rows have room, if a height is set: `pitch` points each and `around` for the rest."""
        return many if self.free_height else min(many, max(3, int((self._height - around) / pitch)))

    def lay_out(
        self,
        *,
        body: float,
        margins: Margins,
        axis: str | None = None,
        title: Sequence[str],
        subtitle: Sequence[str] = (),
        caption: Sequence[str] = (),
        least: float = 60.0,
    ) -> Axes:
        """Write the words and return the axes in the room that is left.

        Parameters
        ----------
        body : float
            Height of the axes wanted; what they get if a height is set is another.
        margins : Margins
            Around the axes.
        axis : str | None
            Label of the horizontal axis; empty for numbers alone, None for neither.
        title, subtitle, caption : Sequence[str]
            Each from the fullest version to the shortest.
        least : float
            Height of the axes below which words are given up.
        """
        if axis is not None:
            room = below(axis, self.width - margins.left - margins.right)
            margins = replace(margins, bottom=margins.bottom + room)
        words = self._words({"title": title, "subtitle": subtitle, "caption": caption}, margins, least)
        head, foot = self._above(words), self._below(words)
        height = self._height or head + margins.top + body + margins.bottom + foot + 2 * EDGE
        ax = self._axes(height)
        x0, y0 = (self._region.left, self._region.bottom) if self._region else (0.0, 0.0)
        room = height - 2 * EDGE - head - foot - margins.top - margins.bottom
        self.box = Region(
            x0 + EDGE + margins.left,
            y0 + EDGE + foot + margins.bottom,
            max(self.width - margins.left - margins.right, 1.0),
            max(room, 1.0),
        )
        host, scale = ax.figure.bbox, INCH / root_figure(ax).dpi
        left, bottom = self.box.left / scale - host.x0, self.box.bottom / scale - host.y0
        wide, high = self.box.width / scale / host.width, self.box.height / scale / host.height
        ax.set_position((left / host.width, bottom / host.height, wide, high))
        self.ax, self.left = ax, x0 + EDGE
        self._write(words, x0 + EDGE, y0 + height - EDGE, y0 + EDGE)
        return ax

    # words ---------------------------------------------------------------------

    def _words(self, versions: dict[str, Sequence[str]], margins: Margins, least: float) -> dict[str, str]:
        """The version of each piece that there is room for."""
        queue = {name: self._versions(name, list(texts)) for name, texts in versions.items()}
        for name, texts in queue.items():
            del texts[: choose(texts, self.width, font(_KIND[name]), MOST_LINES[name])]
        while self._height and self._used(queue, margins) > self._height - least:
            name = next(
                (name for name, wholly in GIVEN_UP if len(queue[name]) > 1 or (wholly and queue[name][0])), ""
            )
            if not name:
                break
            queue[name] = queue[name][1:] or [""]
        return {key: wrapped(texts[0], self.width, font(_KIND[key])) for key, texts in queue.items()}

    def _used(self, queue: dict[str, list[str]], margins: Margins) -> float:
        words = {key: texts[0] for key, texts in queue.items()}
        return self._above(words) + self._below(words) + margins.top + margins.bottom + 2 * EDGE

    def _versions(self, name: str, texts: list[str]) -> list[str]:
        wanted = dict(self._layout).get(name, True)
        if wanted is False:
            return [""]
        if isinstance(wanted, str):
            return [wanted.replace(" %", "\u00a0%")]
        texts = list(dict.fromkeys(text.replace(" %", "\u00a0%") for text in texts if text))
        return texts or [""]

    def _above(self, words: dict[str, str]) -> float:
        parts = [
            height_of(wrapped(words[key], self.width, font(_KIND[key])), font(_KIND[key])) for key in _TOP
        ]
        return sum(part + GAP for part in parts if part)

    def _below(self, words: dict[str, str]) -> float:
        look = font(_KIND["caption"])
        height = height_of(wrapped(words["caption"], self.width, look), look)
        return height + GAP if height else 0.0

    def _write(self, words: dict[str, str], left: float, top: float, bottom: float) -> None:
        if words["title"]:
            look = font("title")
            heading = self.ax.set_title(
                words["title"], loc="left", y=1.0, parse_math=False, linespacing=LINE_SPACING, color=ink(),
                **look.settings,
            )  # fmt: skip
            heading.set_transform(self.points)
            heading.set_position((left, top))
            heading.set_verticalalignment("top")
            top -= height_of(words["title"], look) + GAP
        if words["subtitle"]:
            self.write(left, top, words["subtitle"], font("label"), va="top", gid="subtitle", color=muted())
        if words["caption"]:
            self.write(
                left, bottom, words["caption"], font("small"), va="bottom", gid="source", color=muted()
            )

    # places --------------------------------------------------------------------

    def _axes(self, height: float) -> Axes:
        if self._ax is not None:
            return self._ax
        import matplotlib.pyplot as plt

        size, dpi = (self._full / INCH, height / INCH), self._layout.get("dpi")
        figure = plt.figure(figsize=size, dpi=dpi, layout="none")
        return figure.add_axes((0.0, 0.0, 1.0, 1.0))

    @property
    def points(self) -> Transform:
        """From points, counted from the lower left corner of the figure, to the figure."""
        from matplotlib.transforms import Affine2D

        return Affine2D().scale(1 / INCH) + root_figure(self.ax).dpi_scale_trans

    def at(self, xy: ArrayLike) -> Array:
        """Return where data are drawn: (points, 2) in points from the lower left corner of the figure."""
        pixels = self.ax.transData.transform(np.asarray(xy, dtype=float).reshape(-1, 2))
        places: Array = np.asarray(pixels, dtype=float) * INCH / root_figure(self.ax).dpi
        return places

    def write(self, x: float, y: float, text: str, look: Font, **settings: Any) -> Text:
        """Write a text at a place in points from the lower left corner of the figure."""
        return self.ax.text(
            x, y, text, **{
                "transform": self.points, "clip_on": False, "parse_math": False, "linespacing": LINE_SPACING,
                "ha": "left", **look.settings, **settings,
            },
        )  # fmt: skip


_KIND = {"title": "title", "subtitle": "label", "caption": "small"}
_TOP = ("title", "subtitle")


def bare(ax: Axes, *keep: str) -> None:
    """Take away the lines around the axes but those named."""
    for side, spine in ax.spines.items():
        spine.set(visible=side in keep, color=setting("axes.edgecolor"), linewidth=setting("axes.linewidth"))
