"""The waterfall: what lifts a unit's score above the median unit's, and what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import Key
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import DRAG, LIFT, font, hairline, ink, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed, height_of, width_of
from mpindex.plots.sheet.ticks import number_x, room, value_ticks
from mpindex.typing import Array
from mpindex.wording import counted, listed, numbers, ordinal, with_article

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXIS = "effect on the score, against the median figure"


@styled
def waterfall(
    explained: pd.DataFrame,
    *,
    name: str,
    source: str | Sequence[str],
    about: str = "",
    low_is_best: bool = False,
    most: int = 18,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw what each indicator does to the score of one unit: lifts to the right, drags to the left of the median.

    A bar is by how much the score lies from what it would be if the unit had the median figure of that indicator, all
    else equal. Where contributions sum to the score the bars follow one another, from the score of a unit with the
    median figure everywhere to the unit's own; where they do not sum each starts at the median. Missing ones are named.

    Parameters
    ----------
    explained : pd.DataFrame
        The table of `Index.explain`: name, rank, contribution, effect.
    name : str
        Name of the unit.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    about : str
        Which definition; begins the title.
    low_is_best : bool
        Whether a negative effect is a good one.
    most : int
        Indicators with a bar of their own; the smallest of the others go together.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    OptionError
        Columns lack, no indicator has a value, or a wrong option.
    """
    require(explained, "name", "rank", "contribution", "effect")
    explained = explained.assign(name=_names(explained))
    table = require(explained[explained["effect"].notna()])
    adds = bool(explained["contribution"].notna().any())
    sign = -1 if low_is_best else 1
    sheet = Sheet(layout)
    steps = _steps(table, sign, sheet.rows(most, around=120.0, pitch=13.0), adds)
    end = float(explained["contribution"].sum()) if adds else 0.0
    origin = end - float(table["effect"].sum()) if adds else 0.0
    start = origin + np.concatenate([[0.0], np.cumsum(steps["value"])[:-1]]) if adds else np.zeros(len(steps))
    fit = fit_rows(
        sheet, list(steps["label"]), gids=[f"indicator:{i}" for i in range(len(steps))], least=17.0
    )
    steps["text"] = numbers(list(steps["value"]), signed=True)
    side = max(width_of(text, font("small")) for text in steps["text"]) + 6.0
    ways = [good for good in (True, False) if (steps["value"] * (sign if good else -sign) > 0).any()]
    key = Key(sheet.width, ["lifts" if good else "holds back" for good in ways])
    axis = "score, from the median figures to its own" if adds else AXIS
    axis += " (better to the right)" if low_is_best else ""
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(fit.room, 6.0, key.room),
        axis=axis,
        title=_titles(table["effect"] * sign, table["name"], with_article(name), about),
        subtitle=_subtitles(explained, table, adds, with_article(name), (origin, end)),
        caption=captions(source),
    )
    fit.write(sheet)
    key.write(sheet, [_look(good) for good in ways])
    _bars(sheet, fit.places, steps, start, sign, side)
    ax.axvline(origin, color=ink(), lw=0.9, zorder=3)
    left, right = sorted(ax.get_xlim())
    ticks = value_ticks(left, right, room(sheet.box.width, "0.00", font("tick")))
    number_x(ax, ticks, axis, sheet.box.width)
    bare(ax, "bottom")
    return ax


def _names(explained: pd.DataFrame) -> list[str]:
    """What the indicators are called; one without a name goes by its id."""
    pairs = zip(explained["name"], explained.index, strict=True)
    return [str(name) if isinstance(name, str) and name else str(id).replace("_", " ") for name, id in pairs]


