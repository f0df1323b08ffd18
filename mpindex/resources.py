"""Finds the bundled folders `data/`, `indicators/` and `weights/` in a wheel, a zip, an editable install or a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from mpindex.errors import MpindexError


@cache
def folder(name: str) -> Traversable:
    """Return the bundled folder `name`: ``"data"``, ``"indicators"`` or ``"weights"``."""
    inside = files("mpindex").joinpath(name)
    if inside.is_dir():
        return inside
    beside = Path(__file__).resolve().parent.parent / name
    if beside.is_dir():
        return beside
    raise MpindexError(f"the bundled folder {name!r} is not where it should be; reinstall mpindex")
