"""What all figures share: colours, texts that fit, names that do not overlap, and the source line.

Every colour also differs in lightness, so that figures read in grey; what matters is also said by shape or in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import UnknownUnit, suggest
from mpindex.plots.placing import place, spread

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from mpindex.index.index import Index

#: The unit asked for; dark in grey. Tol's "vibrant" red: tells apart from blue and grey in all colour blindness.
FOCUS = "#B3200E"
#: Everybody else.
QUIET = "#8C939B"
#: Lines of peers, dark enough for text (after Tol's "muted" scheme), each with a dash of its own for print in grey.
PEERS = ("#332288", "#117733", "#0067A5", "#7A5195", "#6B6B00", "#8A4B08", "#00706B", "#555555")
DASHES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
#: Ends of the ramp of band shades: the best band is darkest.
DARK, LIGHT = (0.60, 0.70, 0.80), (0.93, 0.95, 0.97)

SMALL, NORMAL, LARGE = 7.5, 9.0, 11.0


# the axes --------------------------------------------------------------------


def canvas(ax: Axes | None, width: float, height: float) -> Axes:
    """Return `ax`, or new axes on a figure of that size in inches.

    A figure that lays out nothing by itself gets the constrained layout, so that titles and source lines are not cut.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        made: Axes = plt.subplots(figsize=(width, height), layout="constrained")[1]
        return made
    figure = whole(ax)
    if figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    return ax


def whole(ax: Axes) -> Figure:
    """Return the figure that holds `ax`, through any subfigures."""
    figure: Figure = ax.figure.canvas.figure
    return figure


def settle(ax: Axes) -> None:
    """Let the layout take its final shape, so that pixels can be measured."""
    whole(ax).draw_without_rendering()


def points(ax: Axes) -> float:
    """Pixels per typographic point."""
    return float(whole(ax).dpi) / 72


def bare(ax: Axes, *keep: str) -> None:
    """Take away the spines but those named."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)


def tones(many: int) -> list[tuple[float, ...]]:
    """Return so many shades from dark to light."""
    steps = np.linspace(0, 1, max(many, 2))[:many]
    return [tuple(np.array(DARK) * (1 - t) + np.array(LIGHT) * t) for t in steps]


# texts that fit --------------------------------------------------------------


def extent(ax: Axes, text: str, **style: Any) -> tuple[float, float]:
    """Width and height of a text in pixels."""
    probe = ax.figure.text(0, 0, text, parse_math=False, **style)
    box = probe.get_window_extent()
    probe.remove()
    return float(box.width), float(box.height)


def wrapped(ax: Axes, text: str, width: float, **style: Any) -> str:
    """Break a text into lines of at most `width` pixels; its own line breaks stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):  # no other white space: a count stays with its word
            longer = f"{line} {word}".strip()
            if line and extent(ax, longer, **style)[0] > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def dress(ax: Axes, *, title: str, subtitle: str = "", source: str = "", above: float = 0.0) -> None:
    """Write the title, what it means, and the source line, each broken to the width of the axes and their labels.

    above : points to leave free between the axes and the texts.
    """
    from matplotlib.transforms import ScaledTranslation

    settle(ax)
    names = ax.yaxis.get_tightbbox()
    left = min((names.x0 - ax.bbox.x0) if names is not None else 0.0, 0.0)
    width = max(float(ax.bbox.width) - left, 150.0 * points(ax))
    rise = above + 6.0
    if subtitle:
        text = wrapped(ax, subtitle, width, fontsize=NORMAL)
        _beside(ax, text, (0, 1), (left / points(ax), rise), va="bottom", fontsize=NORMAL, gid="subtitle")
        rise += extent(ax, text, linespacing=1.15, fontsize=NORMAL)[1] / points(ax) + 4.0
    text = wrapped(ax, title, width, fontsize=LARGE, fontweight="bold")
    heading = ax.set_title(text, loc="left", parse_math=False, fontsize=LARGE, fontweight="bold")
    shift = ScaledTranslation(left / points(ax) / 72, rise / 72, whole(ax).dpi_scale_trans)
    heading.set_transform(
        ax.transAxes + shift
    )  # in points, so that it stays when names at the right narrow the axes
    text = wrapped(ax, f"Source: {source}", width, fontsize=SMALL)
    foot = (left / points(ax), -_depth(ax) - 6)
    _beside(ax, text, (0, 0), foot, va="top", fontsize=SMALL, color="#555555", gid="source")
    settle(ax)


