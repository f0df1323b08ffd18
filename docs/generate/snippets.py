"""Reads the pages written by hand, runs their snippets, and keeps what these draw.

A page is a story: its ```python blocks run from top to bottom in one namespace and one empty folder. A ```text block
right after a block is what it prints (a line of `...` stands for any lines). A ```sh block runs its lines that
begin with ``mpindex``. A block of yaml or csv with a caption is written to the file of that name. A block under a
comment ``<!-- not run: reason -->`` is left alone.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import re
import shlex
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generate.figures import newest
from mpindex.errors import MpindexError
from mpindex.steps.registry import METHODS

_FENCE = re.compile(r"^(?P<fence>```+|:::+)(?P<info>[^`]*)$")
_PICTURE = re.compile(r"\]\((?:\.\./)*from_source/pictures/(?P<page>[^)\s]+)/(?P<name>[^)/\s]+)\)")
_CHECK = doctest.OutputChecker()
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass
class Block:
    """A fenced block: its language, the file it is written to, its text, its line, and what it should print."""

    language: str
    file: str
    text: str
    line: int
    expected: str | None = None
    run: bool = True


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    found: list[Block] = []
    lines = text.splitlines()
    i, skipped, between = 0, False, True
    while i < len(lines):
        match = _FENCE.match(lines[i].strip())
        if match is None or match["fence"].startswith(":"):
            skipped = skipped or lines[i].startswith("<!-- not run")
            between = between and not lines[i].strip()
            i += 1
            continue
        start, info = i + 1, match["info"].strip()
        end = next(n for n in range(start, len(lines)) if lines[n].strip() == match["fence"])
        block = _block(info, lines[start:end], start + 1)
        if block.language == "text" and between and found and found[-1].expected is None:
            found[-1].expected = block.text
        block.run = not skipped
        found.append(block)
        i, skipped, between = end + 1, False, True
    return found


def _block(info: str, lines: list[str], line: int) -> Block:
    """A plain block, or one of the directive code-block with a caption."""
    file = ""
    language = info
    if info.startswith("{code-block}"):
        language = info.removeprefix("{code-block}").strip()
        while lines and lines[0].startswith(":"):
            key, _, value = lines[0][1:].partition(":")
            file = value.strip() if key == "caption" else file
            lines = lines[1:]
        while lines and not lines[0].strip():
            lines = lines[1:]
    return Block(language, file, "\n".join(lines) + "\n", line)


def run(text: str, name: str, folder: Path) -> list[str]:
    """Run the snippets of a page in a folder; return what is wrong: a block fails, or prints other than the page says."""
    faults: list[str] = []
    space: dict[str, object] = {"__name__": "__main__"}
    with _inside(folder):
        for block in (block for block in blocks(text) if block.run):
            where = f"{name}:{block.line}"
            if block.file:
                Path(block.file).write_text(block.text, encoding="utf-8")
            if block.language not in ("python", "sh") or block.file:
                continue
            try:
                printed = (
                    _python(block.text, space, where) if block.language == "python" else _shell(block.text)
                )
            except MpindexError as fault:  # a page may show an error, as the last line of a traceback
                printed = f"{type(fault).__name__}: {fault}\n"
                if block.expected is None:
                    return [*faults, f"{where}: {printed}"]
            except Exception:  # noqa: BLE001  (whatever a snippet does wrong is a fault of the page)
                return [*faults, f"{where}: {traceback.format_exc(limit=-3)}"]
            if block.expected is not None and not _same(block.expected, printed):
                faults.append(f"{where} prints\n{printed}\nand the page says\n{block.expected}")
    return faults


def _same(expected: str, printed: str) -> bool:
    lines = [line.rstrip() for line in printed.splitlines()]
    return bool(_CHECK.check_output(expected, "\n".join(lines) + "\n", _FLAGS))


def _python(text: str, space: dict[str, object], name: str) -> str:
    """Run a block; the value of its last expression is printed as the prompt would."""
    body = ast.parse(text, name).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(ast.Module(body, []), name, "exec"), space)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), name, "eval"), space)
            if value is not None:
                print(repr(value))
    return out.getvalue()


def _shell(text: str) -> str:
    """Run the lines of a block that call mpindex; what it prints to either stream."""
    from mpindex.cli.main import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # a stream that main may reconfigure
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["mpindex"]:
            with (
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(out),
                contextlib.suppress(SystemExit),
            ):
                main(words[1:])
    out.seek(0)
    return out.read()


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder, with tables of one width and figures that nobody waits for."""
    import matplotlib.pyplot as plt
    import pandas as pd

    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    methods = {step: dict(known) for step, known in METHODS.items()}  # a page may register one of its own
    os.chdir(folder)
    os.environ["COLUMNS"] = "100"
    try:
        with pd.option_context("display.width", 100, "display.max_columns", 20):
            yield
    finally:
        plt.close("all")
        METHODS.update(methods)
        os.chdir(before)
        if columns is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = columns


def written_pages(docs: Path) -> list[Path]:
    """Return the pages that are written by hand."""
    return [
        path
        for path in sorted(docs.rglob("*.md"))
        if not {"from_source", "_build"} & set(path.relative_to(docs).parts)
    ]


def draw(docs: Path, target: Path) -> list[Path]:
    """Run the pages that show pictures of their own, and keep what they draw in target/pictures/PAGE/; return where."""
    drawn: list[Path] = []
    for page in written_pages(docs):
        text, name = page.read_text(encoding="utf-8"), page.relative_to(docs).with_suffix("").as_posix()
        wanted = [match["name"] for match in _PICTURE.finditer(text) if match["page"] == name]
        pictures = [target / "pictures" / name / file for file in wanted]
        since = max(page.stat().st_mtime, newest("mpindex", "weights", "data"))
        if not all(path.is_file() and path.stat().st_mtime > since for path in pictures):
            _draw(text, f"{name}.md", pictures)
        drawn += pictures
    return drawn


def _draw(text: str, name: str, pictures: list[Path]) -> None:
    """Run a page, and copy the pictures that it made."""
    with tempfile.TemporaryDirectory() as folder:
        faults = run(text, name, Path(folder))
        if faults:
            raise RuntimeError("\n".join(faults))
        for path in pictures:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((Path(folder) / path.name).read_bytes())
