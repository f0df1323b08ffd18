"""Lines over the years: their marks, their names, and the axis of years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.layout import INCH, root_figure
from mpindex.plots.sheet.style import font
from mpindex.plots.sheet.ticks import number_x, room, value_ticks
from mpindex.plots.sheet.units import name_of
from mpindex.typing import Bools

#: Years closer than so many points have no dots.
CLOSE = 5.5

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def line_names(table: pd.DataFrame, codes: Sequence[str], names: Mapping[str, str] | None) -> list[str]:
    """Return the name of each line; one that ends before the last year says in which."""
    labels = []
    for code in codes:
        last = int(table[code].dropna().index[-1])
        labels.append(name_of(code, names) + (f" (to {last})" if last < int(table.index[-1]) else ""))
    return labels


def year_axis(sheet: Sheet, years: Iterable[Any], *, left: float = 6.0) -> None:
    """Set the axis of years, with so many points free at its left."""
    known = [float(year) for year in years]
    first, last = min(known), max(known)
    span = last - first or 1.0
    pad = span * left / max(sheet.box.width - left - 6.0, 20.0)
    sheet.ax.set_xlim(first - pad, last + span * 6.0 / max(sheet.box.width - left - 6.0, 20.0))
    ticks = value_ticks(first, last, room(sheet.box.width - left, "2000", font("tick")), whole=True)
    number_x(sheet.ax, ticks, "", sheet.box.width, lambda year: f"{year:.0f}")


def _pitch(ax: Axes, years: np.ndarray) -> float:
    """Points from one year to the next."""
    if len(years) < 2:
        return np.inf
    ends = ax.transData.transform([(years[0], 0.0), (years[-1], 0.0)])[:, 0]
    return float(np.ptp(ends)) * INCH / root_figure(ax).dpi / (len(years) - 1)


def draw_line(ax: Axes, line: pd.Series, look: Mapping[str, Any], *, own: bool, hollow: Bools) -> None:
    """Draw one line with a mark for each year; hollow where `hollow` says so, broken where there is no value.

    Parameters
    ----------
    ax : Axes
        Where.
    line : pd.Series
        Value by year.
    look : Mapping[str, Any]
        Its color and linestyle.
    own : bool
        Whether it is the line of the unit asked for.
    hollow : Bools
        By year.
    """
    years, values = np.array(line.index, dtype=float), line.to_numpy(dtype=float)
    size, width, z = (4.5, 2.4, 4) if own else (2.6, 1.1, 2)
    if _pitch(ax, years) < CLOSE:  # dots would run into a sausage: those alone that say something
        shown = ~np.isnan(values)
        alone = shown & ~np.append(shown[1:], False) & ~np.append(False, shown[:-1])
        kept = hollow | alone
    else:
        kept = np.ones(len(years), dtype=bool)
    ax.plot(years, values, **look, lw=width, zorder=z, marker="")
    for mask, face in ((kept & ~hollow, look["color"]), (hollow, "white")):
        ax.plot(
            years[mask],
            values[mask],
            "o",
            ls="none",
            ms=size,
            mfc=face,
            mec=look["color"],
            mew=1.0,
            zorder=z + 1,
        )
