"""Names of units on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mpindex.plots.map_chart.view import View, size_of
from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.style import HALO, focus, font, ink
from mpindex.plots.sheet.texts import fitted, height_of, width_of
from mpindex.plots.sheet.units import name_of
from mpindex.typing import Array
from mpindex.units.shapes import Shape

#: Units of a region are named up to so many.
MOST_NAMED = 30


def name_units(
    sheet: Sheet, view: View, land: Mapping[str, Shape], shown: list[str] | None, asked: str | None,
    names: Mapping[str, str] | None,
) -> None:  # fmt: skip
    """Name the unit asked for, and on the map of a region its other units where there is room, the largest first."""
    others = sorted((code for code in shown or [] if code != asked), key=lambda code: -size_of(land[code]))
    placed: list[tuple[float, float, float, float]] = []
    dots = sheet.at(
        np.vstack([np.empty((0, 2)), *(land[code].dots for code in land if len(land[code].dots))])
    )
    for code in [*([asked] if asked else []), *others[:MOST_NAMED]]:
        own, centre = code == asked, view.centre(land[code])
        if not view.inside(centre):
            continue
        look = font("label", bold=True) if own else font("small")
        text = fitted(name_of(code, names), 0.5 * sheet.box.width, look, 2)
        wide, high = width_of(text, look) + 2, height_of(text, look)
        x, y = sheet.at(centre)[0]
        reach = view.reach(land[code], sheet)
        spot = _free_spot(sheet, (float(x), float(y)), (wide, high), reach, placed, dots if own else None)
        if spot:
            placed.append((*spot, wide, high))
            settings: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 6, "gid": f"name:{code}"}
            colour = focus() if own else ink()
            sheet.write(*spot, text, look, color=colour, bbox=HALO, **settings)


def _free_spot(
    sheet: Sheet, at: tuple[float, float], size: tuple[float, float], reach: tuple[float, float],
    placed: Sequence[tuple[float, float, float, float]], dots: Array | None,
) -> tuple[float, float] | None:  # fmt: skip
    """The middle of a name: on its unit if that holds it; that of the unit asked for else beside it, off `dots`."""
    (x, y), (wide, high), box, own = at, size, sheet.box, dots is not None
    ways = [(0.0, 0.0)] if reach[0] > wide / 2 and reach[1] > high / 2 else []
    if own or not ways:
        ways += [
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, 1.0),
            (0.0, -1.0),
            (1.0, 1.0),
            (-1.0, 1.0),
            (1.0, -1.0),
            (-1.0, -1.0),
        ]
    spots = [(x + a * (wide / 2 + reach[0] + 2), y + b * (high / 2 + reach[1] + 2)) for a, b in ways]
    right, top = box.left + box.width, box.bottom + box.height
    free = []
    for a, b in spots:
        inside = (
            a - wide / 2 >= box.left
            and a + wide / 2 <= right
            and b - high / 2 >= box.bottom
            and b + high / 2 <= top
        )
        if inside and all(
            abs(a - c) >= (wide + w) / 2 or abs(b - d) >= (high + h) / 2 for c, d, w, h in placed
        ):
            free.append((a, b))
    if free:
        return free[0] if dots is None else min(free, key=lambda spot: _covered(dots, spot, size))
    if not own:
        return None
    return float(np.clip(x, box.left + wide / 2, right - wide / 2)), float(
        np.clip(y, box.bottom + high / 2, top - high / 2)
    )


def _covered(dots: Array, spot: tuple[float, float], size: tuple[float, float]) -> int:
    return int((np.abs(dots - np.array(spot)) <= np.array(size) / 2 + 2.0).all(axis=1).sum())
