"""The caterpillar: every unit's rank over the draws as an interval, sorted by its median."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.plots.sheet.bands import shade_ranks
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.names import Name, name_points
from mpindex.plots.sheet.rows import Rows, fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, ink, quiet, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed
from mpindex.plots.sheet.ticks import label_y, number_x, rank_ticks, room
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.typing import Array
from mpindex.wording import counted, ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Up to so many units, each has its name on the axis; of more, only those asked for are named.
MOST_NAMED = 45
AXIS = "rank (1 = top)"


@styled
def caterpillar(
    ranks: pd.DataFrame,
    units: str | Iterable[str] = (),
    *,
    source: str | Sequence[str],
    about: str = "",
    interval: str = "90 % of draws",
    names: Mapping[str, str] | None = None,
    bands: Mapping[str, tuple[float, float]] | None = None,
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw an interval of ranks for each unit, its median, and the rank that the definition itself gives.

    Parameters
    ----------
    ranks : pd.DataFrame
        Units by low, median, high, reference (the rank by the definition as written). Without a median: left out.
    units : str | Iterable[str]
        The units to stress and name.
    source : str | Sequence[str]
        What the figures rest on: definition, years, draws, seed; versions of it from the fullest to the shortest.
    about : str
        What was varied, or which definition; begins the title.
    interval : str
        In words, what lies between low and high.
    names : Mapping[str, str] | None
        Display names by unit.
    bands : Mapping[str, tuple[float, float]] | None
        Ranks of the bands as written, to be shaded, best first: ``{"middle": (6, 36)}``.
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
        A unit that is not there.
    OptionError
        Columns that lack, or a wrong option.
    """
    table = require(ranks, "low", "median", "high", "reference")
    table = require(table[table["median"].notna()].sort_values(["median", "reference"], kind="stable"))
    asked = require_units(units, ranks.index)
    shown = [unit for unit in asked if unit in set(table.index)]
    sheet = Sheet(layout)
    fit = _rows(sheet, table, shown, names) if len(table) <= MOST_NAMED else None
    ax = sheet.lay_out(
        body=fit.body if fit else 330.0,
        margins=Margins(
            left=fit.room if fit else 16.0,
            right=8.0,
            top=14.0 if bands else 0.0,
        ),
        axis=AXIS,
        title=_titles(table, shown, names, about, interval, noun),
        subtitle=_subtitles(interval, bool(bands)),
        caption=captions(source),
    )
    if fit:
        fit.write(sheet)
    else:
        _unnamed(sheet, len(table), noun)
    _frame(sheet, table, bands or {})
    _intervals(
        ax, fit.places if fit else np.arange(len(table), dtype=float), table, shown, few=fit is not None
    )
    if not fit:
        _names(sheet, table, shown, names)
    return ax


def _rows(sheet: Sheet, table: pd.DataFrame, shown: list[str], names: Mapping[str, str] | None) -> Rows:
    codes = [str(code) for code in table.index]
    stressed = [codes.index(unit) for unit in shown]
    return fit_rows(
        sheet,
        [name_of(code, names) for code in codes],
        gids=[f"name:{code}" for code in codes],
        stressed=stressed,
    )


def _unnamed(sheet: Sheet, many: int, noun: str) -> None:
    sheet.ax.set_ylim(many - 0.5, -0.5)
    sheet.ax.set_yticks([])
    label_y(sheet.ax, f"{many} {noun}, by median rank", sheet.box.height, lines=1)


def _frame(sheet: Sheet, table: pd.DataFrame, bands: Mapping[str, tuple[float, float]]) -> None:
    ends = table[["low", "high", "reference"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = 0.03 * max(high - low, 1.0)
    sheet.ax.set_xlim(low - pad, high + pad)
    ticks = rank_ticks(low, high, room(sheet.box.width, f"{high:.0f}", font("tick")))
    shade_ranks(sheet, bands)
    number_x(sheet.ax, ticks, AXIS, sheet.box.width)
    bare(sheet.ax, "bottom")


def _intervals(ax: Axes, places: Array, table: pd.DataFrame, shown: list[str], *, few: bool) -> None:
    asked = table.index.isin(shown)
    for mask, color, z in ((~asked, quiet(), 2), (asked, focus(), 4)):
        part, y, large = table[mask], places[mask], few or z == 4
        ax.hlines(y, part["low"], part["high"], color=color, lw=3 if large else 1, alpha=0.55, zorder=z)
        ax.scatter(part["median"], y, s=24 if large else 4, color=color, zorder=z + 1, linewidths=0)
        size, width = (60, 1.2) if large else (10, 0.6)
        ax.scatter(part["reference"], y, s=size, zorder=z + 2, marker="|", color=ink(), linewidths=width)


def _names(sheet: Sheet, table: pd.DataFrame, shown: list[str], names: Mapping[str, str] | None) -> None:
    places = np.arange(len(table))
    bars = [np.column_stack([x, places]) for x in np.linspace(table["low"], table["high"], 12)]
    order = list(table.index)
    labels = [
        Name((float(table["high"][unit]), float(order.index(unit))), name_of(unit, names), f"name:{unit}")
        for unit in shown
    ]
    name_points(sheet, labels, np.concatenate(bars))


def _titles(
    table: pd.DataFrame,
    shown: list[str],
    names: Mapping[str, str] | None,
    about: str,
    interval: str,
    noun: str,
) -> list[str]:
    ends = table[["low", "high", "reference"]].to_numpy(dtype=float)
    still = len(table) > 1 and bool((np.ptp(ends, axis=1) == 0).all())
    if still and not shown:
        texts = ["nothing that is varied moves any rank"]
    elif not shown:
        wide = round(float((table["high"] - table["low"]).median()))
        moves = f"move over {counted(wide, 'rank')} or more" if wide else "keep their rank"
        texts = [f"half of the {noun} {moves}"]
    else:
        row = table.loc[shown[0]].astype(float).to_dict()
        low, high = ordinal(round(row["low"])), ordinal(round(row["high"]))
        name, one = subject(shown[0], names), low == high
        text = f"{name} ranks {low} in {interval}"
        if not one:
            beside = round(row["high"]) - round(row["low"]) == 1
            text = f"{name} may rank {f'{low} or {high}' if beside else f'anywhere from {low} to {high}'}"
        written = "" if np.isnan(row["reference"]) else ordinal(round(row["reference"]))
        told = not written or (one and written == low)
        text = f"{text}; nothing that is varied moves any rank" if still else text
        texts = [text if told else f"{text} ({written} as written)", text]
    return headed(about, texts)


def _subtitles(interval: str, bands: bool) -> list[str]:
    text = f"Bar: ranks in {interval}. Dot: median. Stroke: rank by the definition as written."
    return [f"{text} Shaded: its bands." if bands else text, f"Bar: ranks in {interval}. Dot: median."]
