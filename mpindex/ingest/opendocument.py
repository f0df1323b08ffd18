"""Sheets of OpenDocument workbooks (``.ods``), read as a stream and up to a bound.

A cell, or a row, can say that it stands a million times, so that a file of a few kilobytes would fill any memory.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 3, chapter 9 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from zipfile import BadZipFile, ZipFile

from mpindex.errors import DataError

_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)
#: So many bytes of a file are looked at together.
_PIECE = 1 << 16
#: What a document declares may name other files, or grow when it is read.
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


class OpenDocument:
    """A workbook: names of sheets, and the rows of one.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        Of the file, for messages.

    Raises
    ------
    DataError
        It is no OpenDocument workbook.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name
        with _reading(name):
            self.sheet_names = [
                element.get(f"{_TABLE}name", "")
                for event, element, depth in self._events()
                if event == "start" and element.tag == f"{_TABLE}table" and not depth
            ]
        if not self.sheet_names:
            raise DataError(f"{name}: cannot be read as a workbook: it has no sheet")

    def rows(self, sheet: int, most: int) -> list[list[object]] | None:
        """Return the cells of a sheet, row by row, or None where there are more than `most`, blank ones within counted.

        Parameters
        ----------
        sheet : int
            Its number from 0.
        most : int
            The bound.
        """
        with _reading(self._name):
            return self._filled(sheet, most)

    def _filled(self, sheet: int, most: int) -> list[list[object]] | None:
        rows: list[list[object]] = []
        blank = width = 0  # blank rows count once a filled one follows
        for row in self._rows(sheet):
            many, cells = _count(row, f"{_TABLE}number-rows-repeated"), _cells(row, most)
            if not cells:
                blank += many
                continue
            width = max(width, len(cells))
            if (len(rows) + blank + many) * width > most:
                return None
            rows += [[] for _ in range(blank)]
            rows += [list(cells) for _ in range(many)]
            blank = 0
        return rows

    def _rows(self, sheet: int) -> Iterator[Element]:
        """Give the rows of a sheet one after the other, and forget each."""
        number = -1
        for event, element, depth in self._events():
            if event == "start" and element.tag == f"{_TABLE}table" and not depth:
                number += 1
            elif event == "end" and element.tag == f"{_TABLE}table-row" and depth == 1:
                if number == sheet:
                    yield element
                element.clear()
            elif number > sheet:
                return

    def _events(self) -> Iterator[tuple[str, Element, int]]:
        """Every start and end of an element, and how many tables it stands in."""
        depth = 0
        with ZipFile(BytesIO(self._content)) as archive, archive.open("content.xml") as file:
            for event, element in _parsed(file, self._name):
                depth -= event == "end" and element.tag == f"{_TABLE}table"
                yield event, element, depth
                depth += event == "start" and element.tag == f"{_TABLE}table"


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Say of a broken file that it is one."""
    try:
        yield
    except DataError:
        raise
    except (
        BadZipFile,
        KeyError,
        ParseError,
        OSError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ) as fault:
        raise DataError(f"{name}: cannot be read as a workbook: {fault}") from None


def _parsed(file: IO[bytes], name: str) -> Iterator[tuple[str, Element]]:
    parser: Any = XMLPullParser(["start", "end"])
    before = b""
    while piece := file.read(_PIECE):
        if any(mark in before + piece for mark in _DECLARED):
            raise DataError(f"{name}: cannot be read as a workbook: it declares entities")
        parser.feed(piece)
        before = piece[-len(_DECLARED[0]) :]
        yield from parser.read_events()
    parser.close()


def _cells(row: Element, most: int) -> list[object]:
    """The cells of a row up to the last that is filled; one that says how often it stands, so often."""
    cells: list[object] = []
    blank = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        many = _count(cell, f"{_TABLE}number-columns-repeated")
        value = _value(cell)
        if value is None:
            blank += many
            continue
        many = min(many, most + 1)
        cells += [None] * min(blank, most + 1)
        cells += [value] * many
        blank = 0
    return cells


def _count(element: Element, name: str) -> int:
    return max(1, int(element.get(name, 1)))


def _value(cell: Element) -> object:
    """What a cell holds: a number, a date, true or false, a text; None where it is blank."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    if kind == "date":
        written = cell.get(f"{_OFFICE}date-value", "")
        try:
            return datetime.fromisoformat(written)
        except ValueError:
            return written
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    text = "\n".join(_written(part) for part in cell if part.tag == f"{_TEXT}p")
    return text or None


def _written(part: Element) -> str:
    """The text of a paragraph; blanks in a row stand as an element of their own."""
    text = part.text or ""
    for inner in part:
        if inner.tag == f"{_TEXT}s":
            text += " " * min(_count(inner, f"{_TEXT}c"), 1000)
        elif inner.tag == f"{_TEXT}line-break":
            text += "\n"
        else:
            text += _written(inner)
        text += inner.tail or ""
    return text
