"""The tornado: how far each choice alone moves a result, the widest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mpindex.plots.canvas import DARK, FOCUS, LIGHT, NORMAL, SMALL, axes_for, bare
from mpindex.plots.names import name_rows
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.wording import number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def tornado(
    table: pd.DataFrame,
    *,
    source: str,
    outcome: str,
    about: str = "",
    low_is_best: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw a bar from the lowest to the highest result of each choice, around the result as written.

    Parameters
    ----------
    table : pd.DataFrame
        Label (the choice), low, high (results at its extremes), reference (the result as written). Rows with a
        missing end are left out.
    source : str
        What the figures rest on.
    outcome : str
        What is measured, as in "rank of Kazakhstan"; the label of the axis.
    about : str
        What was varied, or which definition; begins the title.
    low_is_best : bool
        For ranks: the axis runs from high to low, so that better lies to the right.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    OptionError
        Columns lack, or no row can be drawn.
    """
    table = require(table, "label", "low", "high", "reference")
    table = require(table[table[["low", "high", "reference"]].notna().all(axis=1)])
    low, high = table[["low", "high"]].min(axis=1), table[["low", "high"]].max(axis=1)
    table = table.assign(low=low, high=high).iloc[np.argsort(-(high - low).to_numpy(), kind="stable")]
    ax = axes_for(ax, 9.0, 2.0 + 0.34 * len(table))
    _bars(ax, table, low_is_best)
    labels = [str(label) for label in table["label"]]
    name_rows(ax, labels, None, [])
    ax.set_xlabel(outcome + (" (better to the right)" if low_is_best else ""), fontsize=NORMAL)
    bare(ax, "bottom")
    top = table.iloc[0]
    title = f"{labels[0]} moves the {outcome} most, from {number(top['low'])} to {number(top['high'])}"
    if top["high"] == top["low"]:
        title = f"no choice moves the {outcome}"
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        subtitle=f"Each bar: one choice varied alone. Upright line: as written, {number(top['reference'])}.",
    )
    return ax


def _bars(ax: Axes, table: pd.DataFrame, low_is_best: bool) -> None:
    rows = np.arange(len(table))
    low, high, middle = (table[name].to_numpy(dtype=float) for name in ("low", "high", "reference"))
    for ends, shade in ((np.minimum(low, middle), DARK), (np.maximum(high, middle), LIGHT)):
        ax.barh(
            rows, ends - middle, left=middle, height=0.62, color=shade, edgecolor="#6F7A85", lw=0.6, zorder=2
        )
    ax.axvline(middle[0], color=FOCUS, lw=1.4, zorder=3)
    span = max(float(max(high.max(), middle.max()) - min(low.min(), middle.min())), 1e-9)
    left, right = min(low.min(), middle.min()) - 0.09 * span, max(high.max(), middle.max()) + 0.09 * span
    ax.set_xlim(*((right, left) if low_is_best else (left, right)))
    for ends, down in ((low, True), (high, False)):
        for row, end in enumerate(ends):
            if end == middle[row]:
                continue
            left_side = down != low_is_best
            ax.annotate(
                number(end),
                (end, row),
                (-4 if left_side else 4, 0),
                textcoords="offset points",
                va="center",
                ha="right" if left_side else "left",
                fontsize=SMALL,
                zorder=4,
            )
