"""The agreement matrix: how alike definitions, or experts' lists, rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import ramp_room, shade_ramp
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import font, ink, readable, setting, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import fitted, headed, height_of, longest_word, width_of
from mpindex.plots.sheet.units import name_of
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
    source: str | Sequence[str],
    measure: str = "rank correlation",
    about: str = "",
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a table of agreement, each cell shaded and written out where it is large enough.

    Of a symmetric matrix its lower half is drawn, without the diagonal.

    Parameters
    ----------
    matrix : pd.DataFrame
        Rows x columns, -1 to 1.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    measure : str
        What the numbers are.
    about : str
        What is compared; begins the title.
    names : Mapping[str, str] | None
        Display names of rows and columns.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

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
    cells = _cells_of(matrix)
    down = [name_of(str(name), names) for name in cells.index]
    across = [name_of(str(name), names) for name in cells.columns]
    sheet = Sheet(layout)
    fit = fit_rows(sheet, down, gids=[f"row:{i}" for i in range(len(down))], least=18.0, even=True)
    heads, upright = _fit_heads(across, (sheet.width - fit.room) / len(across))
    look = font("small")
    top = max(width_of(head, look) if upright else height_of(head, look) for head in heads)
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room, top=top + 8.0 + ramp_room()),
        title=_titles(cells.to_numpy(), down, across, about),
        subtitle=_subtitles(measure),
        caption=captions(source),
    )
    signed = bool((cells < 0).any(axis=None))
    cmap = TWO_SIDED if signed else str(setting("image.cmap"))
    image = ax.imshow(cells, cmap=cmap, aspect="auto", vmin=-1 if signed else 0, vmax=1)
    fit.write(sheet)
    _values(sheet, cells.to_numpy(), image)
    _heads(sheet, heads, upright=upright)
    shade_ramp(sheet, "-1" if signed else "0", "1", cmap, above=top + 6.0)
    ax.set_xticks([])
    bare(ax)
    return ax


def _cells_of(matrix: pd.DataFrame) -> pd.DataFrame:
    """What is drawn of a matrix: its lower half without the diagonal if it is symmetric, else all of it."""
    values = matrix.to_numpy(dtype=float)
    half = len(values) > 1 and list(matrix.index) == list(matrix.columns)
    if not half or not np.allclose(values, values.T, equal_nan=True):
        return matrix.astype(float)
    return matrix.astype(float).where(np.tril(np.ones(values.shape, dtype=bool), -1)).iloc[1:, :-1]


def _fit_heads(names: Sequence[str], pitch: float) -> tuple[list[str], bool]:
    """Names above columns, and whether they stand upright: where a column is narrower than a word of them."""
    look = font("small")
    if max(longest_word(name, look) for name in names) + 3.0 <= pitch:
        return [fitted(name, pitch - 3.0, look, 3) for name in names], False
    lines = max(1, min(2, int(pitch / height_of(1, look))))
    return [fitted(name, UPRIGHT, look, lines) for name in names], True


def _values(sheet: Sheet, cells: Array, image: object) -> None:
    look = font("small")
    wide, high = sheet.box.width / cells.shape[1], sheet.box.height / cells.shape[0]
    short = (
        wide < width_of("-0.00", look) + 1
    )  # then without the zero before the point, as tables of correlations are
    if wide < width_of("-.00" if short else "-0.00", look) + 1 or high < height_of(1, look):
        return
    for (i, j), value in np.ndenumerate(cells):
        if not np.isnan(value):
            colour = readable(tuple(image.to_rgba(np.array([value]))[0]))  # type: ignore[attr-defined]
            sheet.ax.text(
                j,
                i,
                f"{value:.2f}".replace("0.", ".") if short else f"{value:.2f}",
                ha="center",
                va="center",
                color=colour,
                parse_math=False,
                **look.settings,
            )


def _heads(sheet: Sheet, heads: Sequence[str], *, upright: bool) -> None:
    """Names above columns; where these are closer than lines every second or third."""
    look, pitch = font("small"), sheet.box.width / len(heads)
    every = int(np.ceil(height_of(1, look) / pitch)) if upright else 1
    for j, head in enumerate(heads):
        if j % every == 0:
            at = (sheet.box.left + (j + 0.5) * pitch, sheet.box.bottom + sheet.box.height + 4)
            turn = {"rotation": 90, "ha": "center"} if upright else {"ha": "center"}
            sheet.write(*at, head, look, va="bottom", color=ink(), gid=f"column:{j}", **turn)


def _titles(cells: Array, down: Sequence[str], across: Sequence[str], about: str) -> list[str]:
    if np.isnan(cells).all():
        texts = ["nothing can be compared"]
    else:
        i, j = map(int, np.unravel_index(np.nanargmax(cells), cells.shape))
        k, m = map(int, np.unravel_index(np.nanargmin(cells), cells.shape))
        most = f"{down[i]} and {across[j]} are most alike ({cells[i, j]:.2f})"
        if np.count_nonzero(~np.isnan(cells)) == 1:
            most = f"{down[i]} and {across[j]} agree to {cells[i, j]:.2f}"
        least = f"; least {down[k]} and {across[m]} ({cells[k, m]:.2f})" if (i, j) != (k, m) else ""
        texts = [most + least, most]
    return headed(about, texts)


def _full(measure: str) -> str:
    """What the largest value means."""
    if any(word in measure.lower() for word in ("rank", "spearman", "kendall")):
        return "the same order"
    return "a straight line" if "correlation" in measure else "full agreement"


def _subtitles(measure: str) -> list[str]:
    return [
        f"{measure[:1].upper()}{measure[1:]}; 1 is {_full(measure)}.",
        f"{measure[:1].upper()}{measure[1:]}.",
    ]
