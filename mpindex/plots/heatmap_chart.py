"""The rank heatmap: in what share of the draws each unit has each rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.acceptability_chart import percent
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import ramp_room, shade_ramp
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import font, setting, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed
from mpindex.plots.sheet.ticks import number_x, rank_ticks, room
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.typing import Array, Ints
from mpindex.wording import ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Columns of ranks that no unit of the table has in more than this share of draws are cut off at both ends.
SELDOM = 0.001
AXIS = "rank (1 = top)"


@styled
def rank_heatmap(
    shares: pd.DataFrame,
    *,
    source: str | Sequence[str],
    about: str = "",
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw shares of ranks as shades, units from the best expected rank down.

    Ranks beyond those that the units of the table reach are cut off. More than about 45 units are hard to read.

    Parameters
    ----------
    shares : pd.DataFrame
        Units x ranks (1, 2, ...), shares of draws, 0 to 1; missing counts as none.
    source : str | Sequence[str]
        What the figures rest on: definition, years, draws, seed; versions of it from the fullest to the shortest.
    about : str
        What was varied, or which definition; begins the title.
    unit : str | None
        The unit to stress and to speak of in the title; the first of the table when None.
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
        The table is empty, nobody has any rank, or a wrong option.
    """
    require(shares)
    unit = require_units(unit if unit is not None else str(shares.index[0]), shares.index)[0]
    values, ranks = np.nan_to_num(shares.to_numpy(dtype=float)), np.array(shares.columns, dtype=int)
    reached = np.flatnonzero((values > SELDOM).any(axis=0))
    if not len(reached):
        raise OptionError("there is nothing to draw: no unit has any rank")
    expected = (values * ranks).sum(axis=1) / np.maximum(values.sum(axis=1), 1e-12)
    order = np.argsort(expected, kind="stable")
    codes = [str(shares.index[i]) for i in order]
    sheet = Sheet(layout)
    fit = fit_rows(
        sheet,
        [name_of(code, names) for code in codes],
        gids=[f"name:{code}" for code in codes],
        stressed=[codes.index(unit)],
        even=True,
    )
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room, right=8.0, top=ramp_room()),
        axis=AXIS,
        title=_titles(values[list(shares.index).index(unit)], ranks, subject(unit, names), about),
        subtitle=[
            f"The darker, the more draws give the {noun[:-1]} that rank. Sorted by mean rank.",
            f"The darker, the more draws give the {noun[:-1]} that rank.",
        ],
        caption=captions(source),
    )
    keep = slice(reached[0], reached[-1] + 1)
    _cells(sheet, values[order][:, keep], ranks[keep])
    fit.write(sheet)
    bare(ax)
    return ax


def _cells(sheet: Sheet, values: Array, ranks: Ints) -> None:
    ax, (first, last) = sheet.ax, (int(ranks[0]), int(ranks[-1]))
    extent = (first - 0.5, last + 0.5, len(values) - 0.5, -0.5)
    look = {"cmap": setting("image.cmap"), "vmin": 0.0, "vmax": float(values.max()), "aspect": "auto"}
    ax.imshow(values, interpolation="nearest", extent=extent, **look)
    number_x(
        ax, rank_ticks(first, last, room(sheet.box.width, str(last), font("tick"))), AXIS, sheet.box.width
    )
    shade_ramp(sheet, "0 %", f"{percent(float(values.max()))} of draws", setting("image.cmap"))


def _titles(shares: Array, ranks: Ints, name: str, about: str) -> list[str]:
    often = ordinal(int(ranks[shares.argmax()]))
    text = f"{name} is most often {often}, in {percent(float(shares.max()))} of draws"
    return headed(about, [text])
