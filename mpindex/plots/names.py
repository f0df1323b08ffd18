"""Names of units: who is asked for, and where their names go so that they can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import UnknownUnit, suggest
from mpindex.plots.canvas import FOCUS, NORMAL, QUIET, lay_out, points
from mpindex.plots.placing import place, spread
from mpindex.plots.texts import extent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from mpindex.index.index import Index


def require_units(units: str | Iterable[str], known: Iterable[str]) -> list[str]:
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


def codes_of(index: Index, units: str | Iterable[str]) -> list[str]:
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
    lay_out(ax)
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
    lay_out(ax)
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


def name_rows(
    ax: Axes, codes: Sequence[str], names: Mapping[str, str] | None, stressed: Sequence[str]
) -> None:
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
