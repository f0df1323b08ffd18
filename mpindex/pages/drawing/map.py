"""The map: bands as shades, the units asked for outlined and named; the world, or the region of some units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from markupsafe import Markup

from mpindex.grammar.model import GREAT_BY_RULE, UNCLASSIFIED, WHAT_GREAT_BY_RULE_IS
from mpindex.index.index import Index
from mpindex.pages.drawing.labels import Box, Labels
from mpindex.pages.drawing.outlines import Sheet
from mpindex.pages.drawing.svg import NARROW, WIDE, drawing, element, shade
from mpindex.plots.map_chart.classes import LACKS, Classes
from mpindex.plots.map_chart.view import View, area, size_of, view_of
from mpindex.plots.sheet.spans import bands_by_rank
from mpindex.typing import Array
from mpindex.units.shapes import Shape
from mpindex.wording import listed

BORDERS = "Borders are the map maker's (Natural Earth) and no opinion."
#: Pixels across of the grid on which outlines are rounded: of a region, and of the world.
GRID, WORLD = 2 * WIDE, 1400
#: A region is what lies this near to the units asked for: so many of the nearest units.
NEAREST = 8
#: Radius of the dot of a unit too small for an outline, in pixels; that of the unit asked for is 1.6 of it.
DOT = 3.5
#: A unit of a region so many times as large as those asked for does not widen the view.
LARGE = 1.5
#: Most height of a region as a share of its width.
HIGH = 0.6


def region_map(index: Index, units: Sequence[str], shapes: Mapping[str, Shape], *, name: str) -> Markup:
    """Return the surroundings of some units, wide and narrow, with the key; empty where none of them has a shape.

    Parameters
    ----------
    index : Index
        What the definition says.
    units : sequence of str
        Codes of those to outline and name.
    shapes : mapping of str to Shape
        Outlines by code; what is no unit is drawn as land.
    name : str
        A name for the outlines that nothing else on the page has: they stand there once, and both drawings refer to them.
    """
    asked = [code for code in units if code in shapes]
    if not asked:
        return Markup("")
    sheet = Sheet(widened(view_of(shapes, _region(index, asked, shapes))), GRID)
    picture = _Picture(index, sheet, shapes, asked)
    store = element(
        "svg", element("defs", element("g", *picture.outlines, id=name)), class_="store", width=0, height=0,
        aria_hidden="true",
    )  # fmt: skip
    return store + picture.drawn(WIDE, name) + picture.drawn(NARROW, name) + key(picture.classes)


def world_map(index: Index, shapes: Mapping[str, Shape], link: Mapping[str, str]) -> Markup:
    """Return the map of all units with the key, each a link; empty where no unit has a shape.

    Parameters
    ----------
    index : Index
        What the definition says.
    shapes : mapping of str to Shape
        Outlines by code; what is no unit is drawn as land.
    link : mapping of str to str
        By code, where the unit's page is.
    """
    if not set(index.units) & set(shapes):
        return Markup("")
    sheet = Sheet(view_of(shapes, None), WORLD)
    picture = _Picture(index, sheet, shapes, [], link)
    inside = [*picture.outlines, *picture.dots(1.0, 6.0)]
    drawn = drawing(sheet.width, sheet.height, picture.alternative, *inside, kind="map world")
    return drawn + key(picture.classes)


def classes_of(index: Index) -> Classes:
    """Return the class of every unit: its band, or the fifth of its score where there are no bands."""
    if not index.definition.bands:
        return Classes.of(index.scores, None)
    scored = index.table["band"].iloc[: index.n]
    return Classes.of(index.bands.where(index.scores.notna()), bands_by_rank(scored, index.definition.bands))


def key(classes: Classes) -> Markup:
    """Return what the shades stand for, with how many units there are of each."""
    items = []
    for label, words in zip(classes.entries, classes.key, strict=True):
        swatch = element("span", class_=f"swatch {_kind(label)}", style=_style(label, classes))
        items.append(element("li", swatch, words))
    legend = element("ul", *items, class_="key")
    if GREAT_BY_RULE in classes.entries:
        legend += element("p", WHAT_GREAT_BY_RULE_IS, class_="quiet")
    return legend


def widened(view: View) -> View:
    """Return a view that is no higher than `HIGH` of its width, with more to be seen at both sides."""
    width = max(view.width, view.height / HIGH)
    return View(view.left - (width - view.width) / 2, view.bottom, width, view.height)


@dataclass(frozen=True)
class _Picture:
    """What is drawn of the units of an index that have a shape."""

    index: Index
    sheet: Sheet
    shapes: Mapping[str, Shape]
    asked: Sequence[str]
    link: Mapping[str, str] | None = None

    @cached_property
    def classes(self) -> Classes:
        return classes_of(self.index)

    @cached_property
    def known(self) -> list[str]:
        return [code for code in self.index.units if code in self.shapes]

    @cached_property
    def outlines(self) -> list[Markup]:
        """Land that is no unit, then units by class, then those asked for outlined."""
        paths = {code: path for code, shape in self.shapes.items() if (path := self.sheet.path(shape))}
        known = set(self.known)
        land = "".join(path for code, path in paths.items() if code not in known)
        units = [self._marked(code, "path", d=paths[code]) for code in self.known if code in paths]
        rings = [element("path", class_="asked", d=paths[code]) for code in self.asked if code in paths]
        return [element("path", class_="land", d=land), *units, *rings]

    def dots(self, factor: float, size: float) -> list[Markup]:
        """Units too small for an outline, by class."""
        return [
            self._marked(
                code, "circle", cx=float(x), cy=float(y), r=1.6 * size if code in self.asked else size
            )
            for code in self.known
            if len(self.shapes[code].dots)
            for x, y in self.sheet.dots(self.shapes[code]) * factor
        ]

    def spots(self, factor: float) -> list[Box]:
        """What the dots of units too small for an outline cover: no name stands over them."""
        places = [
            self.sheet.dots(self.shapes[code]) * factor for code in self.known if len(self.shapes[code].dots)
        ]
        return [
            (x - 1.6 * DOT, y - 1.6 * DOT, x + 1.6 * DOT, y + 1.6 * DOT)
            for dots in places
            for x, y in dots.tolist()
        ]

    def drawn(self, width: int, name: str) -> Markup:
        """A region at one width; its outlines stand elsewhere on the page."""
        factor, height = width / GRID, round(self.sheet.height * width / GRID)
        use = element("g", element("use", href=f"#{name}"), transform=f"scale({factor:.4f})")
        labels = Labels(0, 0, width, height, self.spots(factor))
        names = [
            labels.place(
                float(at[0] * factor), float(at[1] * factor), self.index.dataset.names[code],
                "asked" if code in self.asked else "", bold=code in self.asked, near=True,
            )
            for code, at in self.middles
        ]  # fmt: skip
        kind = f"{'wide' if width == WIDE else 'narrow'} map"
        return drawing(width, height, self.alternative, use, *self.dots(factor, DOT), *names, kind=kind)

    @cached_property
    def middles(self) -> list[tuple[str, Array]]:
        """Where the units in sight are named, those asked for first, then the largest."""
        others = [
            code for code in self.known if code not in self.asked and self.sheet.sees(self.shapes[code])
        ]
        order = [*self.asked, *sorted(others, key=lambda code: -size_of(self.shapes[code]))]
        return [(code, at) for code in order if (at := self.sheet.middle(self.shapes[code])) is not None]

    @property
    def alternative(self) -> str:
        names, classes = self.index.dataset.names, self.classes
        bands = [f"{names[code]}: {_words(str(classes.labels[code]))}" for code in self.asked]
        counts = classes.labels.value_counts()
        many = [f"{counts[label]} {_words(label)}" for label in classes.entries]
        head = [f"Map by {self.index.definition.title}", *(["; ".join(bands)] if bands else [])]
        return f"{'. '.join(head)}. Of {self.index.dataset.counted(len(self.index.units))} {listed(many)}."

    def _marked(self, code: str, shape: str, **place: float | str) -> Markup:
        """A unit's mark, shaded by its class; on a map of links with its name and band for who points at it."""
        label = str(self.classes.labels[code])
        kind = f"{_kind(label)}{' asked' if code in self.asked and shape == 'circle' else ''}"
        style = _style(label, self.classes)
        if self.link is None:
            return element(shape, class_=kind, style=style, **place)
        told = element("title", f"{self.index.dataset.names[code]}: {_words(label)}")
        mark = element(shape, told, class_=kind, style=style, **place)
        return element("a", mark, href=self.link[code], tabindex=-1)


