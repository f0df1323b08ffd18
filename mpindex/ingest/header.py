"""Finds the table among the lines of a file: the header below titles, and the last row above footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mpindex.ingest.cells import MISSING, text
from mpindex.ingest.headers import is_known

#: Within so many lines from the top the header must stand, and within so many from the end a footnote.
TOP, TAIL = 60, 80
#: The share of the widest row that a header fills at least.
SHARE = 0.6

_NUMBER = re.compile(r"[+-]?[\d.,\s]*\d[\d.,\s]*%?(e[+-]?\d+)?\Z", re.IGNORECASE)
_YEAR = re.compile(r"(1[5-9]|20|21)\d\d(\.0)?\Z")
_NOTE = re.compile(
    r"\W*(sources?\b|notes?\b|data (from|source|extracted|retrieved)|last updated|footnote|fnseqid|copyright|©|\*|†"
    r"|international monetary fund|retrieved|download|for (more|further)|see |this (table|data)|definitions?:|http)",
    re.IGNORECASE,
)

Row = Sequence[object]


def filled(row: Row) -> int:
    """How many cells of a row hold anything."""
    return sum(bool(text(cell)) for cell in row)


def length(row: Row) -> int:
    """How many cells a row has up to the last that holds anything."""
    return max((i + 1 for i, cell in enumerate(row) if text(cell)), default=0)


def find_header(rows: Sequence[Row]) -> int | None:
    """Return which of the first rows is the header; None where every row is blank.

    The first row that is filled like the rows below it, or of several such rows the first that holds a usual header.

    >>> find_header([["GDP of states", ""], ["", ""], ["Country", "2020"], ["Kenya", "1"]])
    2
    """
    top = rows[:TOP]
    width = max(map(length, top), default=0)
    if not width:
        return None
    needed = max(min(2, width), int(width * SHARE))
    candidates = [i for i, row in enumerate(top) if filled(row) >= needed]
    if not candidates:
        return next(i for i, row in enumerate(top) if filled(row))
    for i in candidates:
        if _numeric(top[i]):
            break
        if any(is_known(cell, "unit") for cell in top[i]):
            return i
    return candidates[0]


def _numeric(row: Row) -> bool:
    """Whether a row holds figures, other than years."""
    cells = [text(cell) for cell in row]
    return any(_NUMBER.match(cell) and not _YEAR.match(cell) for cell in cells if cell)


def find_end(rows: Sequence[Row], width: int) -> int:
    """Return how many of the last rows belong to the table; below it stand footnotes.

    rows : the last rows of the file; width : how many columns the header has.

    >>> find_end([["Kenya", "1", "2"], ["", "", ""], ["Data from database: WDI", "", ""]], 3)
    1
    """
    few = 2 if width > 2 else 1
    start = len(rows)
    while start and _may_be_below(rows[start - 1], few):
        start -= 1
    for i in range(start, len(rows)):
        if _is_no_row(rows[i]):
            return i
    return len(rows)


def _may_be_below(row: Row, few: int) -> bool:
    """Whether a row is blank, a note, or of so few cells that it is no row of the table: a value makes it one."""
    values = [text(cell) for cell in row[1:] if text(cell)]
    return _is_no_row(row) or (filled(row) <= few and not any(_NUMBER.match(cell) for cell in values))


def _is_no_row(row: Row) -> bool:
    """Whether a row is blank or a note."""
    cells = [text(cell) for cell in row if text(cell)]
    if not cells:
        return True
    long = len(cells) == 1 and len(cells[0]) > 60
    return bool(_NOTE.match(cells[0])) or long or (cells[0].lower() in MISSING and len(cells) == 1)


def quoted(rows: Sequence[Row]) -> str:
    """The first words of some rows, for a note.

    >>> quoted([["Data Source", "World Development Indicators"]])
    "'Data Source World Development Indicators'"
    """
    words = " ".join(text(cell) for row in rows for cell in row if text(cell))
    return repr(words if len(words) <= 60 else words[:57] + "...")
