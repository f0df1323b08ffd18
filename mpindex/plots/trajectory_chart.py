"""Trajectories: a unit's rank or position over the years, its peers beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.canvas import DASHES, FOCUS, NORMAL, PEERS, axes_for, bare, tones
from mpindex.plots.names import name_ends, name_of, require_units
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.wording import number, ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def trajectory_lines(
    table: pd.DataFrame,
    unit: str,
    *,
    source: str,
    about: str = "",
    quantity: str = "rank",
    low_is_best: bool = True,
    bands: Mapping[str, tuple[float, float]] | None = None,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a line for each unit over the years, one of them stressed, all named at their ends.

    Parameters
    ----------
    table : pd.DataFrame
        Years x units; NaN where there is no score, and the line is broken there.
    unit : str
        The unit to stress, by code.
    source : str
        What the figures rest on.
    about : str
        What was varied, or which definition; begins the title.
    quantity : str
        What the values are: "rank", "position", "score".
    low_is_best : bool
        Whether small values stand on top.
    bands : Mapping[str, tuple[float, float]] | None
        Ranges to shade, ``{"middle": (6, 36)}``.
    names : Mapping[str, str] | None
        Display names by unit.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit, OptionError
        `unit` is not a column; the table is empty or has no value for any year.
    """
    require(table)
    unit = require_units(unit, table.columns)[0]
    table = table.sort_index().loc[:, table.notna().any()]
    if unit not in table.columns:
        raise OptionError(f"there is nothing to draw: {name_of(unit, names)} has no {quantity} in any year")
    ax = axes_for(ax, 9.0, 5.4)
    others = [str(code) for code in table.columns if code != unit]
    looks = _lines(ax, table, unit, others)
    _frame(ax, table, quantity, low_is_best, bands or {})
    title = _title(table[unit].dropna(), name_of(unit, names), quantity)
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        subtitle=f"{quantity.capitalize()} by year{', top is best' if low_is_best else ''}.",
    )
    _line_names(ax, table, [*others, unit], names, looks)
    return ax


def _lines(ax: Axes, table: pd.DataFrame, unit: str, others: list[str]) -> list[dict[str, str]]:
    """Draw a line for each unit and return how its name is to look, the unit asked for last."""
    years = np.array(table.index, dtype=int)
    looks = [{"color": PEERS[i % len(PEERS)]} for i in range(len(others))] + [
        {"color": FOCUS, "fontweight": "bold"}
    ]
    for i, code in enumerate([*others, unit]):
        own = code == unit
        ax.plot(
            years,
            table[code],
            color=looks[i]["color"],
            lw=2.8 if own else 1.2,
            zorder=4 if own else 2,
            ls="-" if own else DASHES[i % len(DASHES)],
            marker="o",
            ms=4.5 if own else 2.5,
        )
    return looks


def _line_names(
    ax: Axes,
    table: pd.DataFrame,
    codes: list[str],
    names: Mapping[str, str] | None,
    looks: list[dict[str, str]],
) -> None:
    years = np.array(table.index, dtype=int)
    ends = [float(table[code].dropna().iloc[-1]) for code in codes]
    last = [int(years[np.flatnonzero(table[code].notna())[-1]]) for code in codes]
    labels = [
        name_of(code, names) + (f" (to {year})" if year < years[-1] else "")
        for code, year in zip(codes, last, strict=True)
    ]
    name_ends(ax, float(years[-1]), ends, labels, looks, gids=[f"name:{code}" for code in codes])


def _frame(
    ax: Axes, table: pd.DataFrame, quantity: str, low_is_best: bool, bands: Mapping[str, tuple[float, float]]
) -> None:
    low, high = float(table.min().min()), float(table.max().max())
    pad = 0.06 * max(high - low, 1e-9 if high > low else 1.0)
    ax.set_ylim(*((high + pad, low - pad) if low_is_best else (low - pad, high + pad)))
    first, last = int(table.index.min()), int(table.index.max())
    span = max(last - first, 1)
    ax.set_xlim(first - (0.17 if bands else 0.02) * span, last + 0.02 * span)
    ax.locator_params(axis="x", integer=True)
    bottom, top = sorted(ax.get_ylim())
    half = 0.5 if quantity == "rank" else 0.0
    for (label, (a, b)), shade in zip(bands.items(), tones(len(bands) + 1)[1:], strict=True):
        a, b = max(a - half, bottom), min(b + half, top)
        if a < b:
            ax.axhspan(a, b, color=shade, lw=0, zorder=0)
            ax.text(
                first - 0.16 * span,
                (a + b) / 2,
                label,
                va="center",
                fontsize=NORMAL,
                color="#2F353B",
                parse_math=False,
                gid=f"band:{label}",
            )
    ax.set_ylabel(f"{quantity}{' (1 = top)' if quantity == 'rank' else ''}", fontsize=NORMAL)
    ax.tick_params(labelsize=NORMAL)
    bare(ax, "left", "bottom")


def _title(line: pd.Series, name: str, quantity: str) -> str:
    write = (lambda value: ordinal(round(value))) if quantity == "rank" else number
    if len(line) == 1:
        return f"{name} stood {write(line.iloc[0])} in {line.index[0]}"
    if line.iloc[0] == line.iloc[-1]:
        return f"{name} stood {write(line.iloc[0])} in {line.index[0]} and again in {line.index[-1]}"
    return f"{name} went from {write(line.iloc[0])} in {line.index[0]} to {write(line.iloc[-1])} in {line.index[-1]}"
