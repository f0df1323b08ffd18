"""The agreement matrix: how alike definitions, or experts' lists, rank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from mpindex.plots.canvas import NORMAL, axes_for, bare
from mpindex.plots.names import name_of
from mpindex.plots.tables import require
from mpindex.plots.texts import write_texts
from mpindex.typing import Array

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def agreement(
    matrix: pd.DataFrame,
    *,
    source: str,
    measure: str = "rank correlation",
    about: str = "",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of agreement, each cell shaded and written out.

    Parameters
    ----------
    matrix : pd.DataFrame
        Rows x columns, -1 to 1. A symmetric matrix is drawn as its lower half.
    source : str
        What the figures rest on.
    measure : str
        What the numbers are.
    about : str
        What was varied, or which definition; begins the title.
    names : Mapping[str, str] | None
        Display names by unit.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    OptionError
        The table is empty.
    """
    require(matrix)
    values = matrix.to_numpy(dtype=float)
    same = list(matrix.index) == list(matrix.columns) and np.allclose(values, values.T, equal_nan=True)
    hidden = np.triu(np.ones(values.shape, dtype=bool)) if same else np.zeros(values.shape, dtype=bool)
    shown = np.where(hidden, np.nan, values)
    rows, columns = (
        (slice(1, None), slice(None, -1)) if same and len(values) > 1 else (slice(None), slice(None))
    )
    cells = shown[rows, columns]
    ax = axes_for(ax, 3.2 + 0.85 * cells.shape[1], 2.4 + 0.5 * cells.shape[0])
    _cells(ax, cells)
    across = [name_of(str(name), names) for name in matrix.columns[columns]]
    down = [name_of(str(name), names) for name in matrix.index[rows]]
    _axis_names(ax, across, down)
    ax.tick_params(length=0)
    bare(ax)
    title = _title(cells, down, across, measure)
    whole = "the same order" if "correlation" in measure else "full agreement"
    write_texts(
        ax,
        title=f"{about}: {title}" if about else title,
        subtitle=f"Cells: {measure}; 1 is {whole}.",
        source=source,
    )
    return ax


def _cells(ax: Axes, cells: Array) -> None:
    """Shade every cell and write its value."""
    image = ax.imshow(
        cells,
        cmap="PuOr" if np.nanmin(cells, initial=0) < 0 else "Blues",
        aspect="auto",
        vmin=-1 if np.nanmin(cells, initial=0) < 0 else 0,
        vmax=1,
    )
    for (i, j), value in np.ndenumerate(cells):
        if not np.isnan(value):
            ax.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=NORMAL,
                color=_ink(image.to_rgba(np.array([value]))[0]),
            )


def _axis_names(ax: Axes, across: list[str], down: list[str]) -> None:
    ax.set_xticks(
        range(len(across)),
        across,
        rotation=35,
        ha="right",
        rotation_mode="anchor",
        fontsize=NORMAL,
        parse_math=False,
    )
    ax.set_yticks(range(len(down)), down, fontsize=NORMAL, parse_math=False)


def _ink(colour: Array) -> str:
    """Black or white, whichever is read better on a colour."""
    return "black" if 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 0.55 else "white"


def _title(cells: Array, down: list[str], across: list[str], measure: str) -> str:
    if np.isnan(cells).all():
        return f"no {measure}"
    i, j = np.unravel_index(np.nanargmax(cells), cells.shape)
    k, m = np.unravel_index(np.nanargmin(cells), cells.shape)
    text = f"{down[i]} and {across[j]} agree most ({cells[i, j]:.2f})"
    return text if (i, j) == (k, m) else f"{text}, {down[k]} and {across[m]} least ({cells[k, m]:.2f})"
