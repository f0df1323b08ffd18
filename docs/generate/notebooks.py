"""The notebooks as pages, with the outputs that are stored in them; that they run is tested elsewhere (nox -s notebooks)."""

from __future__ import annotations

from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def pages() -> dict[str, str]:
    """Return the notebooks, as they are."""
    return {
        f"notebooks/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(NOTEBOOKS.glob("*.ipynb"))
    }
