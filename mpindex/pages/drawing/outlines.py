"""Outlines of units as SVG paths on a whole-numbered grid."""

from __future__ import annotations

import numpy as np

from mpindex.plots.map_chart.view import View
from mpindex.typing import Array, Bools, Ints
from mpindex.units.shapes import Shape

#: So many places across a sheet are looked at to find the middle of a unit.
ACROSS = 60
#: An outline goes on for so many pixels beyond the edge of a sheet, so that its end is not seen.
BEYOND = 20.0


def outline(ring: Ints) -> str:
    """Return a ring in steps from point to point, those that fall together on the grid taken once; empty if too small.

    Parameters
    ----------
    ring : array of int, (points, 2)
        Places on the grid.

    Examples
    --------
    >>> outline(np.array([[0, 0], [4, 0], [4, 0], [4, 3]]))
    'M0 0l4 0 0 3z'
    """
    steps = np.diff(ring, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z"


def clipped(ring: Array, low: Array, high: Array) -> Array:
    """Return what of a ring lies within a rectangle, its edge in place of what lies beyond; empty where nothing does.

    Parameters
    ----------
    ring : array, (points, 2)
        Places.
    low, high : array, (2,)
        Corners of the rectangle.

    Notes
    -----
    Sutherland and Hodgman (1974): one side of the rectangle after the other. A ring in several parts comes out as one, the
    parts joined along the edge.

    >>> ring = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 1.0], [0.0, 1.0]])
    >>> clipped(ring, np.array([1.0, -1.0]), np.array([9.0, 9.0])).tolist()
    [[1.0, 0.0], [4.0, 0.0], [4.0, 1.0], [1.0, 1.0]]
    """
    for axis, limit, sign in ((0, low[0], 1), (0, high[0], -1), (1, low[1], 1), (1, high[1], -1)):
        if not len(ring):
            break
        ring = _cut(ring, sign * (ring[:, axis] - limit))
    return ring


def _cut(ring: Array, within: Array) -> Array:
    """What of a ring lies where a distance is at least 0, with the places where it passes through 0."""
    before, prior = np.roll(ring, 1, axis=0), np.roll(within, 1)
    passes = (within >= 0) != (prior >= 0)
    share = np.divide(prior, prior - within, out=np.zeros_like(within), where=passes)
    crossings = before + share[:, None] * (ring - before)
    both = np.stack([crossings, ring], axis=1).reshape(-1, 2)
    return np.asarray(both[np.column_stack([passes, within >= 0]).ravel()])


def within(points: Array, ring: Array) -> Bools:
    """Return (points,): whether points lie within a ring, by the number of edges to the right of each.

    >>> within(np.array([[1.0, 1.0], [5.0, 1.0]]), np.array([[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]]))
    array([ True, False])
    """
    (x1, y1), (x2, y2) = ring.T, np.roll(ring, -1, axis=0).T
    x, y = points[:, :1], points[:, 1:]
    across = (y1 > y) != (y2 > y)
    slope = np.divide(x2 - x1, y2 - y1, out=np.zeros_like(x1), where=y2 != y1)
    return np.asarray((across & (x < x1 + (y - y1) * slope)).sum(axis=1) % 2 == 1)


def _depth(inside: Bools) -> Ints:
    """How many steps each place lies from the nearest that is outside or beyond the edge."""
    depth, left = np.zeros(inside.shape, dtype=np.int_), inside.copy()
    while left.any():
        depth += left
        framed = np.pad(left, 1)
        left = left & framed[:-2, 1:-1] & framed[2:, 1:-1] & framed[1:-1, :-2] & framed[1:-1, 2:]
    return depth


class Sheet:
    """A view of the shapes as a grid of so many pixels, y down.

    Parameters
    ----------
    view : View
        What is seen.
    width : int
        Pixels across.
    """

    def __init__(self, view: View, width: int) -> None:
        self.view, self.width = view, width
        self._scale = width / view.width
        self.height = round(view.height * self._scale)

    def places(self, points: Array) -> Array:
        """Return (points, 2): where points lie on the sheet."""
        top = self.view.bottom + self.view.height
        return np.asarray((points - (self.view.left, top)) * (self._scale, -self._scale))

    def path(self, shape: Shape) -> str:
        """Return all rings of a unit that may be seen as one path, so that holes stay open; empty for none."""
        rings = [ring for ring in (*shape.outer, *shape.holes) if self.view.sees(Shape((ring,)))]
        low, high = np.array([-BEYOND, -BEYOND]), np.array([self.width + BEYOND, self.height + BEYOND])
        inside = [clipped(self.places(ring), low, high) for ring in rings]
        return "".join(outline(np.round(ring).astype(np.int_)) for ring in inside)

    def sees(self, shape: Shape) -> bool:
        """Return whether a ring or a dot of a unit may be seen."""
        return self.view.sees(shape) if shape.outer else bool(len(self.dots(shape)))

    def middle(self, shape: Shape) -> Array | None:
        """Return where the name of a unit belongs: the place in sight farthest within its rings, or its dot."""
        if not shape.outer:
            dots = self.dots(shape)
            return dots[0] if len(dots) else None
        step = self.width / ACROSS
        x, y = np.meshgrid(np.arange(step / 2, self.width, step), np.arange(step / 2, self.height, step))
        inside = np.zeros(x.shape, dtype=bool)
        for ring in shape.outer:
            if self.view.sees(Shape((ring,))):
                inside ^= within(np.column_stack([x.ravel(), y.ravel()]), self.places(ring)).reshape(x.shape)
        if not inside.any():
            return self._small(shape)
        depth = _depth(inside)
        row, column = np.unravel_index(int(depth.argmax()), depth.shape)
        return np.array([x[row, column], y[row, column]])

    def _small(self, shape: Shape) -> Array | None:
        """The middle of the largest ring of a unit that lies between the places looked at, if it is in sight."""
        centre = self.view.centre(shape)
        return self.places(centre) if self.view.inside(centre) else None

    def dots(self, shape: Shape) -> Array:
        """Return (dots, 2): the places of a unit that is too small for a ring, those in sight."""
        inside = [self.view.inside(dot) for dot in shape.dots]
        return self.places(shape.dots[np.array(inside, dtype=bool)]) if any(inside) else np.empty((0, 2))
