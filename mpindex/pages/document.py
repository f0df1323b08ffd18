"""A page: its HTML, its title, and where it was written. In a notebook it shows itself in a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from mpindex.resources import write_text
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

    html: str
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
        return self if path is None else replace(self, path=write_text(path, self.html))

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}"'
            ' style="width:100%;height:50rem;border:0" sandbox="allow-scripts allow-downloads"></iframe>'
        )

    def __repr__(self) -> str:
        where = f" in {self.path}" if self.path else ""
        return f"<Page {self.title!r}: {len(self.html) / 1000:,.0f} kB{where}>"
