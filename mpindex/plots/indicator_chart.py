"""One raw indicator over time for several units, with the error of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.lines import draw_line, line_names, year_axis
from mpindex.plots.sheet.names import ends, name_ends
from mpindex.plots.sheet.scales import scale_of
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, peer, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import height_of
from mpindex.plots.sheet.ticks import beside, label_y, number_y
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.wording import listed, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: The band reaches so many standard errors to both sides: 95 of 100 times, if errors are normal.
ERRORS = 1.96
#: More lines cannot be told apart.
MOST = 9


@styled
def indicator_lines(
    table: pd.DataFrame,
    units: str | Iterable[str] | None = None,
    *,
    label: str,
    source: str | Sequence[str],
    errors: pd.DataFrame | None = None,
    log: bool | None = None,
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw the figures of one indicator over the years, as published, with a band of twice their standard error.

    Parameters
    ----------
    table : pd.DataFrame
        Years x units: the figures; NaN where there is none, and the line is broken there.
    units : str | Iterable[str] | None
        Units to draw, by code, the first of them stressed; all columns when None.
    label : str
        What the figures are and their unit: "GDP, current US$".
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    errors : pd.DataFrame | None
        Years x units: standard errors.
    log : bool | None
        Whether by powers of ten; where the figures ask for it when None.
    names : Mapping[str, str] | None
        Display names by unit.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        A unit is not a column.
    OptionError
        The table is empty, no unit has a figure, more than nine units, or a wrong option.
    """
    require(table)
    asked = require_units([str(code) for code in table.columns] if units is None else units, table.columns)
    table = table.sort_index()
    codes = [code for code in asked if table[code].notna().any()]
    if not codes or len(codes) > MOST:
        raise OptionError(f"name one to {MOST} units that have a figure, not {len(codes)}")
    spans = _spans(table[codes], errors)
    sheet = Sheet(layout)
    order = [*codes[1:], codes[0]]
    labels = ends(sheet, line_names(table, order, names), len(order) - 1)
    scale = scale_of(np.concatenate([span.ravel() for span in spans]), label, log=log)
    look = font("label")
    ax = sheet.lay_out(
        body=max(190.0, min(0.5 * sheet.width, 250.0)),
        margins=Margins(beside(scale.ticks) + 2 * height_of(1, look) + 3.0, labels.room, 4.0),
        axis="",
        title=_titles(table[codes[0]].dropna(), subject(codes[0], names), label),
        subtitle=_subtitles(
            [name_of(code, names) for code in asked if code not in codes], errors is not None
        ),
        caption=captions(source),
    )
    year_axis(sheet, table.index)
    scale.apply(ax)
    number_y(ax, scale.ticks)
    label_y(ax, scale.label, sheet.box.height)
    bare(ax, "left", "bottom")
    _lines(ax, table, codes, spans)
    last = [(float(table[code].dropna().index[-1]), float(table[code].dropna().iloc[-1])) for code in order]
    colours = [*(peer(i)["color"] for i in range(len(codes) - 1)), focus()]
    name_ends(sheet, labels, last, colours, [f"name:{code}" for code in order])
    return ax


def _spans(table: pd.DataFrame, errors: pd.DataFrame | None) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of the band by year and unit; the figure itself where it has no error."""
    values = table.to_numpy(dtype=float)
    if errors is None:
        return values, values
    half = ERRORS * np.nan_to_num(
        errors.reindex(index=table.index, columns=table.columns).to_numpy(dtype=float)
    )
    low = values - half
    if (values > 0).all():  # on an axis by powers of ten there is no room for what is not above 0
        low = np.where(low > 0, low, values)
    return low, values + half


def _lines(ax: Axes, table: pd.DataFrame, codes: list[str], spans: tuple[np.ndarray, np.ndarray]) -> None:
    years = np.array(table.index, dtype=float)
    for i, code in enumerate(codes):
        look = {"color": focus(), "linestyle": "-"} if i == 0 else peer(i - 1)
        low, high = spans[0][:, i], spans[1][:, i]
        if (high > low).any():
            ax.fill_between(
                years, low, high, color=look["color"], alpha=0.18 if i == 0 else 0.10, lw=0, zorder=1
            )
        draw_line(ax, table[code], look, own=i == 0, hollow=np.zeros(len(years), dtype=bool))


def _titles(line: pd.Series, name: str, label: str) -> list[str]:
    what = label.split(",")[0]
    first, last = line.index[0], line.index[-1]
    if len(line) == 1:
        return [f"{what}: {name} had {number(line.iloc[0])} in {first}"]
    text = f"{name} went from {number(line.iloc[0])} in {first} to {number(line.iloc[-1])} in {last}"
    return [f"{what}: {text}", text]


def _subtitles(lacking: list[str], band: bool) -> list[str]:
    note = "Figures as published" + ("; shaded: two standard errors to both sides." if band else ".")
    missing = f" No figure for {listed(lacking)}." if lacking else ""
    return [note + missing, note]
