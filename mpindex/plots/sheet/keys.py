"""Keys above the axes: what shades and marks stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.style import Font, font, hairline, muted
from mpindex.plots.sheet.texts import fitted, height_of, width_of

#: Length and height of a ramp of shades, size of a mark, and room between entries, in points.
RAMP, MARK, GAP = (70.0, 7.0), 7.0, 4.0


def ramp_room() -> float:
    """Return the room in points above the axes for a ramp of shades."""
    return height_of(1, font("small")) + GAP + 1.0


def shade_ramp(sheet: Sheet, low: str, high: str, cmap: str, *, above: float = 0.0) -> None:
    """Draw a ramp of shades so many points above the axes, with what its ends stand for."""
    from matplotlib import colormaps
    from matplotlib.patches import Rectangle

    small = font("small")
    x, y = sheet.left, sheet.box.bottom + sheet.box.height + GAP + above
    sheet.write(x, y, low, small, va="bottom", color=muted(), gid="key:low")
    x += width_of(low, small) + GAP
    step = RAMP[0] / 28
    for i, share in enumerate(np.linspace(0, 1, 28)):
        shade = colormaps[cmap](share)
        spot = Rectangle((x + i * step, y), step * 1.02, RAMP[1], fc=shade, ec="none", transform=sheet.points)
        sheet.ax.add_artist(spot).set_clip_on(False)
    sheet.write(x + RAMP[0] + GAP, y, high, small, va="bottom", color=muted(), gid="key:high")


class Key:
    """Entries of a key, broken into rows that fit the width.

    Parameters
    ----------
    width : float
        In points.
    texts : Sequence[str]
        What each entry says.
    """

    def __init__(self, width: float, texts: Sequence[str]):
        self.texts = [fitted(text, width - MARK - GAP, self._font, 1) for text in texts]
        self.places: list[tuple[float, int]] = []
        x, row = 0.0, 0
        for text in self.texts:
            wide = MARK + GAP + width_of(text, self._font) + 3 * GAP
            if x and x + wide > width:
                x, row = 0.0, row + 1
            self.places.append((x, row))
            x += wide
        self.rows = row + 1 if self.texts else 0

    @property
    def _font(self) -> Font:
        return font("small")

    @property
    def room(self) -> float:
        """Room in points above the axes."""
        return self.rows * (height_of(1, self._font) + GAP) + GAP if self.rows else 0.0

    def write(self, sheet: Sheet, looks: Sequence[dict[str, Any]]) -> None:
        """Write the entries above the finished axes; a look with `fc` is a swatch, any other a mark."""
        from matplotlib.patches import Rectangle

        line = height_of(1, self._font) + GAP
        start = sheet.left
        top = sheet.box.bottom + sheet.box.height + self.room - GAP / 2
        for text, look, (x, row) in zip(self.texts, looks, self.places, strict=True):
            middle = top - row * line - line / 2
            if "fc" in look:
                spot = (start + x, middle - MARK / 2)
                patch = Rectangle(
                    spot, MARK, MARK, transform=sheet.points, **{"ec": hairline(), "lw": 0.5, **look}
                )
                sheet.ax.add_artist(patch).set_clip_on(False)
            else:
                mark = {"ls": "none", "transform": sheet.points, "clip_on": False, **look}
                sheet.ax.plot([start + x + MARK / 2], [middle], **mark)
            sheet.write(
                start + x + MARK + GAP,
                middle,
                text,
                self._font,
                va="center",
                color=muted(),
                gid=f"key:{text}",
            )