def _beside(
    ax: Axes, text: str, corner: tuple[float, float], offset: tuple[float, float], **style: Any
) -> None:
    """Write a text so many points from a corner of the axes."""
    ax.annotate(
        text,
        corner,
        offset,
        xycoords="axes fraction",
        textcoords="offset points",
        ha="left",
        parse_math=False,
        annotation_clip=False,
        linespacing=1.15,
        **style,
    )


def _depth(ax: Axes) -> float:
    """How many points ticks and label of the x axis reach below the axes."""
    box = ax.xaxis.get_tightbbox()
    return max((ax.bbox.y0 - box.y0) / points(ax), 0.0) if box is not None else 0.0


def source_of(*indexes: Index) -> str:
    """Say from where an index is: definitions, years of the figures, publishers, version of the library."""
    ids = dict.fromkeys(f"{index.definition.id} ({index.definition.fidelity})" for index in indexes)
    years = [index.plan.years[~np.isnan(index.plan.years)] for index in indexes]
    spans = [(int(found.min()), int(found.max())) for found in years if len(found)]
    first, last = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
    span = f"{first}" if first == last else f"{first} to {last}"
    asof = dict.fromkeys(index.dataset.year for index in indexes if index.dataset.year is not None)
    when = f"as of {', '.join(map(str, asof))}, figures of {span}" if asof else f"newest figures, {span}"
    whose = sorted({source for index in indexes for source in _publishers(index)})
    said = f" from {', '.join(whose)}" if whose else ""
    return f"definition{'s' if len(ids) > 1 else ''} {', '.join(ids)}; {when}{said}; mpindex {indexes[0].version}."


def _publishers(index: Index) -> set[str]:
    entries = [
        index.dataset.indicator(name)
        for name in index.definition.indicators
        if name in index.dataset.indicators
    ]
    return {entry.source for entry in entries if entry.source}


# names -----------------------------------------------------------------------


