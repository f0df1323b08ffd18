"""Rows of a chart and their names: broken into lines or cut short where the width or the height does not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.style import Font, focus, font, ink
from mpindex.plots.sheet.texts import fitted, height_of, width_of
from mpindex.typing import Array

#: Names take at most this share of the width.
SHARE = 0.42
#: Between a name and its row, and between two rows.
GAP, LEADING = 6.0, 5.0
#: Distance of the lines of a name, in sizes of its letters.
SPACING = 1.12
#: Height of a row under its name, in points.
ROW = 19.0
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
    over : tuple[float, ...]
        Of these, what the name takes if it stands above its row; empty if it stands beside it.
    """

    names: tuple[str, ...]
    gids: tuple[str, ...]
    stressed: frozenset[int]
    room: float
    heights: tuple[float, ...]
    over: tuple[float, ...] = ()

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

    @property
    def marks(self) -> Array:
        """(rows,): where the marks of rows stand, which is below names that stand above them."""
        return self.places + np.array(self.over or [0.0]) / 2 / self.pitch

    def above(self, sheet: Sheet) -> Rows:
        """Return the same rows with their names above them, over the full width."""
        looks = [font("row", bold=i in self.stressed) for i in range(len(self.names))]
        texts = [fitted(name, sheet.width, look, 2) for name, look in zip(self.names, looks, strict=True)]
        over = tuple(
            _line(look) * (text.count("\n") + 1) + 2.0 for text, look in zip(texts, looks, strict=True)
        )
        heights = tuple(part + ROW for part in over)
        return replace(self, room=0.0, heights=heights, over=over)

    def write(self, sheet: Sheet) -> None:
        """Set the rows of the finished axes from the top down and name them."""
        total = self.body / self.pitch
        sheet.ax.set_ylim(total - 0.5, -0.5)
        if self.over:
            self._name_above(sheet)
        else:
            self.name(sheet, sheet.box.height / total)

    def _name_above(self, sheet: Sheet) -> None:
        ax = sheet.ax
        ax.set_yticks([])
        for i, name in enumerate(self.names):
            look = font("row", bold=i in self.stressed)
            top = self.places[i] - self.heights[i] / 2 / self.pitch
            y = float(sheet.at([(0, top)])[0, 1])
            color = focus() if i in self.stressed else ink()
            text = fitted(name, sheet.width, look, 2)
            sheet.write(
                sheet.left, y - 1.0, text, look, va="top", color=color, gid=self.gids[i], linespacing=SPACING
            )

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
            label.set(gid=self.gids[i], linespacing=SPACING, **looks[i].settings)
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
    return height_of(1, look, SPACING)
