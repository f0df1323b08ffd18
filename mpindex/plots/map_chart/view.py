"""The part of the sheet that a map shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mpindex.plots.sheet.canvas import Sheet
from mpindex.typing import Array
from mpindex.units.shapes import Shape

#: Free around what is to be seen, as a share of it; the least width of a view, in the units of the shapes.
PAD, LEAST = 0.06, 400.0
#: A ring smaller than this share of its unit's largest does not widen the view of a region.
SMALL = 0.2


@dataclass
class View:
    """A rectangle of the sheet."""

    left: float
    bottom: float
    width: float
    height: float

    def apply(self, sheet: Sheet) -> None:
        """Set the limits of the axes so that both directions have one scale, whatever the size of the axes."""
        ratio = sheet.box.height / sheet.box.width
        if self.height / self.width < ratio:
            more = self.width * ratio - self.height
            self.bottom, self.height = self.bottom - more / 2, self.height + more
        else:
            more = self.height / ratio - self.width
            self.left, self.width = self.left - more / 2, self.width + more
        sheet.ax.set_xlim(self.left, self.left + self.width)
        sheet.ax.set_ylim(self.bottom, self.bottom + self.height)

    def inside(self, at: Array) -> bool:
        """Whether a place is seen."""
        x, y = at
        return bool(
            self.left <= x <= self.left + self.width and self.bottom <= y <= self.bottom + self.height
        )

    def sees(self, shape: Shape) -> bool:
        """Whether any ring may be seen."""
        ends = np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in shape.outer])
        seen = (ends[:, 2] >= self.left) & (ends[:, 0] <= self.left + self.width)
        return bool((seen & (ends[:, 3] >= self.bottom) & (ends[:, 1] <= self.bottom + self.height)).any())

    def reach(self, shape: Shape, sheet: Sheet) -> tuple[float, float]:
        """Return how far a unit reaches from its middle to the sides and up, in points: its largest ring, or its dot."""
        if not shape.outer:
            return 4.0, 4.0
        wide, high = np.ptp(max(shape.outer, key=area), axis=0) / 2 * sheet.box.width / self.width
        return float(wide), float(high)

    def centre(self, shape: Shape) -> Array:
        """Return where the name of a unit belongs: the middle of its largest ring, or its dot."""
        if not shape.outer:
            return np.asarray(shape.dots[0], dtype=float)
        ring = max(shape.outer, key=area)
        return centroid(ring)


def view_of(land: Mapping[str, Shape], units: Sequence[str] | None) -> View:
    """Return the view that shows some units, all when None; far-off islands of theirs do not count."""
    chosen = list(land) if units is None else list(units)
    corners: list[Array] = []
    for code in chosen:
        rings = land[code].outer
        largest = max((area(ring) for ring in rings), default=0.0)
        kept = [ring for ring in rings if units is None or area(ring) >= SMALL * largest]
        corners += [*kept, *([land[code].dots] if len(land[code].dots) else [])]
    points = np.vstack(corners)
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, LEAST if units is not None else 1e-9)
    pad = size.max() * PAD if units is not None else size * 0.01
    middle = (low + high) / 2
    left, bottom = middle - size / 2 - pad
    width, height = size + 2 * pad
    return View(float(left), float(bottom), float(width), float(height))


def size_of(shape: Shape) -> float:
    """Return the area of a unit's largest ring; 0 for one that is a dot."""
    return max((area(ring) for ring in shape.outer), default=0.0)


def area(ring: Array) -> float:
    """Return the area within a ring."""
    x, y = ring.T
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def centroid(ring: Array) -> Array:
    """Return the centre of gravity of a ring, of its points where it has no area."""
    x, y = ring.T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    total = cross.sum()
    if abs(total) < 1e-9:
        return np.asarray(ring.mean(axis=0))
    moments = [((x + np.roll(x, -1)) * cross).sum(), ((y + np.roll(y, -1)) * cross).sum()]
    return np.asarray(np.array(moments) / (3 * total), dtype=float)