def chosen(units: str | Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the units asked for, each once.

    Raises
    ------
    UnknownUnit
        Naming every one that is not there, with the nearest.
    """
    asked = list(dict.fromkeys([units] if isinstance(units, str) else units))
    there = list(map(str, known))
    wrong = [unit for unit in asked if unit not in there]
    if wrong:
        raise UnknownUnit(
            "; ".join(f"there is no unit {unit!r} in this table.{suggest(unit, there)}" for unit in wrong)
        )
    return asked


def found(index: Index, units: str | Iterable[str]) -> list[str]:
    """Return the codes of units of an index given by code or name, each once; every unknown one is in the error."""
    codes: list[str] = []
    wrong: list[str] = []
    for unit in [units] if isinstance(units, str) else units:
        try:
            codes.append(index.dataset.find(unit))
        except UnknownUnit as fault:
            wrong.append(str(fault))
    if wrong:
        raise UnknownUnit("; ".join(wrong))
    return list(dict.fromkeys(codes))


def name_of(unit: str, names: Mapping[str, str] | None) -> str:
    return (names or {}).get(unit, unit)


def noun(index: Index) -> str:
    """What its units are called."""
    return "states" if index.dataset.is_countries else "units"


def name_points(
    ax: Axes, xy: ArrayLike, labels: Sequence[str], obstacles: ArrayLike, *, gids: Sequence[str], **style: Any
) -> Sequence[Text]:
    """Name points of the axes so that no name covers another, a point of `obstacles` (data), or the frame.

    Call it last: places are measured in the final layout.
    """
    style = {"fontsize": NORMAL, "fontweight": "bold", "color": FOCUS, **style}
    settle(ax)
    at = ax.transData.transform(np.asarray(xy, dtype=float).reshape(-1, 2))
    others = ax.transData.transform(np.asarray(obstacles, dtype=float).reshape(-1, 2))
    sizes = [extent(ax, label, **style) for label in labels]
    box = ax.bbox
    margin = 3 * points(ax)
    frame = (box.x0 + margin, box.y0 + margin, box.x1 - margin, box.y1 - margin)
    reach = [step * points(ax) for step in (6, 10, 15, 21, 28, 37, 48, 62, 80, 102, 130, 165, 210)]
    centres = place(at, sizes, others, frame, distances=reach)
    return [
        _name(ax, label, data, (centre - pixel) / points(ax), gid, style)
        for label, data, pixel, centre, gid in zip(
            labels, np.asarray(xy, dtype=float).reshape(-1, 2), at, centres, gids, strict=True
        )
    ]


def _name(ax: Axes, label: str, data: Any, offset: Any, gid: str, style: Mapping[str, Any]) -> Text:
    from matplotlib.patheffects import withStroke

    leader = {"arrowstyle": "-", "color": style["color"], "lw": 0.7, "shrinkA": 1, "shrinkB": 3}
    halo = [withStroke(linewidth=2, foreground="white", alpha=0.8)]
    return ax.annotate(
        label,
        tuple(data),
        tuple(offset),
        textcoords="offset points",
        ha="center",
        va="center",
        arrowprops=leader,
        parse_math=False,
        gid=gid,
        zorder=6,
        path_effects=halo,
        **style,
    )


def name_ends(
    ax: Axes,
    x: float,
    ys: ArrayLike,
    labels: Sequence[str],
    styles: Sequence[Mapping[str, Any]],
    *,
    gids: Sequence[str],
) -> Sequence[Text]:
    """Name lines to the right of their ends at `x`, moved apart where ends are close, with a thread to the end."""
    settle(ax)
    scale = points(ax)
    heights = [extent(ax, label, fontsize=NORMAL)[1] + 1.5 * scale for label in labels]
    y = np.asarray(ys, dtype=float)
    pixels = ax.transData.transform(np.column_stack([np.full(len(y), x), y]))[:, 1]
    centres = spread(pixels, heights, ax.bbox.y0, ax.bbox.y1)
    texts = []
    for i, label in enumerate(labels):
        thread = {
            "arrowstyle": "-",
            "color": styles[i].get("color", QUIET),
            "lw": 0.6,
            "shrinkA": 0,
            "shrinkB": 4,
            "relpos": (0, 0.5),
        }
        texts.append(
            ax.annotate(
                label,
                (x, y[i]),
                (20, (centres[i] - pixels[i]) / scale),
                textcoords="offset points",
                ha="left",
                va="center",
                fontsize=NORMAL,
                arrowprops=thread,
                parse_math=False,
                annotation_clip=False,
                gid=gids[i],
                **styles[i],
            )
        )
    return texts


def ordered(table: pd.DataFrame, *needed: str) -> pd.DataFrame:
    """Return the table if it has the columns needed.

    Raises
    ------
    ValueError
        Naming the columns that lack, or a table without rows.
    """
    lacking = [column for column in needed if column not in table.columns]
    if lacking:
        raise ValueError(
            f"the table lacks the columns {', '.join(lacking)}; it has {', '.join(map(str, table.columns))}"
        )
    if not len(table):
        raise ValueError("there is nothing to draw: the table has no rows")
    return table


def rows(ax: Axes, codes: Sequence[str], names: Mapping[str, str] | None, stressed: Sequence[str]) -> None:
    """Name the rows of a chart from the top down, those stressed in colour and bold."""
    ax.set_yticks(
        range(len(codes)), [name_of(code, names) for code in codes], fontsize=NORMAL, parse_math=False
    )
    ax.set_ylim(len(codes) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=NORMAL)
    for code, label in zip(codes, ax.get_yticklabels(), strict=True):
        label.set_gid(f"name:{code}")
        if code in stressed:
            label.set_color(FOCUS)
            label.set_fontweight("bold")
