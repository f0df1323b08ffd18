"""The waterfall: how a unit's score comes together, indicator by indicator."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.plots.canvas import DARK, FOCUS, NORMAL, SMALL, axes_for, bare
from mpindex.plots.names import name_rows
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.typing import Array
from mpindex.wording import listed, number, ordinal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Names of indicators are broken into lines of so many characters.
LABEL = 42


def waterfall(
    explained: pd.DataFrame,
    *,
    name: str,
    source: str,
    about: str = "",
    low_is_best: bool = False,
    most: int = 18,
    ax: Axes | None = None,
) -> Axes:
    """Draw what each indicator adds to the score of one unit.

    Where contributions sum to the score they are stacked up to it. Where aggregation is not additive each bar is
    the effect alone: how far the score lies from what the median unit's value would give. Missing ones are named.

    Parameters
    ----------
    explained : pd.DataFrame
        The table of `Index.explain`: name, rank, contribution, effect.
    name : str
        Of the unit.
    source : str
        What the figures rest on.
    about : str
        What was varied, or which definition; begins the title.
    low_is_best : bool
        Whether a negative effect is a good one.
    most : int
        Indicators with a bar of their own; the smallest of the others go together.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    OptionError
        Columns lack, or no indicator has a value.
    """
    require(explained, "name", "rank", "contribution", "effect")
    adds = bool(explained["contribution"].notna().any())
    column = "contribution" if adds else "effect"
    table = require(explained[explained[column].notna()])
    idle = int((table[column] == 0).sum())
    steps = _steps(table, column, most)
    ax = axes_for(ax, 9.0, 2.2 + 0.3 * (len(steps) + adds))
    start = np.concatenate([[0.0], np.cumsum(steps["value"])[:-1]]) if adds else np.zeros(len(steps))
    _bars(ax, steps, start, low_is_best and not adds)
    labels = list(steps["label"])
    if adds:
        total = float(steps["value"].sum())
        ax.barh(len(steps), total, height=0.62, color=FOCUS, zorder=2)
        _write(ax, len(steps), 0.0, total, number(total))
        labels.append("score")
    name_rows(ax, labels, None, ["score"] if adds else [])
    ax.use_sticky_edges = False
    ax.margins(x=0.12)
    ax.set_xlabel("score, adding up" if adds else "effect on the score", fontsize=NORMAL)
    bare(ax, "bottom")
    lacking = [str(item) for item in explained.loc[explained[column].isna(), "name"]]
    write_texts(
        ax,
        title=(f"{about}: " if about else "") + _title(table, name, low_is_best),
        source=source,
        subtitle=_subtitle(adds, lacking, idle),
    )
    return ax


def _steps(table: pd.DataFrame, column: str, most: int) -> pd.DataFrame:
    """The bars: label and value, largest first; what is beyond `most` goes into one."""
    table = table[table[column] != 0] if (table[column] != 0).any() else table
    table = table.iloc[np.argsort(-table[column].abs().to_numpy(), kind="stable")]
    ranks = ["" if pd.isna(rank) else f" ({ordinal(int(rank))})" for rank in table["rank"]]
    steps = pd.DataFrame(
        {
            "label": [fill(f"{name}{rank}", LABEL) for name, rank in zip(table["name"], ranks, strict=True)],
            "value": table[column].to_numpy(dtype=float),
        }
    )
    if len(steps) <= most or column == "effect":
        return steps.head(most)
    rest = pd.DataFrame(
        {"label": [f"{len(steps) - most} others"], "value": [steps["value"].iloc[most:].sum()]}
    )
    return pd.concat([steps.head(most), rest], ignore_index=True)


def _bars(ax: Axes, steps: pd.DataFrame, start: Array, turned: bool) -> None:
    for row, (value, left) in enumerate(zip(steps["value"], start, strict=True)):
        good = (value >= 0) != turned
        ax.barh(
            row,
            value,
            left=left,
            height=0.62,
            color=DARK if good else "white",
            hatch="" if good else "////",
            edgecolor="#4F6479",
            lw=0.7,
            zorder=2,
        )
        _write(ax, row, left, value, f"{'+' if value > 0 else ''}{number(value)}")
    ax.axvline(0, color="#4A5058", lw=0.8, zorder=1)


def _write(ax: Axes, row: int, left: float, value: float, text: str) -> None:
    right = value >= 0
    ax.annotate(
        text,
        (left + value, row),
        (4 if right else -4, 0),
        textcoords="offset points",
        va="center",
        ha="left" if right else "right",
        fontsize=SMALL,
    )


def _title(table: pd.DataFrame, name: str, low_is_best: bool) -> str:
    effect = table["effect"] * (-1 if low_is_best else 1)
    if not (effect > 0).any() and not (effect < 0).any():
        return f"nothing sets {name} apart from the median"
    lift = (
        f"lifted most by {table['name'].iloc[int(effect.argmax())]}"
        if (effect > 0).any()
        else "lifted by nothing"
    )
    drag = (
        f"held back most by {table['name'].iloc[int(effect.argmin())]}"
        if (effect < 0).any()
        else "held back by nothing"
    )
    return f"{name} is {lift} and {drag}, against the median"


def _subtitle(adds: bool, lacking: list[str], idle: int) -> str:
    text = (
        "Each bar: weight times normalised value; together the score."
        if adds
        else (
            "Each bar: the score less what it would be with the median value; these do not sum. Hatched: held back."
        )
    )
    text += f" {idle} indicators that change nothing are left out." if idle else ""
    missing = f" No figure for {listed(lacking)}." if lacking else ""
    return f"{text} In brackets: the rank in that indicator alone.{missing}"
