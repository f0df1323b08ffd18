"""The caterpillar: every unit's rank over the draws as an interval, sorted by its median."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.plots.canvas import FOCUS, NORMAL, QUIET, axes_for, bare
from mpindex.plots.names import name_of, name_points, name_rows, require_units
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.wording import ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Up to so many units, each has its name on the axis; of more, only those asked for are named.
MOST_NAMED = 45


def caterpillar(
    ranks: pd.DataFrame,
    units: str | Iterable[str] = (),
    *,
    source: str,
    about: str = "",
    interval: str = "90 % of draws",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw an interval of ranks for each unit, its median, and the rank that the definition itself gives.

    Parameters
    ----------
    ranks : pd.DataFrame
        Units by low, median, high, reference (the rank by the definition as written). Without a median: left out.
    units : str | Iterable[str]
        The units to stress and name.
    source : str
        What the figures rest on: definition, draws, seed, version.
    about : str
        What was varied, or which definition; begins the title.
    interval : str
        In words, what lies between low and high.
    names : Mapping[str, str] | None
        Display names by unit.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit, OptionError
        A unit that is not there; columns that lack.
    """
    table = require(ranks, "low", "median", "high", "reference")
    table = require(table[table["median"].notna()].sort_values(["median", "reference"], kind="stable"))
    units = require_units(units, ranks.index)
    shown = [unit for unit in units if unit in set(table.index)]
    few = len(table) <= MOST_NAMED
    ax = axes_for(ax, 8.5, 1.8 + 0.2 * len(table) if few else 8.0)
    _intervals(ax, table, shown, few)
    codes = [str(code) for code in table.index]
    if few:
        name_rows(ax, codes, names, shown)
    else:
        ax.set_ylim(len(table) - 0.5, -0.5)
        ax.set_yticks([])
        ax.set_ylabel(f"{len(table)} units, sorted by median rank", fontsize=NORMAL)
    ax.set_xlabel("rank (1 = top)", fontsize=NORMAL)
    bare(ax, "bottom")
    title = _title(table, shown, names)
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        subtitle=f"Bar: {interval}. Dot: median rank. Upright stroke: rank by the definition as written.",
    )
    if not few and shown:
        _names(ax, table, shown, names)
    return ax


def _intervals(ax: Axes, table: pd.DataFrame, shown: list[str], few: bool) -> None:
    rows = np.arange(len(table))
    own = table.index.isin(shown)
    for mask, color, z in ((~own, QUIET, 2), (own, FOCUS, 4)):
        part, y = table[mask], rows[mask]
        ax.hlines(
            y, part["low"], part["high"], color=color, lw=3 if few or z == 4 else 1, alpha=0.55, zorder=z
        )
        ax.scatter(part["median"], y, s=24 if few or z == 4 else 5, color=color, zorder=z + 1, linewidths=0)
        ax.scatter(
            part["reference"],
            y,
            s=60 if few or z == 4 else 12,
            marker="|",
            color="black" if few or z == 4 else "#4A5058",
            zorder=z + 2,
            linewidths=1.2 if few or z == 4 else 0.7,
        )


def _names(ax: Axes, table: pd.DataFrame, shown: list[str], names: Mapping[str, str] | None) -> None:
    rows = np.arange(len(table))
    ends = [
        np.column_stack([table["low"] * (1 - t) + table["high"] * t, rows]) for t in np.linspace(0, 1, 12)
    ]
    at = [
        (float(table["high"].iloc[row]), float(row))
        for row in (list(table.index).index(unit) for unit in shown)
    ]
    name_points(
        ax,
        at,
        [name_of(unit, names) for unit in shown],
        np.concatenate(ends),
        gids=[f"name:{unit}" for unit in shown],
    )


def _title(table: pd.DataFrame, shown: list[str], names: Mapping[str, str] | None) -> str:
    wide = (table["high"] - table["low"]).median()
    if not shown:
        return f"the rank of the middle unit moves over {wide:.0f} ranks"
    row = table.loc[shown[0]].astype(float).to_dict()
    low, high = ordinal(round(row["low"])), ordinal(round(row["high"]))
    text = f"{name_of(shown[0], names)} may rank anywhere from {low} to {high}"
    written = "" if np.isnan(row["reference"]) else f" ({ordinal(round(row['reference']))} as written)"
    return text + written
