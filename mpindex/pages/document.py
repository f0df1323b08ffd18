"""A page: its HTML, its title, and where it was written. In a notebook it shows itself in a frame."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from mpindex.errors import OptionError
from mpindex.typing import PathLikeText


@dataclass(frozen=True, repr=False)
class Page:
    """One HTML file that needs no other.

    Attributes
    ----------
    html : str
        The page.
    title : str
        What it is about.
    path : Path or None
        Where it was written.
    """

    html: str = field(repr=False)
    title: str
    path: Path | None = None

    def written(self, path: PathLikeText | None) -> Page:
        """Return the page as it stands in a file; unwritten where no path is given.

        Parameters
        ----------
        path : str, path or None
            Where to.

        Raises
        ------
        OptionError
            Nothing can be written there.
        """
        return self if path is None else replace(self, path=write(self.html, path))

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}"'
            ' style="width:100%;height:50rem;border:0" sandbox="allow-scripts allow-downloads"></iframe>'
        )

    def __repr__(self) -> str:
        where = f" in {self.path}" if self.path else ""
        return f"<Page {self.title!r}: {len(self.html) / 1000:,.0f} kB{where}>"


def write(text: str, path: PathLikeText) -> Path:
    """Write a text to a file, the whole or nothing of it, and return where it is.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    try:
        file = Path(path)
        if not file.name or file.is_dir():
            raise IsADirectoryError("it is the name of a folder, not of a file")
        beside = tempfile.NamedTemporaryFile(  # noqa: SIM115, closed below
            "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=f".{file.name[:40]}.", delete=False
        )
        try:
            with beside:
                beside.write(text)
            Path(beside.name).chmod(0o666 & ~_umask())
            Path(beside.name).replace(file)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
    except (OSError, TypeError, ValueError) as fault:
        why = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
        raise OptionError(f"path: the page cannot be written to {path!r}: {why}") from None
    return file


def _umask() -> int:
    """What the user's files are not to be: a file made beside another is the user's alone at first."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
