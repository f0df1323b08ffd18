"""The strip of members: who is in a tier in which year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import HALO, focus, font, quiet, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed
from mpindex.plots.sheet.ticks import number_x, room, value_ticks
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.typing import Bools
from mpindex.wording import counted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: So many units change at most; of more, those with the most changes are shown.
MOST_ROWS = 40
AXIS = "year"


@styled
def strip(
    inside: pd.DataFrame,
    *,
    source: str | Sequence[str],
    about: str = "",
    unit: str | Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a bar in each year in which a unit is in a tier, those that are in it longest at the top.

    Parameters
    ----------
    inside : pd.DataFrame
        Years x units, whether it is in; units that never are appear only if they are asked for.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    about : str
        What it is a tier of; begins the title.
    unit : str | Sequence[str]
        Units to stress, by code.
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
        `unit` is not there.
    OptionError
        The table is empty, nobody is in, or a wrong option.
    """
    require(inside)
    asked = require_units(unit, inside.columns)
    table = inside.astype(bool)
    shown = _shown(table, asked)
    if not table[shown].to_numpy().any():
        raise OptionError("there is nothing to draw: no unit is in the tier in any year")
    sheet = Sheet(layout)
    fit = fit_rows(
        sheet, [name_of(code, names) for code in shown], gids=[f"name:{code}" for code in shown],
        stressed=[i for i, code in enumerate(shown) if code in asked], least=11.0, even=True,
    )  # fmt: skip
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room, right=8.0, top=4.0),
        axis=AXIS,
        title=_titles(table, asked, about, names),
        subtitle=[_subtitle(table, shown, noun)],
        caption=captions(source),
    )
    years = np.asarray(table.index, dtype=int)
    _bars(sheet, table[shown].to_numpy().T, years, [code in asked for code in shown])
    fit.write(sheet)
    bare(ax)
    return ax


def _shown(table: pd.DataFrame, asked: Sequence[str]) -> list[str]:
    """Those that came or went, and those asked for; of too many, those that are near the line most often."""
    moved = [str(code) for code in table if table[code].any() and not table[code].all()]
    middle = (table[moved].mean() - 0.5).abs().sort_values(kind="stable")
    kept = {*asked, *map(str, middle.index[: MOST_ROWS - len(asked)])}
    order = sorted(
        kept,
        key=lambda code: (-int(table[code].to_numpy().sum()), int(table[code].to_numpy().argmax()), code),
    )
    return order if moved else [str(code) for code in table if table[code].any()][:MOST_ROWS]


def _bars(sheet: Sheet, rows: Bools, years: np.ndarray, stressed: Sequence[bool]) -> None:
    ax = sheet.ax
    for place, (row, strong) in enumerate(zip(rows, stressed, strict=True)):
        spans = [(year - 0.5, 1.0) for year in years[row]]
        if strong and not spans:
            _never(sheet, place, int(years[0]))
        ax.broken_barh(spans, (place - 0.36, 0.72), facecolor=focus() if strong else quiet(), linewidth=0)
        ax.axhline(place, color=quiet(), linewidth=0.4, zorder=0)
    low, high = int(years[0]), int(years[-1])
    ax.set_xlim(low - 0.5, high + 0.5)
    most = room(sheet.box.width, "2000", font("tick"))
    number_x(ax, value_ticks(low, high, most, whole=True), AXIS, sheet.box.width, lambda year: f"{year:.0f}")


def _never(sheet: Sheet, place: int, first: int) -> None:
    """Say in the row of a unit asked for that it is never in the tier."""
    look: dict[str, Any] = {
        "va": "center",
        "color": focus(),
        "gid": f"never:{place}",
        "parse_math": False,
        "bbox": HALO,
    }
    sheet.ax.text(first, place, "never", zorder=4, **look, **font("small").settings)


def _titles(
    table: pd.DataFrame, asked: Sequence[str], about: str, names: Mapping[str, str] | None
) -> list[str]:
    first, last = table.index[0], table.index[-1]
    if asked:
        many, name = int(table[asked[0]].sum()), subject(asked[0], names)
        text = f"{name} is in it in {many} of {counted(len(table), 'year')}, {first} to {last}"
        text = text if many else f"{name} is never in it, {first} to {last}"
    else:
        then, now = (int(table.loc[year].sum()) for year in (first, last))
        text = f"{counted(then, 'member')} in {first}, {now} in {last}"
    return headed(about, [text])


def _subtitle(table: pd.DataFrame, shown: Sequence[str], noun: str) -> str:
    always = int(table.all().sum())
    moved = int((table.any() & ~table.all()).sum())
    cut = f" The {len(shown)} nearest the line are shown." if moved > len(shown) else ""
    rest = f" {counted(always, noun[:-1])} in it throughout not shown." if always else ""
    return f"A bar is a year in the tier.{rest}{cut}"
