"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_CODE = re.compile(r"`[^`]*`")
_BRACES = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}|\[[^\]\[]*\](?!\()")


def code(text: object) -> str:
    """Return a text as code; nothing for an empty one.

    >>> code("the last `years` years")
    '`` the last `years` years ``'
    """
    if "`" in str(text):
        return f"`` {text} ``"
    return f"`{text}`" if str(text) else ""


def prose(text: str) -> str:
    """Return a sentence with what stands in braces or brackets as code, unless it is already.

    >>> prose("As in {exclude: 0.66}, `{a: 1}` or [7, 37].")
    'As in `{exclude: 0.66}`, `{a: 1}` or `[7, 37]`.'
    """
    parts, end = [], 0
    for match in _CODE.finditer(text):
        parts += [_BRACES.sub(lambda found: f"`{found[0]}`", text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _BRACES.sub(lambda found: f"`{found[0]}`", text[end:])])


def cell(value: object) -> str:
    """Return a value as the text of a cell."""
    return " ".join(str(value).replace("|", "\\|").split())


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Iterable[int] = ()) -> str:
    """Return a table; columns in `right` are set to the right."""
    aside = set(right)
    lines = [heads, ["---:" if i in aside else "---" for i in range(len(heads))], *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines) + "\n"


def terms(texts: Mapping[str, str]) -> str:
    """Return words and what they mean as a list of definitions."""
    return "\n".join(f"`{word}`\n: {prose(text)}\n" for word, text in texts.items())


def indented(text: str, by: int = 2) -> str:
    """Return a block moved to the right, so that it belongs to the item above it."""
    return "\n".join(" " * by + line if line else "" for line in text.splitlines())


def plain(text: str) -> str:
    """Return a text of somebody's own with nothing in it that Markdown would read as a sign."""
    return re.sub(r"([\\`*_\[\]<>{}$#|])", r"\\\1", " ".join(text.split()))
