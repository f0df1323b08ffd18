"""Reads tables of text: CSV, TSV and their kin, with titles above the header and footnotes below the table."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cached_property
from io import StringIO
from itertools import islice, pairwise
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, OptionError
from mpindex.ingest.cells import EXACT, MARKS
from mpindex.ingest.cells import text as stripped
from mpindex.ingest.formats import ending, utf16
from mpindex.ingest.header import TAIL, TOP, find_end, find_header, length, quoted
from mpindex.ingest.headers import is_known
from mpindex.ingest.raw import Marks, Raw

DELIMITERS = ("\t", ";", "|", ",")  # of several that are used alike, the first
_ABOVE = re.compile(r"(?:\s*#[^\n]*\n|[ \t\r]*\n)*")  # comments and blank lines above everything
_FIGURE = re.compile(r"[+-]?(0|[1-9]\d*|0?\.\d+|0\.\d*|[1-9]\d*\.\d*)([eE][+-]?\d+)?\Z", re.ASCII)


def decode(content: bytes, name: str, encoding: str | None) -> str:
    """Return the text of a file: as asked, by its byte order mark, or UTF-8.

    Raises
    ------
    DataError
        It is in another encoding.
    OptionError
        There is no such encoding.
    """
    try:
        if encoding is not None:
            plain = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
            return content.decode("utf-8-sig" if plain else encoding)
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode(utf16(content[:400]) or "utf-8-sig")
    except UnicodeError:
        hint = "save it as UTF-8, or pass encoding= (Excel: 'cp1252')"
        raise DataError(f"{name}: is not {encoding or 'utf-8'}; {hint}") from None
    except LookupError:
        raise OptionError(
            f"there is no encoding {encoding!r}; known are 'utf-8', 'utf-16', 'cp1252' ..."
        ) from None


def sniff(text: str, name: str = "") -> str:
    """Return the delimiter that the first lines use alike; in a .tsv it is the tab.

    >>> sniff('"GDP, current";year;unit')
    ';'
    >>> sniff("country\\tGDP, current\\tGDP, PPP\\nPeru\\t2\\t3")
    '\\t'
    """
    top = _first_lines(text, TOP)
    lines = [re.sub(r'"[^"]*"', "", line) for line in top.split("\n") if line.strip()]
    if ending(name) in (".tsv", ".tab") and any("\t" in line for line in lines):
        return "\t"
    return max(DELIMITERS, key=lambda sign: _alike([line.count(sign) for line in lines]))


def _alike(counts: Sequence[int]) -> tuple[int, int]:
    """How many lines have the usual number of a sign, and how many signs that is: the more, the better."""
    used = [count for count in counts if count]
    if not used:
        return 0, 0
    usual = max(set(used), key=lambda count: (used.count(count), count))
    return used.count(usual), usual


class Lines:
    """The lines of a text as rows of cells, each with the number of the line on which it begins."""

    def __init__(self, text: str, delimiter: str, name: str, above: int = 0):
        self.text, self.delimiter, self.name, self.above = text, delimiter, name, above

    def rows(self, most: int | None = None) -> tuple[list[list[str]], list[int]]:
        """Rows and the numbers of their lines; a blank line is an empty row."""
        text = self.text if most is None else _first_lines(self.text, 4 * most)
        reader = csv.reader(StringIO(text, newline=""), delimiter=self.delimiter)
        rows: list[list[str]] = []
        lines: list[int] = []
        try:
            before = 0
            for row in islice(reader, most):
                rows.append(row)
                lines.append(self.above + before + 1)
                before = reader.line_num
        except csv.Error as fault:
            message = (
                "a quotation mark is opened and not closed" if "field larger" in str(fault) else str(fault)
            )
            raise DataError(f"{self.name}: line {self.above + reader.line_num}: {message}") from None
        return rows, lines

    @cached_property
    def all(self) -> tuple[list[list[str]], list[int]]:
        """Every row and its line."""
        return self.rows()


def open_text(
    text: str,
    name: str,
    *,
    delimiter: str | None = None,
    header: int | None = None,
    skip: int = 0,
    decimal: str = ".",
) -> Raw:
    """Open a table of text.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        Of the file.
    delimiter : str, optional
        Between the cells; by default the one that the first lines use alike.
    header : int, optional
        The line of the header, counted from 1.
    skip : int
        How many lines at the top are passed over.
    decimal : str
        The decimal sign.

    Raises
    ------
    DataError
        The file is empty, has ragged lines, or a quotation mark that is not closed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = _start(text, skip if header is None else header - 1)
    if header is None:
        match = _ABOVE.match(text, start)
        start = match.end() if match else start
    body = text[start:]
    if not body.strip():
        raise DataError(f"{name}: is empty" + (f" below line {header or skip}" if header or skip else ""))
    lines = Lines(body, delimiter or sniff(body, name), name, text.count("\n", 0, start))
    top, numbers = lines.rows(TOP)
    place = 0 if header is not None else find_header(top)
    if place is None:
        raise DataError(f"{name}: every row is blank")
    notes = _passed_over(top, numbers, place)
    end, foot = _below(body, lines, len(top[place]))
    return _table(lines, top[place], place, end, (*notes, *foot), decimal)


