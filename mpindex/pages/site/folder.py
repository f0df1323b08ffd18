"""A folder that is built beside its place and moved there when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mpindex.errors import OptionError
from mpindex.typing import PathLikeText

#: A folder with this file was made by `site`, and may be replaced by it.
MARK = ".mpindex-site"


def require_place(path: PathLikeText) -> Path:
    """Return where a site is to stand: a folder that is not there, is empty, or holds a site.

    Raises
    ------
    OptionError
        Something else stands there, or nothing can.
    """
    try:
        place = Path(path)
        if not place.name or "\0" in place.name:
            raise OptionError(f"path: name a folder for the site, not {path!r}")
        if place.exists() and not place.is_dir():
            raise OptionError(f"path: {place} is a file; a site is a folder")
        if place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file():
            raise OptionError(f"path: {place} holds other things than a site; name a new or an empty folder")
        if not place.parent.is_dir():
            raise OptionError(f"path: there is no folder {place.parent} in which {place.name} could be made")
    except (TypeError, ValueError, OSError) as fault:
        if isinstance(fault, OptionError):
            raise
        raise OptionError(f"path: the site cannot be written to {path!r}: {fault}") from None
    return place


@contextmanager
def built_beside(place: Path) -> Iterator[Path]:
    """Give a new folder to build in; it takes the place when all went well, and goes when not.

    Parameters
    ----------
    place : Path
        As `require_place` gives it.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as fault:
        raise OptionError(f"path: the site cannot be written to {place}: {fault.strerror}") from None
    try:
        yield beside
        (beside / MARK).touch()
        beside.chmod(0o755)
        _move(beside, place)
    except OSError as fault:
        raise OptionError(f"path: the site cannot be written to {place}: {fault.strerror or fault}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _move(beside: Path, place: Path) -> None:
    """Put the new folder into the place of the old one, which comes back if that fails."""
    if not place.exists():
        beside.rename(place)
        return
    old = beside.with_name(f"{beside.name}-old")
    place.rename(old)
    try:
        beside.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
