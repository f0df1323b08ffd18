"""Figures to files: the format by the ending of the name, text kept as text, the same bytes each time."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from mpindex.errors import OptionError, suggest
from mpindex.plots.sheet.fonts import FOREIGN
from mpindex.plots.sheet.layout import root_figure
from mpindex.plots.sheet.style import style
from mpindex.resources import write_made

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Dates and makers that would make each file another.
UNDATED: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "eps": {"CreationDate": None},
}


def save(ax: Axes, path: str | os.PathLike[str], *, dpi: float = 300.0) -> Path:
    """Write the figure that holds `ax` to a file, in the format that its name ends with, and return the path.

    Nothing is cropped, so that the picture has the size that was asked for. Text in an SVG or PDF stays text.

    Parameters
    ----------
    ax : Axes
        Of the figure.
    path : str | os.PathLike[str]
        Where to: ``figure.png``, ``.svg``, ``.pdf`` and what else Matplotlib writes.
    dpi : float
        Dots per inch of formats that have dots.

    Raises
    ------
    OptionError
        Matplotlib writes no such format, or nothing can be written there.
    """
    import matplotlib as mpl

    figure, target = root_figure(ax), Path(path)
    kind, known = target.suffix.lower().removeprefix("."), sorted(figure.canvas.get_supported_filetypes())
    if kind not in known:
        raise OptionError(f"{target}: no format {kind!r}.{suggest(kind, known)} Formats: {', '.join(known)}")

    def make(file: BinaryIO) -> None:
        figure.savefig(file, dpi=dpi, format=kind, bbox_inches=None, metadata=UNDATED.get(kind))

    with style(), mpl.rc_context({"svg.hashsalt": "mpindex"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", FOREIGN, UserWarning)  # what is lacking was said when it was drawn
        return write_made(target, make)
