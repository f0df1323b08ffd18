"""The profile: where a unit stands in each dimension among all, as dots on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.canvas import FOCUS, NORMAL, PEERS, QUIET, SMALL, axes_for, bare
from mpindex.plots.names import name_of, name_rows, require_units
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.typing import Array
from mpindex.wording import number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MARKERS = ("s", "^", "D", "v", "P", "X")


def profile_dots(
    frame: pd.DataFrame,
    unit: str,
    *,
    source: str,
    about: str = "",
    peers: Iterable[str] = (),
    scale: str = "score",
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a row for each dimension: all units as faint dots, the median, and one unit stressed.

    A dimension without a value for the unit says so. Dots, not a radar: lengths compare, areas do not.

    Parameters
    ----------
    frame : pd.DataFrame
        Units x dimensions, on one scale where more is better (as `Index.levels` of a min-max index).
    unit : str
        The unit to stress, by code.
    source : str
        What the figures rest on.
    about : str
        What was varied, or which definition; begins the title.
    peers : Iterable[str]
        Units with a marker of their own, at most six.
    scale : str
        What the values are; the label of the axis.
    names : Mapping[str, str] | None
        Display names by unit.
    labels : Mapping[str, str] | None
        Display names of the dimensions.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit, OptionError
        A unit is not there, or the frame is empty.
    """
    require(frame)
    unit, *others = require_units([unit, *peers], frame.index)
    if len(others) > len(MARKERS):
        raise OptionError(f"at most {len(MARKERS)} peers can be told apart, not {len(others)}")
    ax = axes_for(ax, 9.0, 2.4 + 0.48 * frame.shape[1])
    values = frame.to_numpy(dtype=float)
    middle, own = frame.median().to_numpy(dtype=float), frame.loc[unit].to_numpy(dtype=float)
    _everybody(ax, values, middle)
    _peers(ax, frame, others, names)
    _focus(ax, own, name_of(unit, names), float(np.nanmin(values)))
    name_rows(
        ax,
        [str(name) for name in frame.columns],
        {str(name): str(name).replace("_", " ") for name in frame.columns} | dict(labels or {}),
        [],
    )
    ax.set_ylim(frame.shape[1] - 0.5, -0.75)
    ax.set_xlabel(scale, fontsize=NORMAL)
    bare(ax, "bottom")
    _legend(ax, len(others) + 2)
    above = int((own > middle).sum())
    title = (
        f"{name_of(unit, names)} is above the median in {above} of {int((~np.isnan(own)).sum())} dimensions"
    )
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        above=18.0,
        subtitle=f"Faint dots: all {len(frame)} units.",
    )
    return ax


def _legend(ax: Axes, columns: int) -> None:
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        fontsize=NORMAL,
        borderaxespad=0.1,
        handletextpad=0.2,
        columnspacing=1.2,
    )


def _everybody(ax: Axes, values: Array, middle: Array) -> None:
    """All units as faint dots, and the median of each row."""
    for row in range(values.shape[1]):
        x, y = values[:, row], np.full(len(values), row)
        ax.scatter(x, y, s=22, color=QUIET, alpha=0.25, linewidths=0, zorder=1)
    rows = np.arange(len(middle))
    ax.scatter(middle, rows, marker="|", s=260, color="black", linewidths=1.6, zorder=3, label="median")


def _peers(ax: Axes, frame: pd.DataFrame, peers: list[str], names: Mapping[str, str] | None) -> None:
    for i, peer in enumerate(peers):
        ax.scatter(
            frame.loc[peer],
            np.arange(frame.shape[1]),
            marker=MARKERS[i],
            s=38,
            facecolor="white",
            edgecolor=PEERS[i],
            linewidths=1.4,
            zorder=4,
            label=name_of(peer, names),
        )


def _focus(ax: Axes, own: Array, name: str, left: float) -> None:
    """The unit asked for, its figures written above; where it has none this is said at the left."""
    ax.scatter(own, np.arange(len(own)), s=95, color=FOCUS, edgecolors="white", zorder=5, label=name)
    for line, value in enumerate(own):
        text, x = (number(value), value) if not np.isnan(value) else ("no figure", left)
        ax.annotate(
            text,
            (x, line),
            (0, 7),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=FOCUS,
            fontweight="bold",
        )