def _start(text: str, skip: int) -> int:
    place = 0
    for _ in range(skip):
        place = text.find("\n", place) + 1
        if not place:
            return len(text)
    return place


def _first_lines(text: str, count: int) -> str:
    return text[: _start(text, count)]


def _passed_over(top: Sequence[Sequence[str]], numbers: Sequence[int], place: int) -> list[str]:
    if not any(map(length, top[:place])):
        return []
    last = numbers[place] - 1
    span = f"lines {numbers[0]} to {last}" if last > numbers[0] else f"line {last}"
    return [f"passed over above the header: {span} ({quoted(top[:place])})"]


def _below(body: str, lines: Lines, width: int) -> tuple[int, list[str]]:
    """The number of characters up to the end of the table, and a note of what stands below it."""
    end = len(body)
    starts = [end]
    for _ in range(TAIL):
        starts.insert(0, body.rfind("\n", 0, starts[0] - 1) + 1)
        if not starts[0]:
            break
    tail = [next(iter(csv.reader([body[a:b]], delimiter=lines.delimiter)), []) for a, b in pairwise(starts)]
    stop = find_end(tail, width)
    below = [row for row in tail[stop:] if length(row)]
    if not below:
        return end, []
    return starts[stop], [f"passed over below the table: {quoted(below)}"]


def _table(
    lines: Lines, header: Sequence[str], place: int, end: int, notes: tuple[str, ...], decimal: str
) -> Raw:
    body = lines.text[:end]
    rows = _Rows(Lines(body, lines.delimiter, lines.name, lines.above), place, len(header))
    typed = _typed(body, lines.delimiter, header, rows, decimal)
    frame, marks = (rows.frame(), {}) if typed is None else typed
    headers = [stripped(cell) for cell in header] + [""] * (frame.shape[1] - len(header))
    frame.columns = pd.Index(headers, dtype=object)
    by_header = {headers[i]: marked for i, marked in marks.items()}
    return Raw(
        frame, lines.name, rows.first, notes, lines=lambda: rows.lines, written=rows.cell, marks=by_header
    )


class _Rows:
    """The rows below the header as texts, parsed when they are asked for."""

    def __init__(self, source: Lines, place: int, width: int):
        self.source, self.place, self.width = source, place, width
        lines = source.rows(place + 2)[1]
        self.first = lines[-1] if len(lines) > place + 1 else lines[-1] + 1

    @cached_property
    def _kept(self) -> tuple[list[list[str]], list[int]]:
        rows, lines = self.source.all
        pairs = [
            (row, line)
            for row, line in zip(rows[self.place + 1 :], lines[self.place + 1 :], strict=True)
            if row
        ]
        return [row for row, _ in pairs], [line for _, line in pairs]

    @property
    def lines(self) -> list[int]:
        """The line of each row."""
        return self._kept[1]

    def cell(self, row: int, column: int) -> str:
        """A cell as it was written."""
        cells = self._kept[0][row]
        return cells[column].strip() if column < len(cells) else ""

    def frame(self) -> pd.DataFrame:
        """All cells as texts."""
        rows, lines = self._kept
        width = max(self.width, 1)
        faults = [
            f"line {line} has {length(row)} fields, the header {width}; quote text that holds a delimiter"
            for row, line in zip(rows, lines, strict=True)
            if length(row) > width
        ]
        if faults:
            more = f"\n{self.source.name}: and {len(faults) - 5} lines more" if len(faults) > 5 else ""
            raise DataError("\n".join(f"{self.source.name}: {fault}" for fault in faults[:5]) + more)
        _refuse_open_quote(self.source, rows, lines)
        cells = np.full((len(rows), width), "", dtype=object)
        for i, row in enumerate(rows):
            cells[i, : min(len(row), width)] = row[:width]
        return pd.DataFrame({i: cells[:, i] for i in range(width)}, dtype=object)


