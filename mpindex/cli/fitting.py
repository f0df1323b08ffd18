"""Fits tables and paragraphs to the width of a terminal: texts wrap first, then columns on the right are left out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import zip_longest

from mpindex.wording import filled

#: A column of texts is not made narrower than this, or than its longest word.
NARROWEST = 16
#: The width where the output is no terminal and COLUMNS is not set.
WITHOUT_TERMINAL = 100
_GAP = "  "

Column = tuple[str, bool, list[str]]


def terminal_width() -> int:
    """Return how many letters a line of the terminal holds, at least 40."""
    return max(shutil.get_terminal_size((WITHOUT_TERMINAL, 24)).columns, 40)


def fitted(columns: Sequence[Column], width: int | None = None) -> str:
    """Return a table as text that is at most so wide.

    Numbers stand to the right and are never cut. Where it is too wide, columns of texts are wrapped, the widest first, down
    to `NARROWEST` or their longest word; then columns are left out from the right, and named below the table.

    Parameters
    ----------
    columns : sequence of (str, bool, list of str)
        Name, whether it holds numbers, cells.
    width : int, optional
        In letters; as wide as needed when None.

    Examples
    --------
    >>> print(fitted([("unit", False, ["KAZ"]), ("score", True, ["0.5"]), ("note", False, ["some long words here"])], 30))
    unit  score  note
    KAZ     0.5  some long words
                 here
    """
    kept = list(columns)
    widths = _widths(kept, width)
    while width is not None and len(kept) > 1 and _total(widths) > width:
        kept.pop()
        widths = _widths(kept, width)
    lines = _lines(kept, widths)
    dropped = [name for name, _, _ in columns[len(kept) :]]
    if dropped:
        note = f"left out for want of room: {', '.join(dropped)} (--format csv has all)"
        lines += filled(note, width or WITHOUT_TERMINAL)
    return "\n".join(lines)


def _widths(columns: Sequence[Column], most: int | None) -> list[int]:
    """The width of each column: as it is, or with texts as narrow as needed."""
    widths = [max(map(len, [name, *cells])) for name, _, cells in columns]
    if most is None:
        return widths
    least = [
        width if numeric else min(width, max([NARROWEST, *_words([name, *cells])]))
        for width, (name, numeric, cells) in zip(widths, columns, strict=True)
    ]
    while _total(widths) > most:
        wide = [i for i in range(len(widths)) if widths[i] > least[i]]
        if not wide:
            break
        widths[max(wide, key=lambda i: widths[i])] -= 1
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _words(cells: Sequence[str]) -> list[int]:
    """How long each word is."""
    return [len(word) for cell in cells for word in cell.split()]


def _lines(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    lines = []
    for row in zip(*([name, *cells] for name, _, cells in columns), strict=True):
        folded = [filled(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for part in zip_longest(*folded, fillvalue=""):
            pieces = [
                piece.rjust(width) if numeric else piece.ljust(width)
                for piece, width, (_, numeric, _) in zip(part, widths, columns, strict=True)
            ]
            lines.append(_GAP.join(pieces).rstrip())
    return lines


def wrapped(text: str, width: int) -> str:
    """Wrap the sentences of a text; lines laid out in columns stay as they are.

    Parameters
    ----------
    text : str
        Of several lines.
    width : int
        In letters.

    Examples
    --------
    >>> print(wrapped("a sentence of words\\nx    1\\ny    2", 10))
    a sentence
    of words
    x    1
    y    2
    """
    lines: list[str] = []
    for line in text.splitlines():
        plain = line.strip()
        if len(line) <= width or _GAP in plain:
            lines.append(line)
            continue
        indent = " " * (len(line) - len(line.lstrip()))
        lines += filled(plain, width, indent, indent)
    return "\n".join(lines)
