"""Acceptability bars: in what share of the draws a unit gets each band, with the error of that share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.canvas import NORMAL, SMALL, axes_for, bare, tones
from mpindex.plots.names import name_of, name_rows, require_units
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.typing import Array

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Width of a band's column in shares of one, the rest being the gap to the next column and the figures.
COLUMN = 1.55


def acceptability_bars(
    bands: pd.DataFrame,
    errors: pd.DataFrame | None = None,
    *,
    source: str,
    about: str = "",
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    title: str | None = None,
    rows: str = "unit",
    ax: Axes | None = None,
) -> Axes:
    """Draw the shares of bands, a row for each unit and a column of bars for each band.

    Parameters
    ----------
    bands : pd.DataFrame
        Units x bands, shares of draws, 0 to 1. A missing share has no bar.
    errors : pd.DataFrame | None
        The same shape: standard errors of the shares, drawn as whiskers of two standard errors.
    source : str
        What the figures rest on: definition, draws, seed, version.
    about : str
        What was varied or which definition; begins the title.
    unit : str | None
        The unit to stress; the first when None.
    names : Mapping[str, str] | None
        Display names by unit.
    title : str | None
        Instead of the share of the stressed unit's most frequent band; then no unit need be stressed.
    rows : str
        What a row is, if not a unit: "definition", say.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit, OptionError
        `unit` is not in the table; the table is empty or holds no shares.
    """
    require(bands)
    stressed = require_units(
        (str(bands.index[0]) if title is None else ()) if unit is None else unit, bands.index
    )
    shares = bands.to_numpy(dtype=float)
    if np.nanmin(shares, initial=0.0) < 0 or np.nanmax(shares, initial=0.0) > 1 + 1e-9:
        raise OptionError("shares of draws lie between 0 and 1; divide percentages or counts first")
    ax = axes_for(ax, 9.0, 1.9 + 0.34 * len(bands))
    spans = (
        None
        if errors is None
        else 2 * errors.reindex(index=bands.index, columns=bands.columns).to_numpy(dtype=float)
    )
    for j, shade in enumerate(tones(bands.shape[1])):
        blank = "no data" if rows == "unit" else "–"
        _column(ax, shares[:, j], j * COLUMN, shade, None if spans is None else spans[:, j], blank)
    _frame(ax, bands, stressed, names)
    title = _most_often(bands, stressed[0], names) if title is None else title
    whiskers = " Whiskers: two standard errors." if errors is not None else ""
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        above=16.0,
        subtitle=f"Share of draws in which {'a unit gets' if rows == 'unit' else f'each {rows} gives'} each band.{whiskers}",
    )
    return ax


def _most_often(bands: pd.DataFrame, unit: str, names: Mapping[str, str] | None) -> str:
    row = bands.loc[unit].astype(float)
    if not row.notna().any():
        return "no shares"
    return f"{name_of(unit, names)} is '{row.idxmax()}' in {_percent(float(row.to_numpy().max()))} of draws"


def _column(
    ax: Axes, share: Array, left: float, shade: tuple[float, ...], span: Array | None, blank: str
) -> None:
    rows = np.arange(len(share))
    ax.barh(rows, np.ones(len(share)), left=left, height=0.66, color="#F6F7F8", lw=0, zorder=1)
    ax.barh(
        rows, np.nan_to_num(share), left=left, height=0.66, color=shade, edgecolor="#6F7A85", lw=0.6, zorder=2
    )
    if span is not None:
        low, high = np.clip(share - span, 0, 1), np.clip(share + span, 0, 1)
        ax.hlines(rows, left + low, left + high, color="black", lw=1.4, zorder=3)
    for row, value in enumerate(share):
        text = blank if np.isnan(value) else _percent(value)
        ax.text(left + 1.04, row, text, va="center", ha="left", fontsize=NORMAL, gid=f"share:{row}")


def _percent(share: float) -> str:
    """Write a share; what happens, however rarely, is not written as nothing.

    >>> [_percent(x) for x in (0.0, 0.002, 0.5, 0.998, 1.0)]
    ['0 %', '<1 %', '50 %', '>99 %', '100 %']
    """
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 < share < 1 else f"{share:.0%}".replace("%", " %")


def _frame(ax: Axes, bands: pd.DataFrame, stressed: list[str], names: Mapping[str, str] | None) -> None:
    name_rows(ax, [str(code) for code in bands.index], names, stressed)
    ax.set_xlim(-0.03, bands.shape[1] * COLUMN - 0.1)
    ticks = [j * COLUMN + step for j in range(bands.shape[1]) for step in (0, 0.5, 1)]
    ax.set_xticks(ticks, ["0", "50", "100 %"] * bands.shape[1], fontsize=SMALL)
    for j, label in enumerate(bands.columns):
        ax.annotate(
            str(label),
            (j * COLUMN, 1),
            (0, 4),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            parse_math=False,
            fontsize=NORMAL,
            fontweight="bold",
            annotation_clip=False,
            gid=f"band:{label}",
        )
    bare(ax)
    ax.tick_params(length=0)