def _steps(table: pd.DataFrame, sign: int, most: int, adds: bool) -> pd.DataFrame:
    """The bars from the largest lift to the largest drag: label and value; the smallest beyond `most` in one."""
    table = table[table["effect"] != 0] if (table["effect"] != 0).any() else table
    large = table["effect"].abs().sort_values(ascending=False, kind="stable").index[:most]
    kept = table.loc[[name for name in table.index if name in set(large)]]
    kept = kept.iloc[np.argsort(-sign * kept["effect"].to_numpy(), kind="stable")]
    ranks = ["" if pd.isna(rank) else f"\u00a0({ordinal(int(rank))})" for rank in kept["rank"]]
    labels = [f"{name}{rank}" for name, rank in zip(kept["name"], ranks, strict=True)]
    values = list(kept["effect"].astype(float))
    rest = float(table["effect"].sum() - kept["effect"].sum())
    if len(table) > len(kept) and adds:
        labels.append(counted(len(table) - len(kept), "other"))
        values.append(rest)
    return pd.DataFrame({"label": labels, "value": values})


def _look(good: bool) -> dict[str, Any]:
    return {"fc": LIFT, "ec": LIFT} if good else {"fc": DRAG, "ec": "#5B4216", "hatch": "////"}


def _bars(sheet: Sheet, places: Array, steps: pd.DataFrame, start: Array, sign: int, side: float) -> None:
    ax, look, values = sheet.ax, font("small"), steps["value"].to_numpy()
    for row, value, left in zip(places, values, start, strict=True):
        ax.barh(row, value, left=left, height=0.62, lw=0.6, zorder=2, **_look(value * sign >= 0))
    low, high = (
        float(min(start.min(), (start + values).min())),
        float(max(start.max(), (start + values).max())),
    )
    scale = (high - low or 1.0) / max(sheet.box.width - 2 * side, 20.0)
    ends = low - side * scale, high + side * scale
    ax.set_xlim(*(ends if sign > 0 else ends[::-1]))
    crowded = sheet.box.height / np.ptp(ax.get_ylim()) < 0.95 * height_of(1, look)
    rows = zip([places[0], *places], places, values, start, steps["text"], strict=False)
    for before, row, value, left, text in rows:
        if not np.isclose(left, start[0]):
            ax.plot(
                [left, left],
                [before + 0.31, row - 0.31],
                color=hairline(),
                lw=0.8,
                zorder=1,
                ls="-",
                marker="",
            )
        if crowded:
            continue
        right = value * sign >= 0
        ax.annotate(
            text, (left + value, row), (4 if right else -4, 0), textcoords="offset points", va="center",
            ha="left" if right else "right", parse_math=False, **look.settings,
        )  # fmt: skip


def _titles(effect: pd.Series, names: pd.Series, name: str, about: str) -> list[str]:
    if not (effect > 0).any() and not (effect < 0).any():
        texts = [f"nothing sets {name} apart from the median"]
    else:
        lift = f"lifted most by {names.iloc[int(effect.argmax())]}" if (effect > 0).any() else ""
        drag = f"held back most by {names.iloc[int(effect.argmin())]}" if (effect < 0).any() else ""
        if lift and drag:
            texts = [f"{name} is {lift} and {drag}", f"{name} is {lift}"]
        else:
            rest = "nothing holds it back" if lift else "nothing lifts it"
            texts = [f"{name} is {lift or drag}; {rest}", f"{name} is {lift or drag}"]
    return headed(about, texts)


def _subtitles(
    explained: pd.DataFrame, table: pd.DataFrame, adds: bool, name: str, ends: tuple[float, float]
) -> list[str]:
    lacking = [str(item) for item in explained.loc[explained["effect"].isna(), "name"]]
    idle = int((table["effect"] == 0).sum())
    if adds:
        first, last = numbers(ends)
        text = f"From {first}, the score with the median figure everywhere, to {name}'s {last}."
    else:
        text = "Each bar: the score less what it would be with the median figure; these do not sum."
    missing = f" No figure for {listed(lacking)}." if lacking else ""
    unmoved = f" {counted(idle, 'indicator')} that change nothing are left out." if idle else ""
    brackets = " In brackets: the rank in that indicator alone."
    return [f"{text}{brackets}{unmoved}{missing}", f"{text}{missing}", text]
