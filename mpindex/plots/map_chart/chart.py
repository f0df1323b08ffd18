"""The map: bands or values as shades, the unit asked for outlined; the world or a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.plots.map_chart.classes import Classes
from mpindex.plots.map_chart.names import name_units
from mpindex.plots.map_chart.view import View, view_of
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import Key
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.sources import captions, source_lines
from mpindex.plots.sheet.spans import bands_by_rank
from mpindex.plots.sheet.style import focus, styled
from mpindex.plots.sheet.units import require_units
from mpindex.units.shapes import Shape, shapes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.index.index import Index

BORDERS = "Borders: Natural Earth; they are the map maker's and no opinion."
#: Land that is no unit, and the sea.
LAND, SEA = "#D3D7DA", "#EDF2F6"


@styled
def world_map(
    values: pd.Series | Index,
    unit: str | None = None,
    *,
    order: Sequence[str] | None = None,
    region: Iterable[str] | None = None,
    shapes: Mapping[str, Shape] | None = None,
    source: str | Sequence[str] = "",
    about: str = "",
    names: Mapping[str, str] | None = None,
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw bands, or numbers in fifths, on a map.

    Units too small for the scale are dots at their capitals. Hatched: no score or figure. Borders are the map maker's.

    Parameters
    ----------
    values : pd.Series | Index
        Band (text) or number by unit, missing where there is none; or what a definition says, whose bands are drawn,
        or its scores where it has none.
    unit : str | None
        The unit to outline, by code.
    order : Sequence[str] | None
        Bands from the best; in the order in which they come when None. An Index knows its own.
    region : Iterable[str] | None
        Units that the map is to show; the world when None.
    shapes : Mapping[str, Shape] | None
        Own shapes by unit (see `mpindex.units.shapes.shapes_of`); the states of the world when None.
    source : str | Sequence[str]
        What the values rest on. An Index gives its own, as it gives names and the beginning of the title.
    about : str
        Which definition or figure; begins the title.
    names : Mapping[str, str] | None
        Display names by unit.
    noun : str
        What the units are called: "states", say.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        The unit, or one of the region, has no shape.
    OptionError
        No value has a shape, or a wrong option.
    """
    foot = captions(source)
    if not isinstance(values, pd.Series):
        index, noun = values, values.dataset.noun
        foot, about = source_lines(index), about or index.definition.title
        names = dict(index.dataset.names) | dict(names or {})
        values, order = _answer(index, order)
    land = _shapes(shapes)
    known = [code for code in land if code]
    if not set(values.dropna().index) & set(known):
        raise OptionError(
            "there is nothing to draw: no unit with a value has a shape. The map knows the states of the world by code;"
            " give other units their own with shapes=, as mpindex.units.shapes.shapes_of makes them"
        )
    asked = require_units(unit, known)[0] if unit is not None else None
    shown = require_units(region, known) if region is not None else None
    classes = Classes.of(values, order)
    sheet = Sheet(layout)
    view = view_of(land, shown)
    key = Key(sheet.width, classes.key)
    ax = sheet.lay_out(
        body=sheet.width * view.height / view.width,
        margins=Margins(top=key.room),
        title=classes.titles(asked, names, about, noun[:-1]),
        subtitle=[],
        caption=[f"{line.removesuffix('.')}. {BORDERS}" if line else BORDERS for line in foot or [""]],
    )
    view.apply(sheet)
    ax.set_facecolor(SEA)
    _draw(sheet, view, land, classes, asked)
    key.write(sheet, [classes.looks[label] for label in classes.entries])
    ax.set(xticks=[], yticks=[])
    bare(ax)
    name_units(sheet, view, land, shown, asked, names)
    return ax


def _answer(index: Index, order: Sequence[str] | None) -> tuple[pd.Series, Sequence[str] | None]:
    """Bands of an index from the best, or its scores where it has none."""
    if not index.definition.bands:
        return index.scores, order
    scored = index.table["band"].iloc[: index.n]
    return index.bands.where(index.scores.notna()), order or bands_by_rank(scored, index.definition.bands)


def _shapes(given: Mapping[str, Shape] | None) -> Mapping[str, Shape]:
    return shapes() if given is None else given


def _draw(sheet: Sheet, view: View, land: Mapping[str, Shape], classes: Classes, asked: str | None) -> None:
    """Land first, then units by class, then dots, and the unit asked for on top."""
    from matplotlib.collections import PathCollection
    from matplotlib.patches import PathPatch

    looks, labels = classes.looks, classes.labels
    seen = {code: shape for code, shape in land.items() if shape.outer and view.sees(shape)}
    groups: dict[str, list[Any]] = {}
    for code, shape in seen.items():
        groups.setdefault(str(labels.get(code, "")), []).append(_path(shape))
    for label, paths in groups.items():
        look = looks[label] if label else {"fc": LAND, "ec": "#C9CDD1"}
        sheet.ax.add_collection(PathCollection(paths, lw=0.35, zorder=2, **look), autolim=False)
    if asked in seen:
        line = _path(seen[asked])
        for colour, wide in (
            ("white", 3.4),
            (focus(), 1.6),
        ):  # white around it: without colours it still stands out
            sheet.ax.add_artist(PathPatch(line, fc="none", ec=colour, lw=wide, zorder=4))
    for code, shape in land.items():
        if len(shape.dots) and code in labels.index:
            own, size = code == asked, min(4.5, max(3.0, sheet.box.width / 110))
            mark: dict[str, Any] = {
                "ms": 7.0 if own else size,
                "mew": 1.6 if own else 0.5,
                "zorder": 5 if own else 3,
            }
            look = looks[labels[code]]
            sheet.ax.plot(
                *shape.dots.T, "o", ls="none", mfc=look["fc"], mec=focus() if own else look["ec"], **mark
            )


def _path(shape: Shape) -> Any:
    """All rings of a unit as one path, so that holes stay open."""
    from matplotlib.path import Path

    rings = [np.vstack([ring, ring[:1]]) for ring in (*shape.outer, *shape.holes)]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings]
    return Path(np.vstack(rings), np.concatenate(codes))
