"""The rank heatmap: in what share of the draws each unit has each rank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.canvas import NORMAL, SMALL, axes_for
from mpindex.plots.names import name_of, name_rows, require_units
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.wording import ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Columns of ranks that no unit of the table has in more than this share of draws are cut off at both ends.
SELDOM = 0.001


def rank_heatmap(
    shares: pd.DataFrame,
    *,
    source: str,
    about: str = "",
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw shares of ranks as shades, units from the best expected rank down.

    Ranks beyond those that the units of the table reach are cut off. More than about 45 units are hard to read.

    Parameters
    ----------
    shares : pd.DataFrame
        Units x ranks (1, 2, ...), shares of draws, 0 to 1; missing counts as none.
    source : str
        What the figures rest on: definition, draws, seed, version.
    about : str
        What was varied, or which definition; begins the title.
    unit : str | None
        The unit to stress and to speak of in the title; the first of the table when None.
    names : Mapping[str, str] | None
        Display names by unit.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit, OptionError
        `unit` is not there; the table is empty, or nobody has any rank.
    """
    require(shares)
    unit = require_units(unit if unit is not None else str(shares.index[0]), shares.index)[0]
    values, ranks = np.nan_to_num(shares.to_numpy(dtype=float)), np.array(shares.columns, dtype=int)
    seen = np.flatnonzero((values > SELDOM).any(axis=0))
    if not len(seen):
        raise OptionError("there is nothing to draw: no unit has any rank")
    keep = slice(seen[0], seen[-1] + 1)
    expected = (values * ranks).sum(axis=1) / np.maximum(values.sum(axis=1), 1e-12)
    order = np.argsort(expected, kind="stable")
    ax = axes_for(ax, 9.0, 2.0 + 0.26 * len(shares))
    first, last = ranks[keep][0], ranks[keep][-1]
    image = ax.imshow(
        values[order][:, keep],
        aspect="auto",
        cmap="Blues",
        vmin=0,
        interpolation="nearest",
        extent=(first - 0.5, last + 0.5, len(shares) - 0.5, -0.5),
    )
    name_rows(ax, [str(shares.index[i]) for i in order], names, [unit])
    ax.set_xlabel("rank (1 = top)", fontsize=NORMAL)
    ax.locator_params(axis="x", integer=True)
    bar = ax.figure.colorbar(image, ax=ax, pad=0.015, fraction=0.04, format=lambda share, _: f"{share:.0%}")
    bar.set_label("share of draws", fontsize=NORMAL)
    bar.ax.tick_params(labelsize=SMALL)
    place = list(shares.index).index(unit)
    often = ordinal(int(ranks[values[place].argmax()]))
    title = f"{name_of(unit, names)} is most often {often}, in {values[place].max():.0%} of draws"
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        source=source,
        subtitle="The darker, the more draws give the unit that rank; sorted by mean rank.",
    )
    return ax
