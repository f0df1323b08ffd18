"""What users read, word by word: `refusals.txt` and `words.txt` in the folders below have the call and the text it gives.

A message is what a user goes by: a number, a name or a place in it that is wrong sends them the wrong way. A new refusal
gets a new entry. The lines above a file's first call prepare all of them; ``file(name, text)`` writes a file, whose folder
is left out of the text, and VERSION stands for the library's own. A call's warnings stand before its error; a call without
either gives its result as text. A line that ends in … is the beginning of one.

``python tests/test_texts.py FILE`` asks every call of a file anew and writes what it says; read the difference.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import mpindex
from mpindex.errors import MpindexError, MpindexWarning

TESTS = Path(__file__).parent
REFUSALS, WORDS = sorted(TESTS.rglob("refusals.txt")), sorted(TESTS.rglob("words.txt"))
TEMPORARY = tempfile.TemporaryDirectory()


def entries(path: Path) -> list[tuple[Path, str, str]]:
    """Return the calls of a file with the text each gives; a call may go on in lines that begin with ``...``."""
    cases = []
    for entry in path.read_text("utf-8").split("\n\n>>> ")[1:]:
        lines = entry.rstrip("\n").split("\n")
        ends = next((i for i, line in enumerate(lines) if i and not line.startswith("... ")), len(lines))
        call = "\n".join([lines[0], *(line.removeprefix("... ") for line in lines[1:ends])])
        cases.append((path, call, "\n".join(lines[ends:])))
    return cases


def file(name: str, text: str) -> str:
    """Write a file of a user's and return its path."""
    path = Path(TEMPORARY.name, name)
    path.write_text(text, encoding="utf-8")
    return str(path)


@cache
def prepared(path: Path) -> dict[str, Any]:
    names: dict[str, Any] = {"file": file, "FOLDER": TEMPORARY.name, "HERE": path.parent}
    with warnings.catch_warnings():  # what the preparations warn of is no entry's
        warnings.simplefilter("ignore", MpindexWarning)
        exec(path.read_text("utf-8").partition("\n>>> ")[0], names)
    return names


def text_of(path: Path, call: str) -> str:
    """Return what a call says: its warnings and its error, or else its result."""
    lines, names = [], dict(prepared(path))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", MpindexWarning)
        try:
            result = str(eval(call, names))
        except MpindexError as error:
            lines = [f"{type(error).__name__}: {error}"]
    warned = [f"MpindexWarning: {each.message}" for each in caught if each.category is MpindexWarning]
    text = (
        "\n".join([*warned, *lines] or [result])
        .replace(TEMPORARY.name + os.sep, "")
        .replace(mpindex.__version__, "VERSION")
    )
    return "\n".join(line.rstrip() for line in text.rstrip("\n").split("\n"))


@pytest.mark.each("entry", {path.parent.name: entries(path) for path in REFUSALS})
def test_a_user_reads_what_is_wrong_where_and_what_to_do(entry, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert_reads(*entry)


@pytest.mark.each("entry", {path.parent.name: entries(path) for path in WORDS})
def test_a_user_reads_what_was_found(entry, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert_reads(*entry)


def assert_reads(path: Path, call: str, text: str) -> None:
    lines = text_of(path, call).split("\n")
    wanted = text.split("\n")
    for i, line in enumerate(wanted):
        if line.endswith("…") and i < len(lines):  # a list of all that is registered: its beginning is enough
            lines[i] = lines[i][: len(line) - 1] + "…"
    assert lines == wanted


def renew(path: Path) -> None:
    """Write into a file what its calls say today; a line that ends in … stays as it is where it still holds."""
    parts = [path.read_text("utf-8").partition("\n>>> ")[0].rstrip("\n")]
    for _, call, text in entries(path):
        lines = text_of(path, call).split("\n")
        for i, line in enumerate(text.split("\n")[: len(lines)]):
            if line.endswith("…") and lines[i].startswith(line[:-1]):
                lines[i] = line
        parts.append("\n".join([">>> " + call.replace("\n", "\n... "), *lines]))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    renew(Path(sys.argv[1]).resolve())
