"""Shapes of a map as text for a page: outlines and points on a whole-numbered grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from mpindex.errors import OptionError
from mpindex.typing import Array

#: Width of the grid. At the width of a column one step of it is less than a pixel.
WIDTH = 1400

#: The outlines of one unit: rings of (x, y), x to the right and y up, in any plane. One ring of one point is a dot.
Rings = Sequence[Sequence[Sequence[float]]]


def map_of(shapes: Mapping[str, Rings] | None, units: Iterable[str]) -> dict[str, Any] | None:
    """Return outlines as SVG paths and points, by unit, and the size of the grid; None without shapes.

    Parameters
    ----------
    shapes : mapping of str to rings, or None
        Outlines by code of unit. What is none of the `units` is drawn as land that nobody is scored on.
    units : iterable of str
        Codes of the units that the page shows.

    Raises
    ------
    OptionError
        A shape is not a list of rings of pairs of numbers.

    >>> map_of({"A": [[(0, 0), (1, 0), (1, 1)]], "B": [[(2, 0)]]}, ["A", "B"])["outlines"]
    {'A': 'M0 700l700 0 0 -700z'}
    """
    if not shapes:
        return None
    rings = {str(code): _rings(given, code) for code, given in shapes.items()}
    points = np.concatenate([ring for given in rings.values() for ring in given])
    low, high = points.min(axis=0), points.max(axis=0)
    scale = WIDTH / max(high[0] - low[0], 1e-9)
    grid = {
        code: [np.round((ring - (low[0], high[1])) * (scale, -scale)).astype(int) for ring in given]
        for code, given in rings.items()
    }
    known = set(units)
    outlines = {code: "".join(map(_path, given)) for code, given in grid.items() if len(given[0]) > 1}
    return {
        "width": WIDTH,
        "height": int(np.ceil((high[1] - low[1]) * scale)),
        "outlines": {code: path for code, path in outlines.items() if code in known and path},
        "land": "".join(path for code, path in outlines.items() if code not in known),
        "dots": {
            code: [int(place) for place in given[0][0]]
            for code, given in grid.items()
            if code in known and not outlines.get(code)
        },
    }


def _rings(given: Any, code: str) -> list[Array]:
    try:
        rings = [np.asarray(ring, dtype=np.float64) for ring in given]
    except (TypeError, ValueError):
        rings = []
    if not rings or not all(map(_is_ring, rings)):
        raise OptionError(
            f"the shape of {code!r} must be a list of rings, each a list of pairs (x, y) of numbers"
        )
    return rings


def _is_ring(points: Array) -> bool:
    return points.ndim == 2 and points.shape[1] == 2 and len(points) > 0 and bool(np.isfinite(points).all())


def _path(ring: Any) -> str:
    """An outline in steps from point to point, those that fall together on the grid taken once; empty if too small."""
    steps = np.diff(ring, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z"
