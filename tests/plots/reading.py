"""Reads a finished figure off: its words, axes and marks as lines of text, for `words.txt` beside.

What stands for data is there: where marks are, in what colour, and in what order. Of what is placed on the paper it says
where it stands in percent of the axes, and how many points a name stands from its point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.text import Annotation, Text

#: More points than these are an outline.
MOST_POINTS = 26
#: So many patches beside the data are a ramp.
RAMP = 10


def reading(ax: Axes) -> str:
    """Return what a reader sees, a line for each thing, and close the figure."""
    texts = {text.get_gid(): _words(text) for text in ax.texts}
    lines = [_words(ax._left_title), texts.get("subtitle", ""), texts.get("source", ""), *_axes(ax)]
    lines += _shades([_patch(ax, artist) for artist in ax.patches])
    lines += [_line(ax, artist) for artist in ax.lines]
    lines += [line for artist in ax.collections for line in _collection(artist)]
    lines += [f"cells {numbers(row.filled(np.nan))}" for image in ax.images for row in image.get_array()]
    lines += [_text(ax, text) for text in ax.texts if text.get_gid() not in ("subtitle", "source")]
    plt.close(ax.figure)
    return "\n".join(line for line in lines if line)


def numbers(values: Iterable[Any]) -> str:
    """Write numbers with three digits, years with all."""
    return " ".join(
        f"{value:.6g}" if 1000 <= value < 3000 else f"{value + 0.0:.3g}" for value in map(float, values)
    )


def _words(text: Text) -> str:
    return " ".join(text.get_text().replace("\u00a0", " ").split())


def _axes(ax: Axes) -> Iterator[str]:
    for letter, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        low, high = axis.get_view_interval()
        marks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
        ticks = ", ".join(
            f"{_words(tick)}{_stress(tick)} at {numbers([at])}" for at, tick in marks if _words(tick)
        )
        yield f"{letter} {numbers([low])} to {numbers([high])} {_words(axis.label)}: {ticks}"


def _points(places: Iterable[Iterable[float]]) -> str:
    """Write points; of an outline of many how many there are, and its corners."""
    points = [tuple(map(float, place)) for place in places]
    if len(points) <= MOST_POINTS:
        return ", ".join(map(numbers, points))
    ends = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    return f"{len(points)} points from {numbers(ends[0])} to {numbers(ends[1])}"


def _on_data(ax: Axes, artist: Any) -> tuple[bool, bool]:
    """Whether an artist's x and y are data, and not places on the paper."""
    x, y = artist.get_transform().contains_branch_seperately(ax.transData)
    return bool(x), bool(y)


def _span(name: str, ends: Iterable[float], on_data: bool) -> str:
    low, high = ends
    return f" {name} {numbers([low])} to {numbers([high])}" if on_data else ""


def _shades(lines: list[str]) -> list[str]:
    """Patches, those of a ramp of colours as one: they have a colour and no place in the data."""
    ramp = [line for line in lines if " x " not in line and " y " not in line]
    if len(ramp) < RAMP:
        return lines
    rest = [line for line in lines if line not in ramp]
    return [f"{len(ramp)} shades from {ramp[0]} to {ramp[-1]}", *rest]


def _patch(ax: Axes, patch: Any) -> str:
    colour = f"patch {to_hex(patch.get_facecolor())} {patch.get_hatch() or ''}".rstrip()
    if not hasattr(patch, "get_width"):
        return f"{colour} {_points(patch.get_path().vertices)}"
    x, y = patch.get_xy()
    across, up = (x, x + patch.get_width()), (y, y + patch.get_height())
    on_data = _on_data(ax, patch)
    if not any(on_data):
        colour += f", {patch.get_width():.3g} by {patch.get_height():.3g}"
    return colour + _span("x", across, on_data[0]) + _span("y", up, on_data[1])


def _line(ax: Axes, line: Any) -> str:
    colours = to_hex(line.get_color()), to_hex(line.get_markerfacecolor())
    look = f"line {colours[0]} {line.get_linestyle()}"
    if line.get_linestyle() == "None":
        look = f"marks {line.get_marker()} {colours[1]} in {to_hex(line.get_markeredgecolor())}"
    if all(_on_data(ax, line)):
        return f"{look} {_points(line.get_xydata())}"
    return look + "".join(
        f" {name} {numbers(dict.fromkeys(ends))}"
        for name, ends, on_data in zip("xy", line.get_xydata().T, _on_data(ax, line), strict=True)
        if on_data
    )


def _collection(marks: Collection) -> Iterator[str]:
    faces = " ".join(dict.fromkeys(map(to_hex, marks.get_facecolor())))
    if isinstance(marks, PathCollection) and len(marks.get_sizes()):
        sizes = " ".join(f"{size:.2g}" for size in dict.fromkeys(marks.get_sizes()))
        faint = "" if marks.get_alpha() in (None, 1) else f" at {marks.get_alpha():g}"
        yield f"dots {faces}{faint} of {sizes} {_points(marks.get_offsets())}"
    elif isinstance(marks, LineCollection):
        strokes = " ".join(dict.fromkeys(map(to_hex, marks.get_edgecolor())))
        yield f"strokes {strokes} {'; '.join(_points(path.vertices) for path in marks.get_paths())}"
    else:
        yield f"areas {faces} {'; '.join(_points(dict.fromkeys(map(tuple, path.vertices))) for path in marks.get_paths())}"


def _text(ax: Axes, text: Text) -> str:
    if isinstance(text, Annotation) and text.xycoords == "data":
        away = " ".join(str(round(part)) for part in text.xyann)
        place = f"at {numbers(text.xy)}, {away} off"
    elif all(_on_data(ax, text)):
        place = f"at {numbers(text.get_position())}"
    else:
        spot = ax.transAxes.inverted().transform(text.get_transform().transform(text.get_position()))
        place = "near " + " ".join(str(round(100 * part)) for part in spot)
    upright = " upright" if text.get_rotation() == 90 else ""
    name = f" ({text.get_gid()})" if text.get_gid() else ""
    sides = f"{text.get_ha()} {text.get_va()}"
    return f"text {_words(text)} {place} {sides}{upright} {to_hex(text.get_color())}{_stress(text)}{name}"


def _stress(text: Text) -> str:
    return " bold" if text.get_fontweight() == "bold" else ""
