"""Two indicators, or two definitions, against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import Key
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.names import Name, name_points
from mpindex.plots.sheet.scales import Scale, rank_scale, scale_of
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, muted, peer, quiet, styled
from mpindex.plots.sheet.texts import headed, height_of
from mpindex.plots.sheet.ticks import beside, label_y, number_x, number_y, room
from mpindex.plots.sheet.units import name_of, require_units
from mpindex.typing import Array
from mpindex.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: One name in small for so many points of width.
PER_NAME = 60.0
#: A mark for each group, so that they can be told apart without colours.
MARKS = "osD^vPX*"
#: Colour of the line of equal values.
DIAGONAL = "#6F7A85"


@styled
def scatter(
    x: pd.Series,
    y: pd.Series,
    units: str | Iterable[str] = (),
    *,
    labels: tuple[str, str],
    source: str | Sequence[str],
    about: str = "",
    log: tuple[bool | None, bool | None] = (None, None),
    ranks: bool = False,
    diagonal: str = "",
    groups: pd.Series | None = None,
    names: Mapping[str, str] | None = None,
    noun: str = "units",
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
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    about : str
        Begins the title.
    log : tuple[bool | None, bool | None]
        Whether x and y go by powers of ten; where the values ask for it when None.
    ranks : bool
        Whether both are ranks; the best then stands at the right and on top.
    diagonal : str
        What the line of equal values means, in the key; no line when empty.
    groups : pd.Series | None
        Group of each unit, by unit: a mark and a colour for each.
    names : Mapping[str, str] | None
        Display names by unit.
    noun : str
        What the units are called: "states", say.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

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
            f"there is nothing to draw: {counted(int(both.sum()), noun[:-1])} with both {labels[0]} and {labels[1]}"
        )
    sheet = Sheet(layout)
    wide, high = _scales(sheet, (x[both], y[both]), labels, log, ranks=ranks)
    groups = pd.Series("", index=x.index) if groups is None else groups.reindex(x.index).astype(str)
    looks = group_looks(groups[both])
    key = Key(sheet.width, [*(name for name in looks if name), *([diagonal] if diagonal else [])])
    look = font("label")
    ax = sheet.lay_out(
        body=max(190.0, min(0.75 * sheet.width, 340.0)),
        margins=Margins(beside(high.ticks) + 2 * height_of(1, look) + 3.0, 10.0, 4.0 + key.room),
        axis=wide.label,
        title=_titles(x[both], y[both], labels, about),
        subtitle=_subtitles(
            [name_of(code, names) for code in asked if not both[code]], int((~both).sum()), noun[:-1]
        ),
        caption=captions(source),
    )
    _frame(sheet, wide, high)
    _marks(sheet, x[both], y[both], groups[both], looks)
    if diagonal:
        _diagonal(sheet)
    line = {"marker": "_", "ms": 7, "color": DIAGONAL}
    key.write(sheet, [*(look for name, look in looks.items() if name), *([line] if diagonal else [])])
    _names(sheet, x[both], y[both], asked, names, groups)
    return ax


def _scales(
    sheet: Sheet, values: tuple[pd.Series, pd.Series], labels: tuple[str, str], log: tuple[bool | None, bool | None],
    *, ranks: bool,
) -> tuple[Scale, Scale]:  # fmt: skip
    """Of the horizontal and of the vertical axis."""
    x, y = (series.to_numpy(dtype=float) for series in values)
    most = room(sheet.width - 60, "1,000 m", font("tick"))
    if ranks:
        return rank_scale(x, labels[0], most=most), rank_scale(y, labels[1])
    return scale_of(x, labels[0], most=most, log=log[0]), scale_of(y, labels[1], log=log[1])


def group_looks(groups: pd.Series) -> dict[str, dict[str, Any]]:
    """Return mark and colour of each group that occurs, in order; units without a group are quiet dots.

    Parameters
    ----------
    groups : pd.Series
        Group of each unit.

    Raises
    ------
    OptionError
        More groups than there are marks.
    """
    present = sorted(set(groups) - {""}, key=lambda name: (len(name), name))
    if len(present) > len(MARKS):
        raise OptionError(f"at most {len(MARKS)} groups can be told apart, not {len(present)}")
    looks = {"": {"marker": "o", "mfc": quiet(), "mec": "none", "ms": 4.5}} if (groups == "").any() else {}
    for i, name in enumerate(present):
        color = peer(i)["color"]  # every second hollow: without colours they are told apart too
        looks[name] = {"marker": MARKS[i], "mfc": "white" if i % 2 else color, "mec": color, "ms": 5.0}
    return looks


def _marks(
    sheet: Sheet, x: pd.Series, y: pd.Series, groups: pd.Series, looks: Mapping[str, dict[str, Any]]
) -> None:
    size = float(np.clip(2500 / len(x), 10, 30))
    for name, look in looks.items():
        inside = groups == name
        mark = {"facecolor": look["mfc"], "edgecolor": look["mec"], "linewidths": 0.9 if name else 0.0}
        mark |= {"marker": look["marker"], "alpha": 1.0 if name else 0.7, "label": name or "_units"}
        sheet.ax.scatter(x[inside], y[inside], s=size, zorder=2, **mark)


def _diagonal(sheet: Sheet) -> None:
    ends = [
        max(sheet.ax.get_xlim()[0], sheet.ax.get_ylim()[0]),
        min(sheet.ax.get_xlim()[1], sheet.ax.get_ylim()[1]),
    ]
    sheet.ax.plot(ends, ends, color=DIAGONAL, lw=0.9, ls="-", marker="", zorder=1)


def _frame(sheet: Sheet, wide: Scale, high: Scale) -> None:
    wide.apply(sheet.ax, "x")
    high.apply(sheet.ax, "y")
    number_x(sheet.ax, wide.ticks, wide.label, sheet.box.width)
    number_y(sheet.ax, high.ticks)
    label_y(sheet.ax, high.label, sheet.box.height)
    bare(sheet.ax, "left", "bottom")


def _names(
    sheet: Sheet,
    x: pd.Series,
    y: pd.Series,
    asked: list[str],
    names: Mapping[str, str] | None,
    groups: pd.Series,
) -> None:
    """Name those asked for, and in small the units that stand farthest from where the others are."""
    shown = [code for code in asked if code in x.index]
    looks = group_looks(groups[x.index])
    for code in shown:  # with the mark of its group
        look = {"marker": looks[groups[code]]["marker"], "color": focus()}
        sheet.ax.scatter(x[code], y[code], s=50, edgecolors="white", linewidths=0.8, zorder=5, **look)
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


def _subtitles(lacking: list[str], many: int, word: str) -> list[str]:
    short = f"No figure for {listed(lacking)}." if lacking else ""
    left = f"{counted(many, word)} without one of the two left out." if many else ""
    return [
        f"One mark is one {word}. {left} {short}".replace("  ", " ").strip(),
        short or f"One mark is one {word}.",
    ]
