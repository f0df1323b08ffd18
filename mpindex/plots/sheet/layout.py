"""What every figure can be told about its size and its words, and the part of a figure that axes may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

import numpy as np

from mpindex.errors import OptionError, suggest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.gridspec import SubplotSpec

#: Points of an inch.
INCH = 72.0
#: Width of a figure when none is asked for, and the least, in inches.
WIDTH, LEAST = 7.0, 2.0


class Layout(TypedDict, total=False):
    """Options of every figure.

    As room shrinks, words go in this order: names of units that nobody asked for and second marks; what the source line
    lists one by one; what the subtitle explains, then the subtitle; the title's second clause; the source line. What is
    never given up: the finding, the unit asked for, and what an axis measures.
    """

    title: str | bool
    """A title in place of the finding; False for none, where a journal wants it outside."""
    subtitle: str | bool
    """A subtitle in place of what is shown; False for none."""
    caption: str | bool
    """A foot in place of the source line; False for none."""
    figsize: float | tuple[float, float]
    """Width and height in inches; a single number is the width, and the height follows from what is drawn."""
    dpi: float
    """Dots per inch of a new figure on a screen; `mpindex.plots.save` has its own."""
    ax: Axes | None
    """Axes to draw on; all is drawn within their cell of the figure. A new figure when None."""


class Region(NamedTuple):
    """A part of a figure: left, bottom, width and height in points."""

    left: float
    bottom: float
    width: float
    height: float


def checked(layout: Layout) -> Layout:
    """Return the options if each is one, or say which is not."""
    known = list(Layout.__annotations__)
    for key in layout:
        if key not in known:
            raise OptionError(
                f"a figure has no option {key!r}.{suggest(key, known)} Options: {', '.join(known)}"
            )
    for key in ("title", "subtitle", "caption"):
        value = layout.get(key, True)
        if not isinstance(value, str | bool):
            raise OptionError(f"{key} is a text, or False for none, not {value!r}")
    if layout.get("ax") is not None and "figsize" in layout:
        raise OptionError("figsize is the size of a new figure; the axes given have theirs")
    if layout.get("ax") is not None:
        _require_axes(layout["ax"], "dpi" in layout)
    if "dpi" in layout:
        _require_dpi(layout["dpi"])
    return layout


def _require_dpi(dpi: Any) -> None:
    good = isinstance(dpi, int | float) and not isinstance(dpi, bool) and 0 < dpi < np.inf
    if not good:
        raise OptionError(f"dpi is a number of dots per inch, such as 200, not {dpi!r}")


def _require_axes(ax: Any, dpi: bool) -> None:
    from matplotlib.axes import Axes

    if not isinstance(ax, Axes):
        raise OptionError(
            f"ax is the axes of one panel, as of `figure, ax = plt.subplots()`, not {type(ax).__name__}; "
            "of several panels give one: ax=axes[0]"
        )
    if dpi:
        raise OptionError("dpi is of a new figure; the axes given have theirs: plt.figure(dpi=...)")
    if not hasattr(ax, "get_subplotspec") or ax.name != "rectilinear":
        raise OptionError(f"ax has a {ax.name} projection; a figure is drawn on plain axes")


def size_of(figsize: Any) -> tuple[float, float | None]:
    """Return width and height in points; no height where only a width is given."""
    sizes = [figsize] if isinstance(figsize, int | float) else list(figsize or [WIDTH])
    good = 1 <= len(sizes) <= 2 and all(isinstance(size, int | float) for size in sizes)
    if not good or not all(LEAST <= size < np.inf for size in sizes):
        raise OptionError(
            f"figsize is a width, or width and height, of at least {LEAST:g} inches each, not {figsize!r}"
        )
    return sizes[0] * INCH, sizes[1] * INCH if len(sizes) == 2 else None


def root_figure(ax: Axes) -> Figure:
    """Return the figure that holds `ax`, through any subfigures."""
    figure: Figure = ax.figure.canvas.figure
    return figure


def region_of(ax: Axes) -> Region:
    """Return what axes may use of their figure: their cell in a grid up to the middle of the gaps, else their place."""
    root = root_figure(ax)
    host = ax.figure.bbox
    scale = INCH / root.dpi
    spec = ax.get_subplotspec()
    box = ax.get_position(original=True)
    x0, y0, x1, y1 = (box.x0, box.y0, box.x1, box.y1) if spec is None else _cell(ax, spec)
    return Region(
        (host.x0 + x0 * host.width) * scale,
        (host.y0 + y0 * host.height) * scale,
        (x1 - x0) * host.width * scale,
        (y1 - y0) * host.height * scale,
    )


def _cell(ax: Axes, spec: SubplotSpec) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of a cell in shares of its figure; a grid within a cell keeps to that cell."""
    grid = spec.get_gridspec()
    bottoms, tops, lefts, rights = (
        np.asarray(ends) for ends in grid.get_grid_positions(cast("Figure", ax.figure))
    )
    nested = spec.get_topmost_subplotspec() is not spec
    ends = (lefts[0], rights[-1], bottoms[-1], tops[0]) if nested else (0.0, 1.0, 0.0, 1.0)
    x = np.concatenate([[ends[0]], (rights[:-1] + lefts[1:]) / 2, [ends[1]]])
    y = np.concatenate([[ends[3]], (bottoms[:-1] + tops[1:]) / 2, [ends[2]]])
    return x[spec.colspan.start], y[spec.rowspan.stop], x[spec.colspan.stop], y[spec.rowspan.start]