def _refuse_open_quote(source: Lines, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> None:
    """A quotation mark that is never closed swallows the rest of the file as one cell."""
    if rows and any("\n" in cell for cell in rows[-1]):
        try:
            list(csv.reader(StringIO(source.text, newline=""), delimiter=source.delimiter, strict=True))
        except csv.Error as fault:
            if "unexpected end" in str(fault):
                message = "a quotation mark is opened and not closed"
                raise DataError(f"{source.name}: line {lines[-1]}: {message}") from None


def _typed(
    body: str, delimiter: str, header: Sequence[str], rows: _Rows, decimal: str
) -> tuple[pd.DataFrame, dict[int, Marks]] | None:
    """The cells with figures read as numbers by pandas, texts kept as texts; None where it cannot be done so.

    Of the columns of figures only those are numbers in which every cell is a plain number, blank, or a mark; where the marks
    are is told beside.
    """
    sample = rows.source.rows(rows.place + 52)[0][rows.place + 1 :]
    as_text = {
        i: "category" if is_known(name) else "str"
        for i, name in enumerate(header)
        if (is_known(name) and not is_known(name, "value", "year")) or not _figures(sample, i, decimal)
    }
    start = _start(body, rows.first - rows.source.above - 1)
    if delimiter not in DELIMITERS or '"' in "".join(header) or not body[start:].strip():
        return None
    frame = _parsed(body[start:], delimiter, dtype=as_text, decimal=decimal)
    if frame is None or frame.shape[1] > len(header) or _opened(frame):
        return None
    _keep_zeros(frame, body[start:], delimiter)
    mixed = [
        i for i in range(frame.shape[1]) if i not in as_text and not pd.api.types.is_numeric_dtype(frame[i])
    ]
    marks: dict[int, Marks] = {}
    blanks = ["", *MARKS]
    numbers = (
        _parsed(body[start:], delimiter, usecols=mixed, na_values=blanks, decimal=decimal) if mixed else None
    )
    for i in mixed:
        if numbers is not None and pd.api.types.is_any_real_numeric_dtype(numbers[i]):
            where = (frame[i].notna() & numbers[i].isna()).to_numpy()
            marks[i] = Marks(where, tuple(str(mark).strip() for mark in pd.unique(frame[i][where])))
            frame[i] = numbers[i]
    for i in range(frame.shape[1], len(header)):
        frame[i] = ""
    return frame, marks


def _keep_zeros(frame: pd.DataFrame, text: str, delimiter: str) -> None:
    """Read those categories again as texts that pandas took for numbers: 007 is not 7."""
    places = [
        i
        for i, dtype in enumerate(frame.dtypes)
        if isinstance(dtype, pd.CategoricalDtype) and not pd.api.types.is_string_dtype(dtype.categories.dtype)
    ]
    again = _parsed(text, delimiter, usecols=places, dtype=str) if places else None
    if again is not None:
        for i in places:
            frame[i] = again[i]


def _parsed(
    text: str, delimiter: str, *, na_values: Sequence[str] = ("",), **options: Any
) -> pd.DataFrame | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame: pd.DataFrame = pd.read_csv(
                StringIO(text), sep=delimiter, header=None, keep_default_na=False, na_values=list(na_values),
                low_memory=False, **options, **EXACT,
            )  # fmt: skip
        return frame
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError, ValueError, IndexError):
        return None


def _figures(sample: Iterable[Sequence[str]], column: int, decimal: str) -> bool:
    cells = [row[column].strip() for row in sample if column < len(row)]
    if decimal == ",":
        # the point is no part of a number then
        cells = [cell if cell in MARKS else cell.translate({44: 46, 46: 63}) for cell in cells]
    return all(_FIGURE.match(cell) or cell in MARKS for cell in cells if cell)


def _opened(frame: pd.DataFrame) -> bool:
    """Whether the last row holds a line break: perhaps a quotation mark is never closed."""
    return bool(len(frame)) and any("\n" in str(cell) for cell in frame.iloc[-1])
