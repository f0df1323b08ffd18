"""Two indicators, or two definitions, against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.canvas import Margins, Sheet, bare
from mpindex.plots.layout import Layout
from mpindex.plots.names import Name, name_points
from mpindex.plots.scales import Scale, scale_of
from mpindex.plots.style import focus, font, muted, quiet, styled
from mpindex.plots.texts import headed, height_of
from mpindex.plots.ticks import beside, label_y, number_x, number_y, room
from mpindex.plots.units import name_of, require_units
from mpindex.typing import Array
from mpindex.wording import counted, listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: One name in small for so many points of width.
PER_NAME = 60.0


@styled
def scatter(
    x: pd.Series,
    y: pd.Series,
    units: str | Iterable[str] = (),
    *,
    labels: tuple[str, str],
    source: str,
    about: str = "",
    log: tuple[bool | None, bool | None] = (None, None),
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw units by two quantities, the units asked for named, others far off the crowd named in small.

    Parameters
    ----------
    x, y : pd.Series
        By unit; a unit that lacks one is left out, and how many are is said.
    units : str | Iterable[str]
        Units to name, by code.
    labels : tuple[str, str]
        What x and y are, with their units.
    source : str
        What the figures rest on.
    about : str
        Begins the title.
    log : tuple[bool | None, bool | None]
        Whether x and y go by powers of ten; where the values ask for it when None.
    names : Mapping[str, str] | None
        Display names by unit.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `ax` (see `mpindex.plots.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        A unit is in neither series.
    OptionError
        Fewer than two units have both, or a wrong option.
    """
    x, y = x.astype(float).align(y.astype(float))
    asked = require_units(units, x.index)
    both = np.isfinite(x) & np.isfinite(y)
    if both.sum() < 2:
        raise OptionError(
            f"there is nothing to draw: {int(both.sum())} units have both {labels[0]} and {labels[1]}"
        )
    sheet = Sheet(layout)
    wide = scale_of(
        x[both].to_numpy(dtype=float),
        labels[0],
        most=room(sheet.width - 60, "1,000 m", font("tick")),
        log=log[0],
    )
    high = scale_of(y[both].to_numpy(dtype=float), labels[1], log=log[1])
    look = font("label")
    ax = sheet.lay_out(
        body=max(190.0, min(0.75 * sheet.width, 340.0)),
        margins=Margins(beside(high.ticks) + 2 * height_of(1, look) + 3.0, 10.0, 4.0),
        axis=wide.label,
        title=_titles(x[both], y[both], labels, about),
        subtitle=_subtitles([name_of(code, names) for code in asked if not both[code]], int((~both).sum())),
        caption=[f"Source: {source}"],
    )
    _frame(sheet, wide, high)
    size = float(np.clip(2500 / int(both.sum()), 10, 30))
    ax.scatter(x[both], y[both], s=size, color=quiet(), alpha=0.7, linewidths=0, zorder=2)
    _names(sheet, x[both], y[both], asked, names)
    return ax


def _frame(sheet: Sheet, wide: Scale, high: Scale) -> None:
    wide.apply(sheet.ax, "x")
    high.apply(sheet.ax, "y")
    number_x(sheet.ax, wide.ticks, wide.label, sheet.box.width)
    number_y(sheet.ax, high.ticks)
    label_y(sheet.ax, high.label, sheet.box.height)
    bare(sheet.ax, "left", "bottom")


def _names(
    sheet: Sheet, x: pd.Series, y: pd.Series, asked: list[str], names: Mapping[str, str] | None
) -> None:
    """Name those asked for, and in small the units that stand farthest from where the others are."""
    shown = [code for code in asked if code in x.index]
    sheet.ax.scatter(x[shown], y[shown], s=44, color=focus(), edgecolors="white", linewidths=0.8, zorder=5)
    at = sheet.at(np.column_stack([x, y]))
    others = [str(x.index[i]) for i in _outliers(at, int(sheet.box.width / PER_NAME))]
    labels = [Name((x[code], y[code]), name_of(code, names), f"name:{code}") for code in shown]
    labels += [
        Name((x[code], y[code]), name_of(code, names), f"name:{code}", True, muted())
        for code in others
        if code not in shown
    ]
    dots = np.column_stack([x, y])
    chosen = np.column_stack([x[shown], y[shown]])
    name_points(sheet, labels, np.concatenate([dots, *[chosen] * 4]))


def _outliers(at: Array, many: int) -> list[int]:
    """The points whose nearest neighbour is farthest away."""
    gaps = np.linalg.norm(at[:, None] - at[None], axis=-1)
    np.fill_diagonal(gaps, np.inf)
    return [int(i) for i in np.argsort(-gaps.min(axis=1), kind="stable")[:many]]


def _titles(x: pd.Series, y: pd.Series, labels: tuple[str, str], about: str) -> list[str]:
    share = float(x.corr(y, method="spearman")) if np.ptp(x) > 0 and np.ptp(y) > 0 else float("nan")
    what = [label.split(",")[0] for label in labels]
    if np.isnan(share):
        texts = [f"{what[0]} and {what[1]}"]
    else:
        how = (
            "much alike"
            if share > 0.8
            else "somewhat alike"
            if share > 0.4
            else "hardly alike"
            if share > -0.4
            else "opposed"
        )
        texts = [
            f"{what[0][:1].upper()}{what[0][1:]} and {what[1]} are {how} (rank correlation {share:.2f})",
            f"Rank correlation {share:.2f}",
        ]
    return headed(about, texts)


def _subtitles(lacking: list[str], many: int) -> list[str]:
    short = f"No figure for {listed(lacking)}." if lacking else ""
    left = f"{counted(many, 'unit')} without one of the two left out." if many else ""
    return [
        f"One dot is one unit. {left} {short}".replace("  ", " ").strip(),
        short or "One dot is one unit.",
    ]
