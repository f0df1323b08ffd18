"""The map: bands as shades, the units asked for outlined and named; the world, or the region of some units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from markupsafe import Markup

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.index.index import Index
from mpindex.pages.drawing.labels import Labels
from mpindex.pages.drawing.outlines import Sheet
from mpindex.pages.drawing.svg import NARROW, WIDE, drawing, element, shade
from mpindex.plots.map_classes import LACKS, Classes
from mpindex.plots.map_view import View, area, size_of, view_of
from mpindex.plots.spans import bands_by_rank
from mpindex.typing import Array
from mpindex.units.shapes import Shape
from mpindex.wording import counted, listed

BORDERS = "Borders are the map maker's (Natural Earth) and no opinion."
#: Pixels across of the grid on which outlines are rounded.
GRID = 2 * WIDE
#: A region is what lies this near to the units asked for: so many of the nearest units.
NEAREST = 8
#: A unit of a region so many times as large as those asked for does not widen the view.
LARGE = 1.5
#: Most height of a region as a share of its width.
HIGH = 0.6


def unit_map(
    index: Index,
    units: Sequence[str],
    shapes: Mapping[str, Shape],
    *,
    region: bool,
    name: str,
    link: str = "",
) -> Markup:
    """Return the map of one definition, wide and narrow, with its key; empty where no unit with a score has a shape.

    Parameters
    ----------
    index : Index
        What the definition says.
    units : sequence of str
        Codes of those to outline and name.
    shapes : mapping of str to Shape
        Outlines by code; what is no unit is drawn as land.
    region : bool
        Whether the surroundings of the units are shown, or all.
    name : str
        A name for the outlines that nothing else on the page has.
    link : str
        Where a unit's page is, with ``{}`` for its code; no links when empty.
    """
    asked = [code for code in units if code in shapes]
    if not set(index.units) & set(shapes) or (region and not asked):
        return Markup("")
    classes = classes_of(index)
    view = view_of(shapes, _region(index, asked, shapes) if region else None)
    sheet = Sheet(widened(view) if region else view, GRID)
    land = _land(sheet, shapes, classes, asked, name, link if not region else "")
    text = _alternative(index, asked, classes)
    drawn = [
        _drawn(sheet, index, asked, shapes, name, width, text, region=region) for width in (WIDE, NARROW)
    ]
    return land + Markup("").join(drawn) + key(classes)


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
    return element("ul", *items, class_="key")


def _kind(label: str) -> str:
    return "empty" if label == LACKS else "unbanded" if label == UNCLASSIFIED else "banded"


def _style(label: str, classes: Classes) -> str | None:
    return shade(classes.order.index(label), len(classes.order)) if label in classes.order else None


def _region(index: Index, asked: Sequence[str], shapes: Mapping[str, Shape]) -> list[str]:
    """The units asked for and the nearest to them, without those that are much larger."""
    centres = {code: _centre(shapes[code]) for code in index.units if code in shapes}
    limit = LARGE * max(max(size_of(shapes[code]) for code in asked), 3e5)
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


def widened(view: View) -> View:
    """Return a view that is no higher than `HIGH` of its width, with more to be seen at both sides."""
    width = max(view.width, view.height / HIGH)
    return View(view.left - (width - view.width) / 2, view.bottom, width, view.height)


def _land(
    sheet: Sheet, shapes: Mapping[str, Shape], classes: Classes, asked: Sequence[str], name: str, link: str
) -> Markup:
    """All outlines, once: the drawings for wide and narrow windows refer to them."""
    paths = {code: path for code, shape in shapes.items() if (path := sheet.path(shape))}
    known = classes.labels.index
    land = element(
        "path", class_="land", d="".join(path for code, path in paths.items() if code not in known)
    )
    units = [
        _linked(
            element(
                "path",
                class_=_kind(classes.labels[code]),
                style=_style(classes.labels[code], classes),
                d=path,
            ),
            code,
            link,
        )
        for code, path in paths.items()
        if code in known
    ]
    rings = [element("path", class_="asked", d=paths[code]) for code in asked if code in paths]
    group = element("g", land, *units, *rings, id=name)
    return element("svg", element("defs", group), class_="store", width=0, height=0, aria_hidden="true")


def _linked(mark: Markup, code: str, link: str) -> Markup:
    return element("a", mark, href=link.format(code), tabindex=-1) if link else mark


def _drawn(
    sheet: Sheet, index: Index, asked: Sequence[str], shapes: Mapping[str, Shape], name: str, width: int, text: str,
    *, region: bool,
) -> Markup:  # fmt: skip
    factor, height = width / GRID, round(sheet.height * width / GRID)
    outlines = element("g", element("use", href=f"#{name}"), transform=f"scale({factor:.4f})")
    dots = [
        dot
        for code in index.units
        if code in shapes
        for dot in _dots(sheet, index, code, shapes, asked, factor)
    ]
    labels = Labels(0, 0, width, height)
    shown = [*asked, *(_others(index, asked, shapes, sheet) if region else [])]
    names = [
        labels.place(
            float(at[0] * factor),
            float(at[1] * factor),
            index.dataset.names[code],
            "asked" if code in asked else "",
            bold=code in asked,
            near=True,
        )
        for code in shown
        if (at := sheet.middle(shapes[code])) is not None
    ]
    kind = f"{'wide' if width == WIDE else 'narrow'} map"
    return drawing(width, height, text, outlines, *dots, *names, kind=kind)


def _dots(
    sheet: Sheet, index: Index, code: str, shapes: Mapping[str, Shape], asked: Sequence[str], factor: float
) -> list[Markup]:
    classes = classes_of(index) if len(shapes[code].dots) else None
    if classes is None:
        return []
    label = classes.labels[code]
    kind = f"{_kind(label)}{' asked' if code in asked else ''}"
    return [
        element(
            "circle",
            class_=kind,
            style=_style(label, classes),
            cx=float(x),
            cy=float(y),
            r=6 if code in asked else 3.5,
        )
        for x, y in sheet.dots(shapes[code]) * factor
    ]


def _others(index: Index, asked: Sequence[str], shapes: Mapping[str, Shape], sheet: Sheet) -> list[str]:
    """Those in sight that are not asked for, the largest first."""
    inside = [
        code for code in index.units if code in shapes and code not in asked and sheet.sees(shapes[code])
    ]
    return sorted(inside, key=lambda code: -size_of(shapes[code]))


def _alternative(index: Index, asked: Sequence[str], classes: Classes) -> str:
    bands = [f"{index.dataset.names[code]}: {_words(str(classes.labels[code]))}" for code in asked]
    counts = classes.labels.value_counts()
    many = [f"{counts[label]} {_words(label)}" for label in classes.entries]
    head = [f"Map by {index.definition.title}", *(["; ".join(bands)] if bands else [])]
    return f"{'. '.join(head)}. Of {counted(len(index.units), 'unit')} {listed(many)}."


def _words(label: str) -> str:
    return "in no band" if label == UNCLASSIFIED else label
