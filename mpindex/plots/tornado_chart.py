"""The tornado: how far each choice alone moves a result, the widest on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import BARS, HALO, focus, font, muted, styled, tones
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed, width_of
from mpindex.plots.sheet.ticks import number_x, rank_ticks, room, value_ticks
from mpindex.typing import Array
from mpindex.wording import numbers, ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@styled
def tornado(
    table: pd.DataFrame,
    *,
    source: str | Sequence[str],
    outcome: str,
    about: str = "",
    low_is_best: bool = False,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a bar from the lowest to the highest result of each choice, around the result as written.

    Parameters
    ----------
    table : pd.DataFrame
        The columns label (the choice), low, high (results at its extremes), reference (the result as written). Rows with
        a missing end are left out.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    outcome : str
        What is measured, as in "rank of Kazakhstan"; the label of the axis.
    about : str
        Which definition; begins the title.
    low_is_best : bool
        For ranks: the axis runs from high to low, so that better lies to the right.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    OptionError
        Columns lack, no row can be drawn, or a wrong option.
    """
    table = require(table, "label", "low", "high", "reference")
    table = require(table[table[["low", "high", "reference"]].notna().all(axis=1)])
    low, high = table[["low", "high"]].min(axis=1), table[["low", "high"]].max(axis=1)
    table = table.assign(low=low, high=high).iloc[np.argsort(-(high - low).to_numpy(), kind="stable")]
    sheet = Sheet(layout)
    labels = [f"{label[:1].upper()}{label[1:]}" for label in map(str, table["label"])]
    fit = fit_rows(sheet, labels, gids=[f"choice:{i}" for i in range(len(labels))], least=18.0)
    axis = outcome + (" (better to the right)" if low_is_best else "")
    ends = table[["low", "high", "reference"]].to_numpy(dtype=float).T
    words = dict(zip(ends.ravel().tolist(), numbers(ends.ravel().tolist()), strict=True))
    side = max(width_of(words[end], font("small")) for end in ends[:2].ravel()) + 6.0
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room + side, right=side),
        axis=axis,
        title=_titles(table, labels, outcome, about, ordinal_of if low_is_best else words.__getitem__),
        subtitle=_subtitles(words[ends[2][0]]),
        caption=captions(source),
    )
    fit.write(sheet)
    ax.tick_params(axis="y", pad=side)
    _bars(ax, fit.places, (ends[0], ends[1], ends[2]), words, low_is_best)
    left, right = sorted(ax.get_xlim())
    most = room(sheet.box.width, f"{right:.0f}", font("tick"))
    number_x(ax, (rank_ticks if low_is_best else value_ticks)(left, right, most), axis, sheet.box.width)
    bare(ax, "bottom")
    return ax


def _bars(
    ax: Axes, places: Array, ends: tuple[Array, Array, Array], words: Mapping[float, str], low_is_best: bool
) -> None:
    low, high, middle = ends
    dark, light = tones(2, span=BARS)
    for edges, shade in ((np.minimum(low, middle), dark), (np.maximum(high, middle), light)):
        ax.barh(places, edges - middle, left=middle, height=0.62, color=shade, ec="#6F7A85", lw=0.6, zorder=2)
    ax.axvline(middle[0], color=focus(), lw=1.4, zorder=3)
    left, right = min(low.min(), middle.min()), max(high.max(), middle.max())
    pad = 0.02 * (right - left) or 1.0
    ax.set_xlim(*((right + pad, left - pad) if low_is_best else (left - pad, right + pad)))
    look = font("small")
    for edges, down in ((low, True), (high, False)):
        for row, end in enumerate(edges):
            if low[row] == high[row]:
                _unmoved(ax, (middle[row], places[row])) if down else None
            if end == middle[row]:
                continue
            left_side = down != low_is_best
            ax.annotate(
                words[end], (end, places[row]), (-4 if left_side else 4, 0), textcoords="offset points", va="center",
                ha="right" if left_side else "left", zorder=4, parse_math=False, **look.settings,
            )  # fmt: skip


def _unmoved(ax: Axes, at: tuple[float, float]) -> None:
    """Say of a choice without a bar that it changes nothing."""
    look: dict[str, Any] = {
        "textcoords": "offset points",
        "va": "center",
        "ha": "left",
        "zorder": 4,
        "color": muted(),
    }
    ax.annotate("no change", at, (5, 0), parse_math=False, bbox=HALO, **look, **font("small").settings)


def ordinal_of(value: float) -> str:
    """Write a rank.

    >>> ordinal_of(41.0)
    '41st'
    """
    return ordinal(round(value))


def _titles(
    table: pd.DataFrame, labels: list[str], outcome: str, about: str, write: Callable[[float], str]
) -> list[str]:
    top = table.iloc[0]
    if top["high"] == top["low"]:
        texts = [f"no choice moves the {outcome}"]
    else:
        span = f"from {write(top['low'])} to {write(top['high'])}"
        texts = [f"{labels[0]} moves the {outcome} most, {span}", f"{labels[0]} moves it most, {span}"]
    return headed(about, texts)


def _subtitles(written: str) -> list[str]:
    line = f"Upright line: as written, {written}."
    return [f"Each bar: one choice changed alone. {line}", line]
