"""Rows of a chart and their names: broken into lines or cut short where the width or the height does not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mpindex.plots.canvas import Sheet
from mpindex.plots.style import Font, focus, font, ink
from mpindex.plots.texts import fitted, height_of, width_of
from mpindex.typing import Array

#: Names take at most this share of the width.
SHARE = 0.42
#: Between a name and its row, and between two rows.
GAP, LEADING = 6.0, 5.0
#: A name takes at most so many lines.
MOST_LINES = 4


@dataclass(frozen=True)
class Rows:
    """Names of rows as they are written at a width.

    Attributes
    ----------
    names, gids : tuple[str, ...]
        In full, and what each row is, for those who look for its name.
    stressed : frozenset[int]
        Rows in bold.
    room : float
        Points left of the axes for the names.
    heights : tuple[float, ...]
        Points that each row takes when its name is read in full.
    """

    names: tuple[str, ...]
    gids: tuple[str, ...]
    stressed: frozenset[int]
    room: float
    heights: tuple[float, ...]

    @property
    def body(self) -> float:
        """Height of all rows in points."""
        return sum(self.heights)

    @property
    def pitch(self) -> float:
        """Height of the lowest row in points, which is the unit of the vertical axis."""
        return min(self.heights)

    @property
    def places(self) -> Array:
        """(rows,): where rows stand on the vertical axis; 0, 1, 2, ... if all names take as many lines."""
        ends = np.cumsum(self.heights)
        places: Array = (ends - np.array(self.heights) / 2) / self.pitch - 0.5
        return places

    def write(self, sheet: Sheet) -> None:
        """Set the rows of the finished axes from the top down and name them."""
        total = self.body / self.pitch
        sheet.ax.set_ylim(total - 0.5, -0.5)
        self.name(sheet, sheet.box.height / total)

    def name(self, sheet: Sheet, pitch: float) -> None:
        """Name rows, the unit of the vertical axis being `pitch` points.

        Where they are closer than wanted names are cut short, and those of rows not stressed go altogether.
        """
        ax, many = sheet.ax, len(self.names)
        looks = [font("row", bold=i in self.stressed) for i in range(many)]
        line, scale = _line(looks[0]), pitch / self.pitch
        kept = [i for i in range(many) if self.heights[i] * scale >= 0.95 * line or i in self.stressed]
        lines = [max(1, int((self.heights[i] * scale + 0.5) / line)) for i in range(many)]
        texts = [fitted(self.names[i], self.room - GAP, looks[i], min(lines[i], MOST_LINES)) for i in kept]
        ax.set_yticks(self.places[kept], texts, parse_math=False)
        ax.tick_params(axis="y", length=0, pad=GAP - 2)
        for i, label in zip(kept, ax.get_yticklabels(), strict=True):
            label.set(gid=self.gids[i], linespacing=1.0, **looks[i].settings)
            label.set_color(focus() if i in self.stressed else ink())


def fit_rows(
    sheet: Sheet,
    names: Sequence[str],
    *,
    gids: Sequence[str],
    stressed: Sequence[int] = (),
    least: float = 14.0,
    even: bool = False,
) -> Rows:
    """Fit names of rows beside a chart.

    Parameters
    ----------
    sheet : Sheet
        What is drawn on.
    names, gids : Sequence[str]
        Of the rows from the top down.
    stressed : Sequence[int]
        Rows in bold.
    least : float
        Height of a row with one line, in points.
    even : bool
        Whether all rows are as high as the highest.
    """
    looks = [font("row", bold=i in set(stressed)) for i in range(len(names))]
    most = SHARE * sheet.width
    texts = [fitted(name, most, look, MOST_LINES) for name, look in zip(names, looks, strict=True)]
    widest = max(width_of(text, look) for text, look in zip(texts, looks, strict=True))
    heights = [max(least, _line(looks[0]) * (text.count("\n") + 1) + LEADING) for text in texts]
    if even:
        heights = [max(heights)] * len(heights)
    return Rows(tuple(names), tuple(gids), frozenset(stressed), widest + GAP + 1.0, tuple(heights))


def _line(look: Font) -> float:
    """Distance of two lines of a name."""
    return height_of(1, look, 1.0)
