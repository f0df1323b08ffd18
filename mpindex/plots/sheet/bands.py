"""Bands as ranges of ranks: shaded behind a figure and named at its edge."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.placing import spread
from mpindex.plots.sheet.style import font, muted, tones
from mpindex.plots.sheet.texts import width_of


def shade_ranks(sheet: Sheet, bands: Mapping[str, tuple[float, float]]) -> None:
    """Shade ranges of ranks along the horizontal axis and name those that are seen above it.

    Parameters
    ----------
    sheet : Sheet
        With the limits of the axis set.
    bands : Mapping[str, tuple[float, float]]
        First and last rank of each band, best first.
    """
    ax, look = sheet.ax, font("small")
    left, right = sorted(ax.get_xlim())
    seen: list[tuple[str, float]] = []
    for (label, (first, last)), shade in zip(bands.items(), tones(len(bands) + 1)[1:], strict=True):
        a, b = max(first - 0.5, left), min(last + 0.5, right)
        if a < b:
            ax.axvspan(a, b, color=shade, lw=0, zorder=0)
            seen.append((label, (a + b) / 2))
    while seen and sum(width_of(label, look) + 6 for label, _ in seen) > sheet.box.width:
        seen.pop()
    at = sheet.at([(x, ax.get_ylim()[0]) for _, x in seen])[:, 0] if seen else np.empty(0)
    wide = [width_of(label, look) + 6 for label, _ in seen]
    centres = spread(at, wide, sheet.box.left, sheet.box.left + sheet.box.width)
    for (label, _), x in zip(seen, centres, strict=True):
        top = sheet.box.bottom + sheet.box.height + 2
        sheet.write(float(x), top, label, look, ha="center", va="bottom", color=muted(), gid=f"band:{label}")
