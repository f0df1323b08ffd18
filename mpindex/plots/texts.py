"""Texts of a figure that fit its width: title, subtitle and source line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mpindex.plots.canvas import LARGE, NORMAL, SMALL, lay_out, points, root_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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


def write_texts(ax: Axes, *, title: str, subtitle: str = "", source: str = "", above: float = 0.0) -> None:
    """Write the title, what it means, and the source line, each broken to the width of the axes and their labels.

    Parameters
    ----------
    ax : Axes
        The finished axes.
    title, subtitle, source : str
        The texts.
    above : float
        Points to leave free between the axes and the texts.
    """
    from matplotlib.transforms import ScaledTranslation

    lay_out(ax)
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
    shift = ScaledTranslation(left / points(ax) / 72, rise / 72, root_figure(ax).dpi_scale_trans)
    heading.set_transform(
        ax.transAxes + shift
    )  # in points, so that it stays when names at the right narrow the axes
    text = wrapped(ax, f"Source: {source}", width, fontsize=SMALL)
    foot = (left / points(ax), -_depth(ax) - 6)
    _beside(ax, text, (0, 0), foot, va="top", fontsize=SMALL, color="#555555", gid="source")
    lay_out(ax)


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
