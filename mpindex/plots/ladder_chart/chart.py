"""The ladder: every unit by rank, the bands shaded, the units asked for named."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.ladder_chart.words import subtitles, titles
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.names import Name, name_points
from mpindex.plots.sheet.scales import Scale, scale_of
from mpindex.plots.sheet.sources import source_lines
from mpindex.plots.sheet.spans import band_labels, bands_by_rank, label_room
from mpindex.plots.sheet.style import focus, font, hairline, muted, styled, tones
from mpindex.plots.sheet.texts import height_of
from mpindex.plots.sheet.ticks import GAP, beside, label_y, number_x, number_y, rank_ticks, room
from mpindex.plots.sheet.units import codes_of, noun

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from mpindex.index.index import Index

#: States that most readers can place; named in small where there is room.
KNOWN = ("DEU", "BRA", "TUR", "ZAF", "NGA", "KEN", "ISL", "TUV")
#: One name in small for so many points of width.
PER_NAME = 60.0


@styled
def ladder(index: Index, units: str | Iterable[str] = (), **layout: Unpack[Layout]) -> Axes:
    """Draw all scored units by rank with their score, bands shaded and counted, some units named.

    Tied units stand side by side. Bands that mix in the ranking are shaded rank by rank. Beside the units asked for, the
    first, the last of each band and a few states that everybody knows are named in small, where there is room.

    Parameters
    ----------
    index : Index
        What a definition says (see `Definition.apply`).
    units : str | Iterable[str]
        Codes, or for countries names, of the units to name. One without a score is named in the subtitle.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        Naming every unit that the dataset does not have, with the nearest.
    OptionError
        No unit has a score, or a wrong option.
    """
    named = codes_of(index, units)
    table = index.table[index.table["score"].notna()]
    if not len(table):
        raise OptionError(f"there is nothing to draw: {index.definition.id} gives no unit a score")
    sheet = Sheet(layout)
    bands = index.bands.reindex(table.index)
    labels = bands_by_rank(bands, index.definition.bands)
    scale = scale_of(table["score"].to_numpy(dtype=float), low_is_best=index.plan.model.low_is_best)
    axis = f"rank among {len(table)} {noun(index)} (1 = top)"
    look = font("label")
    ax = sheet.lay_out(
        body=min(0.52 * sheet.width, 260.0),
        margins=Margins(
            left=beside(scale.ticks) + height_of(1, look) + GAP,
            right=8.0,
            top=label_room(labels),
        ),
        axis=axis,
        title=titles(index, named),
        subtitle=subtitles(index, named),
        caption=source_lines(index),
    )
    _rungs(sheet, table.assign(band=bands), labels, scale, axis)
    label_y(ax, scale.label, sheet.box.height, lines=1)
    band_labels(sheet, bands, labels)
    _names(sheet, index, table, named)
    return ax


def _rungs(sheet: Sheet, table: pd.DataFrame, labels: list[str], scale: Scale, axis: str) -> None:
    ax, n = sheet.ax, len(table)
    shade = dict(zip(labels, tones(len(labels)), strict=True))
    place = 0
    for label, run in groupby(table["band"]):
        many = len(list(run))
        if label in shade:
            ax.axvspan(place + 0.5, place + many + 0.5, color=shade[label], lw=0, zorder=0)
        if labels and place:
            ax.axvline(place + 0.5, color="white", lw=0.8, zorder=1)
        place += many
    size = float(np.clip(1500 / n, 7, 40) * min(1.0, sheet.box.width / 400))
    ax.scatter(np.arange(1, n + 1), table["score"], s=size, color=muted(), linewidths=0, zorder=3)
    ax.set_xlim(0.5 - 0.01 * n, n + 0.5 + 0.01 * n)
    scale.apply(ax)
    number_x(ax, rank_ticks(1, n, room(sheet.box.width, str(n), font("tick"))), axis, sheet.box.width)
    number_y(ax, scale.ticks)
    bare(ax, "left", "bottom")
    ax.grid(False)
    ax.tick_params(axis="x", color=hairline())


def _names(sheet: Sheet, index: Index, table: pd.DataFrame, named: list[str]) -> None:
    """Name the units asked for, and in small those that help a reader find the way."""
    x = dict(zip(table.index, range(1, len(table) + 1), strict=True))
    asked = [unit for unit in table.index if unit in set(named)]
    places = (
        np.column_stack([[x[unit] for unit in asked], table.loc[asked, "score"]])
        if asked
        else np.empty((0, 2))
    )
    sheet.ax.scatter(
        places[:, 0], places[:, 1], s=46, color=focus(), edgecolors="white", linewidths=0.8, zorder=5
    )
    names = [_name(index, table, x, unit, optional=False) for unit in asked]
    names += [
        _name(index, table, x, unit, optional=True)
        for unit in _landmarks(index, table, int(sheet.box.width / PER_NAME))
        if unit not in asked
    ]
    dots = np.column_stack([np.arange(1, len(table) + 1), table["score"]])
    name_points(
        sheet, names, np.concatenate([dots, *[places] * 4])
    )  # a name must cover no named dot: each counts more


def _name(index: Index, table: pd.DataFrame, x: dict[str, int], unit: str, *, optional: bool) -> Name:
    text, rank = index.dataset.names[unit], f" {int(table['rank'][unit])}"
    at = (float(x[unit]), float(table["score"][unit]))
    return Name(at, text, f"name:{unit}", optional, muted() if optional else None, tail=rank)


def _landmarks(index: Index, table: pd.DataFrame, most: int) -> list[str]:
    """First and last, the last of every band, and units that everybody knows (of free units, any): at most so many."""
    edges = (
        [str(part.index[-1]) for _, part in table.groupby("band", sort=False)]
        if index.definition.bands
        else []
    )
    known = (
        [unit for unit in KNOWN if unit in table.index] if index.dataset.is_countries else list(table.index)
    )
    return list(dict.fromkeys([str(table.index[0]), str(table.index[-1]), *edges, *known]))[:most]