def _kind(label: str) -> str:
    return "empty" if label == LACKS else "unbanded" if label == UNCLASSIFIED else "banded"


def _style(label: str, classes: Classes) -> str | None:
    return shade(classes.order.index(label), len(classes.order)) if label in classes.order else None


def _region(index: Index, asked: Sequence[str], shapes: Mapping[str, Shape]) -> list[str]:
    """The units asked for and the nearest to them, without those that are much larger."""
    centres = {code: _centre(shapes[code]) for code in index.units if code in shapes}
    limit = LARGE * max(size_of(shapes[code]) for code in asked)
    sizes = sorted(size_of(shapes[code]) for code in centres)
    limit = max(limit, sizes[len(sizes) // 2])
    chosen = list(asked)
    for code in asked:
        away = sorted(centres, key=lambda other: float(np.hypot(*(centres[other] - centres[code]))))
        chosen += [other for other in away[1:] if size_of(shapes[other]) <= limit][:NEAREST]
    return list(dict.fromkeys(chosen))


def _centre(shape: Shape) -> Array:
    if not shape.outer:
        return np.asarray(shape.dots[0], dtype=float)
    ring = max(shape.outer, key=area)
    return np.asarray((ring.min(axis=0) + ring.max(axis=0)) / 2)


def _words(label: str) -> str:
    return "in no band" if label == UNCLASSIFIED else label
