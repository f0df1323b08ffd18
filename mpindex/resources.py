"""Files: the bundled folders, wherever the library stands, and what is written, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from mpindex.errors import MpindexError, OptionError

#: The bundled folders.
FOLDERS = ("data", "indicators", "weights")


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


@cache
def bundled_hash() -> str:
    """Return the first twelve digits of a SHA-256 over the names and bytes of all bundled files.

    Two installations that give the same digits answer from the same figures, catalogue and definitions.
    """
    digest = hashlib.sha256()
    for name in FOLDERS:
        for path, file in _files(folder(name), name):
            content = file.read_bytes()
            digest.update(f"{path}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def _files(inside: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Every file under a folder with its path, in the order of the names; caches of Python are none of ours."""
    for entry in sorted(inside.iterdir(), key=lambda entry: entry.name):
        below = f"{path}/{entry.name}"
        if entry.is_file() and not entry.name.startswith("."):
            yield below, entry
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, below)


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a file beside another to write to; it takes the other's place once it is whole, and is removed if it is not.

    An interruption, a full disk or a fault on the way leaves the old file as it was.

    Parameters
    ----------
    path : str or path
        The file to be written. What is no ordinary file (a pipe, a terminal) is written to itself.

    Raises
    ------
    OptionError
        Nothing can be written there.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "note.txt"
    >>> with replacing(file) as beside:
    ...     _ = beside.write_text("whole")
    >>> file.read_text()
    'whole'
    """
    target = _file(path)
    try:
        if target.exists() and not target.is_file():
            yield target
            return
        beside = target.with_name(f".{target.stem[:40]}.{secrets.token_hex(4)}{target.suffix}")
        try:
            beside.touch(exist_ok=False)
            yield beside
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _file(path: str | os.PathLike[str]) -> Path:
    try:
        target = Path(path)
        if not target.name or target.is_dir():
            raise IsADirectoryError("it is the name of a folder, not of a file")
        return target.resolve()  # a link stays a link
    except (OSError, TypeError, ValueError) as fault:
        raise _unwritable(path, fault) from None


def _unwritable(path: object, fault: Exception) -> OptionError:
    why = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
    return OptionError(f"path: nothing can be written to {str(path)!r}: {why}")


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text to a file, in UTF-8 and with plain line ends, the whole or nothing of it; return the path.

    Parameters
    ----------
    path : str or path
        Where to.
    text : str
        What is written.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    return write_made(path, lambda file: file.write(text.encode("utf-8")))


def write_bytes(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write bytes to a file, the whole or nothing of them; return the path.

    Parameters
    ----------
    path : str or path
        Where to.
    content : bytes
        What is written.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    return write_made(path, lambda file: file.write(content))


def write_made(path: str | os.PathLike[str], make: Callable[[BinaryIO], object]) -> Path:
    """Have another library make a file in memory, and write it, the whole or nothing of it; return the path.

    Not every library closes its files on a full disk, or says that it is full.

    Parameters
    ----------
    path : str or path
        Where to.
    make : callable
        Takes what it writes to.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    with replacing(path) as beside:
        content = BytesIO()
        make(content)
        beside.write_bytes(content.getvalue())
    return Path(path)
