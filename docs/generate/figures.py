"""Pictures of generated pages: drawn once, and again when what they show has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DPI = 130
#: What a picture rests on: the code, and what is edited beside it.
PACKAGE = Path(__file__).resolve().parents[2]


def newest(*folders: str) -> float:
    """Return when the newest file of some folders of the project was written."""
    files = (
        file for name in folders for file in (PACKAGE / name).rglob("*.*") if "__pycache__" not in file.parts
    )
    return max(file.stat().st_mtime for file in files)


def draw(path: Path, figure: Callable[[], Axes], since: float) -> Path:
    """Draw a picture unless the one that is there is younger than what it rests on; return its path."""
    if path.is_file() and path.stat().st_mtime > since:
        return path
    import matplotlib.pyplot as plt

    from mpindex.plots import save

    path.parent.mkdir(parents=True, exist_ok=True)
    save(figure(), path, dpi=DPI)
    plt.close("all")
    return path
