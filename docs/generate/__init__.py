"""Writes the pages of the site that say what the code says: the grammar, methods, verbs, definitions, indicators, notebooks.

Sphinx calls `setup` (this package is one of the extensions in conf.py). What is written lies in docs/from_source/ and is
never committed. A file whose text is the same is left alone, so that Sphinx reads only what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generate import (
    command_line,
    definitions,
    grammar,
    indicators,
    methods,
    notebooks,
    search_index,
    snippets,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Each returns the pages that it makes: path below docs/from_source/ to text.
MAKERS: tuple[Callable[[], Mapping[str, str]], ...] = (
    grammar.pages,
    methods.pages,
    command_line.pages,
    definitions.pages,
    indicators.pages,
    notebooks.pages,
)


def write(text: str, path: Path) -> None:
    """Write a text unless the file has it already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def pages(docs: Path) -> None:
    """Write all pages that are made from the code, and draw the pictures of those that are written by hand."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    target = docs / "from_source"
    made = {name: text for make in MAKERS for name, text in make().items()}
    for name, text in made.items():
        write(text, target / name)
    drawn = [*definitions.draw(target), *indicators.draw(target), *snippets.draw(docs, target)]
    for path in target.rglob("*"):  # what was made from a definition or a page that is gone
        if path.is_file() and path not in drawn and path.relative_to(target).as_posix() not in made:
            path.unlink()


def look_for(app: Sphinx, fault: Exception | None) -> None:
    """Fail where the search of the finished site does not find what it should."""
    lacking = search_index.lacking(Path(app.outdir)) if fault is None and app.builder.name == "html" else []
    if lacking:
        raise RuntimeError(f"the search does not find: {', '.join(lacking)}")


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the pages before Sphinx looks for them."""
    app.connect("builder-inited", lambda app: pages(Path(app.srcdir)), priority=100)
    app.connect("build-finished", look_for)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
