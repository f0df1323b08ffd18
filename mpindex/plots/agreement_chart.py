"""The agreement matrix: how alike definitions, or experts' lists, rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.plots.canvas import Margins, Sheet, bare
from mpindex.plots.keys import ramp_room, shade_ramp
from mpindex.plots.layout import Layout
from mpindex.plots.rows import fit_rows
from mpindex.plots.style import font, ink, readable, setting, styled
from mpindex.plots.tables import require
from mpindex.plots.texts import fitted, headed, height_of, width_of
from mpindex.plots.units import name_of
from mpindex.typing import Array

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Shades where some agreement is negative.
TWO_SIDED = "PuOr"
#: Columns' names may be so high when they stand upright, in points.
UPRIGHT = 140.0


@styled
def agreement(
    matrix: pd.DataFrame,
    *,
    source: str,
    measure: str = "rank correlation",
    about: str = "",
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a table of agreement, each cell shaded and written out where it is large enough.

    A symmetric matrix is drawn as its lower half, its columns by the numbers of its rows.

    Parameters
    ----------
    matrix : pd.DataFrame
        Rows x columns, -1 to 1.
    source : str
        What the figures rest on.
    measure : str
        What the numbers are.
    about : str
        What is compared; begins the title.
    names : Mapping[str, str] | None
        Display names of rows and columns.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `ax` (see `mpindex.plots.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    OptionError
        The table is empty, or a wrong option.
    """
    require(matrix)
    cells, half = _cells_of(matrix)
    down = [name_of(str(name), names) for name in matrix.index]
    across = [name_of(str(name), names) for name in matrix.columns]
    numbered = [f"{i}. {name}" for i, name in enumerate(down, start=1)]
    sheet = Sheet(layout)
    fit = fit_rows(
        sheet, numbered if half else down, gids=[f"row:{i}" for i in range(len(down))], least=18.0, even=True
    )
    heads = (
        [str(i + 1) for i in range(len(across))]
        if half
        else [fitted(name, UPRIGHT, font("label"), 1) for name in across]
    )
    top = height_of(1, font("label")) if half else max(width_of(head, font("label")) for head in heads)
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room, top=top + 8.0 + ramp_room()),
        title=_titles(cells, down, across, measure, about),
        subtitle=_subtitles(measure),
        caption=[f"Source: {source}"],
    )
    signed = bool(np.nanmin(cells, initial=0) < 0)
    cmap = TWO_SIDED if signed else str(setting("image.cmap"))
    image = ax.imshow(cells, cmap=cmap, aspect="auto", vmin=-1 if signed else 0, vmax=1)
    fit.write(sheet)
    _values(sheet, cells, image)
    _heads(sheet, heads, upright=not half)
    shade_ramp(sheet, "-1" if signed else "0", "1", cmap, above=top + 6.0)
    ax.set_xticks([])
    bare(ax)
    return ax


def _cells_of(matrix: pd.DataFrame) -> tuple[Array, bool]:
    """What is drawn of a matrix: its lower half without the diagonal if it is symmetric, else all of it."""
    values = matrix.to_numpy(dtype=float)
    half = list(matrix.index) == list(matrix.columns) and np.allclose(values, values.T, equal_nan=True)
    return (np.where(np.triu(np.ones(values.shape, dtype=bool)), np.nan, values) if half else values), half


def _values(sheet: Sheet, cells: Array, image: object) -> None:
    look = font("small")
    wide, high = sheet.box.width / cells.shape[1], sheet.box.height / cells.shape[0]
    if wide < width_of("-0.00", look) + 1 or high < height_of(1, look):
        return
    for (i, j), value in np.ndenumerate(cells):
        if not np.isnan(value):
            colour = readable(tuple(image.to_rgba(np.array([value]))[0]))  # type: ignore[attr-defined]
            sheet.ax.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                color=colour,
                parse_math=False,
                **look.settings,
            )


def _heads(sheet: Sheet, heads: Sequence[str], *, upright: bool) -> None:
    """Names or numbers of columns above them; where columns are closer than lines every second or third."""
    look, pitch = font("label"), sheet.box.width / len(heads)
    need = height_of(1, look) if upright else max(width_of(head, look) for head in heads) + 2
    every = int(np.ceil(need / pitch))

    for j, head in enumerate(heads):
        if j % every == 0:
            at = (sheet.box.left + (j + 0.5) * pitch, sheet.box.bottom + sheet.box.height + 4)
            turn = {"rotation": 90, "ha": "center"} if upright else {"ha": "center"}
            sheet.write(*at, head, look, va="bottom", color=ink(), gid=f"column:{j}", **turn)


def _titles(cells: Array, down: Sequence[str], across: Sequence[str], measure: str, about: str) -> list[str]:
    if np.isnan(cells).all():
        texts = [f"no {measure}"]
    else:
        i, j = map(int, np.unravel_index(np.nanargmax(cells), cells.shape))
        k, m = map(int, np.unravel_index(np.nanargmin(cells), cells.shape))
        most = f"{down[i]} and {across[j]} agree most ({cells[i, j]:.2f})"
        least = f", {down[k]} and {across[m]} least ({cells[k, m]:.2f})" if (i, j) != (k, m) else ""
        texts = [most + least, most]
    return headed(about, texts)


def _subtitles(measure: str) -> list[str]:
    return [
        f"Cells: {measure}; 1 is {'the same order' if 'correlation' in measure else 'full agreement'}.",
        measure,
    ]
