"""Shapes of a map as text for a page: outlines and points on a whole-numbered grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from mpindex.errors import OptionError
from mpindex.pages.drawing.outlines import outline
from mpindex.typing import Array, Ints
from mpindex.units.shapes import Shape

#: Width of the grid. At the width of a column one step of it is less than a pixel.
WIDTH = 1400


def map_of(shapes: Mapping[str, Shape] | None, units: Iterable[str]) -> dict[str, Any] | None:
    """Return outlines as SVG paths and dots, by unit, and the size of the grid; None without shapes.

    Parameters
    ----------
    shapes : mapping of str to Shape, or None
        By code of unit. What is none of the `units` is drawn as land that nobody is scored on.
    units : iterable of str
        Codes of the units that the page shows.

    Raises
    ------
    OptionError
        A value is no Shape, has points that are not pairs of finite numbers, or there is no point at all.
    """
    if not shapes:
        return None
    for code, shape in shapes.items():
        if not isinstance(shape, Shape):
            raise OptionError(
                f"the shape of {code!r} must be a mpindex.units.shapes.Shape, not {type(shape).__name__}"
            )
    rings = {
        code: [_points(ring, code) for ring in (*shape.outer, *shape.holes)] for code, shape in shapes.items()
    }
    dots = {code: _points(shape.dots, code) for code, shape in shapes.items() if len(shape.dots)}
    every = [ring for given in rings.values() for ring in given] + list(dots.values())
    if not every:
        raise OptionError("shapes has no point: leave it out for a page without a map")
    grid = Grid(np.concatenate(every))
    outlines = {code: "".join(outline(grid.places(ring)) for ring in given) for code, given in rings.items()}
    known = set(units)
    return {
        "width": WIDTH,
        "height": grid.height,
        "outlines": {code: path for code, path in outlines.items() if code in known and path},
        "land": "".join(path for code, path in outlines.items() if code not in known),
        "dots": {
            code: grid.places(_marks(code, dots, rings)).tolist()
            for code in shapes
            if code in known and not outlines[code]
        },
    }


class Grid:
    """Whole-numbered places, y down, on which all points lie."""

    def __init__(self, points: Array) -> None:
        self._low, self._top = points[:, 0].min(), points[:, 1].max()
        self._scale = WIDTH / max(float(np.ptp(points[:, 0])), 1e-9)
        self.height = int(np.ceil(np.ptp(points[:, 1]) * self._scale))

    def places(self, points: Array) -> Ints:
        """Return (points, 2): where points lie on the grid."""
        moved = (points - (self._low, self._top)) * (self._scale, -self._scale)
        return np.asarray(np.round(moved), dtype=np.int_)


def _marks(code: str, dots: Mapping[str, Array], rings: Mapping[str, list[Array]]) -> Array:
    """The dots of a unit; of one whose outline is too small for the grid, where that begins."""
    return dots[code] if code in dots else rings[code][0][:1]


def _points(given: Any, code: str) -> Array:
    try:
        points = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points) or not np.isfinite(points).all():
        raise OptionError(f"the shape of {code!r} must be arrays of points, pairs (x, y) of numbers each")
    return points
