"""Opens workbooks: the sheet that holds a table, below a cover, titles and above footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, MpindexError, OptionError, suggest
from mpindex.ingest.cells import text
from mpindex.ingest.header import TAIL, filled, find_end, find_header, length, quoted
from mpindex.ingest.headers import is_known
from mpindex.ingest.opendocument import OpenDocument
from mpindex.ingest.raw import Raw
from mpindex.ingest.sheet_parts import remarks

#: Format -> the package that pandas needs for it, and how to get it; none where we read it ourselves.
ENGINES = {
    "excel": ("openpyxl", "pip install 'mpindex[files]'"),
    "old excel": ("xlrd", "pip install xlrd, or save it as .xlsx"),
    "opendocument": ("", ""),
}
Book = pd.ExcelFile | OpenDocument
Rows = list[list[object]]
#: A sheet of so many cells, blank ones within counted, takes some 10 s and 200 MB.
MOST_CELLS = 1_000_000
#: The part of a container that holds a workbook with a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_AGAIN = "open it in a spreadsheet, and save it again"
#: What Excel shows where a formula gives no value.
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def open_workbook(
    content: bytes, name: str, kind: str, *, sheet: str | int | None, header: int | None = None, skip: int = 0
) -> Raw:
    """Open one sheet of a workbook as a table.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        Of the file.
    kind : str
        A key of `ENGINES`.
    sheet : str or int, optional
        Which sheet, by name or by number from 0; None for the one that holds a table.
    header : int, optional
        The row of the header, counted from 1.
    skip : int
        How many rows at the top are passed over.

    Raises
    ------
    DataError
        The workbook cannot be read, has no such sheet, or several that may be meant.
    """
    book = _book(content, name, kind)
    names = [str(item) for item in book.sheet_names]
    if not names:
        raise DataError(f"{name}: has no sheet with cells")
    notes: list[str] = []
    if sheet is None:
        number, rows = _table_sheet(book, names, name)
        if len(names) > 1:
            notes.append(
                f"the workbook has the sheets {_listed(names)}: {names[number]!r} was read (sheet= takes another)"
            )
        hidden = [i for i in range(len(names)) if i not in _visible(book, names)]
        if hidden:
            notes.append(f"hidden sheets were passed over: {_listed_some(names, hidden)}")
    else:
        number = _number(sheet, names, name)
        rows = _rows(book, number, name)
    rows, errors = _without_errors(rows)
    raw = grid(rows, name, header=header, skip=skip, what="row")
    if kind == "excel":
        notes += remarks(content, names[number], raw.first, len(rows))
    return Raw(raw.frame, name, raw.first, (*notes, *errors, *raw.notes), lines=raw.lines)


def _book(content: bytes, name: str, kind: str) -> Book:
    if kind == "opendocument":
        return OpenDocument(content, name)
    package, way = ENGINES[kind]
    if kind == "old excel" and _LOCKED in content:
        raise DataError(f"{name}: is locked with a password; save a copy without one")
    try:
        return pd.ExcelFile(BytesIO(content), engine=package)  # type: ignore[arg-type]
    except ImportError:
        raise DataError(f"{name}: reading this format needs {package}: {way}") from None
    except Exception as fault:  # noqa: BLE001 - whatever the package says of a broken file
        raise DataError(f"{name}: cannot be read as a workbook: {_first_line(fault)}; {_AGAIN}") from None


def _rows(book: Book, sheet: int, name: str) -> Rows:
    if isinstance(book, OpenDocument):
        rows = book.rows(sheet, MOST_CELLS)
        if rows is None:
            raise _too_large(name, book.sheet_names[sheet])
        return rows
    if getattr(book, "engine", "") == "openpyxl":
        try:
            return _bounded(book.book.worksheets[sheet], name)
        except MpindexError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever the package says of a broken sheet
            raise DataError(
                f"{name}: sheet {book.sheet_names[sheet]!r} cannot be read: {_first_line(fault)}; {_AGAIN}"
            ) from None
    cells = pd.read_excel(
        book, sheet_name=sheet, header=None, dtype=object, keep_default_na=False, na_values=[]
    )
    return [list(row) for row in cells.to_numpy(dtype=object)]


def _bounded(sheet: Any, name: str) -> Rows:
    """The cells of a sheet, row by row, up to as many as fit into memory with ease.

    A small file can hold a million rows, or one cell in the last row of the last column.
    """
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: Rows = []
    width = 0
    for values in sheet.iter_rows(values_only=True):
        row = list(values)
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
        width = max(width, len(row))
        if len(rows) * max(width, 1) > MOST_CELLS:
            raise _too_large(name, sheet.title)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_errors(rows: Rows) -> tuple[Rows, list[str]]:
    """The rows with nothing where a spreadsheet shows an error, and a note of how many such cells there are."""
    wrong = [cell for row in rows for cell in row if isinstance(cell, str) and cell in _ERRORS]
    if not wrong:
        return rows, []
    kinds = ", ".join(dict.fromkeys(wrong))
    count = "1 cell holds an error" if len(wrong) == 1 else f"{len(wrong):,} cells hold errors"
    cleared = [[None if isinstance(cell, str) and cell in _ERRORS else cell for cell in row] for row in rows]
    return cleared, [f"{count} of the spreadsheet and count as empty: {kinds}"]


def _visible(book: Book, names: Sequence[str]) -> list[int]:
    """The sheets that are not hidden; all where all are, or where the format is not asked."""
    if isinstance(book, OpenDocument) or getattr(book, "engine", "") != "openpyxl":
        return list(range(len(names)))
    sheets = book.book.worksheets
    shown = [i for i in range(min(len(names), len(sheets))) if sheets[i].sheet_state == "visible"]
    return shown or list(range(len(names)))


def _too_large(name: str, sheet: str) -> DataError:
    return DataError(
        f"{name}: sheet {sheet!r} has more than {MOST_CELLS:,} cells; so large a table is read from CSV or"
        " Parquet, not from a workbook (or a cell far off is filled: delete the rows and columns up to it)"
    )


def _number(sheet: str | int, names: Sequence[str], name: str) -> int:
    if isinstance(sheet, str) and sheet in names:
        return names.index(sheet)
    if isinstance(sheet, str) and sheet.isascii() and sheet.isdigit():
        sheet = int(sheet)
    if isinstance(sheet, int) and not isinstance(sheet, bool) and 0 <= sheet < len(names):
        return sheet
    near = suggest(sheet, names) if isinstance(sheet, str) else ""
    raise OptionError(f"{name}: there is no sheet {sheet!r}; there are {_listed(names)}.{near}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{i} {name!r}" for i, name in enumerate(names))


def _table_sheet(book: Book, names: Sequence[str], name: str) -> tuple[int, Rows]:
    """The first sheet to be seen if it holds a table, else the only one that does."""
    visible = _visible(book, names)
    first = _rows(book, visible[0], name)
    if len(visible) == 1 or _holds_table(first):
        return visible[0], first
    others = [(i, rows) for i in visible[1:] if _holds_table(rows := _rows(book, i, name))]
    if len(others) == 1:
        return others[0]
    which = (
        f"sheets with tables are {_listed_some(names, [i for i, _ in others])}"
        if others
        else "no sheet holds one"
    )
    raise DataError(
        f"{name}: the first sheet {names[visible[0]]!r} holds no table; {which}."
        f" Pass sheet= with a name or number: {_listed(names)}"
    )


def _listed_some(names: Sequence[str], chosen: Sequence[int]) -> str:
    return ", ".join(f"{i} {names[i]!r}" for i in chosen)


def _holds_table(rows: Rows) -> bool:
    """Whether a sheet has a header, with a usual name of units or several columns, above rows with numbers."""
    place = find_header(rows)
    if place is None or filled(rows[place]) < 2:
        return False
    body = rows[place + 1 : place + 40]
    width = filled(rows[place])
    numbers = sum(any(isinstance(cell, (int, float)) and cell == cell for cell in row) for row in body)
    wide = sum(filled(row) >= max(2, width // 2) for row in body)
    return wide > 0 and (numbers > 0 or any(is_known(cell, "unit") for cell in rows[place]))


def grid(
    rows: Sequence[Sequence[object]],
    name: str,
    *,
    header: int | None = None,
    skip: int = 0,
    what: str = "row",
) -> Raw:
    """Find the table in rows of cells: header, body, and notes of what stands above and below.

    Parameters
    ----------
    rows : sequence of rows
        Cells as they stand.
    name : str
        Of the table.
    header : int, optional
        The row of the header, counted from 1.
    skip : int
        How many rows at the top are passed over.
    what : str
        What a row is called.
    """
    start = skip if header is None else header - 1
    place = (0 if len(rows) > start else None) if header is not None else find_header(rows[start:])
    if place is None:
        raise DataError(f"{name}: is empty" + (f" below {what} {start}" if start else ""))
    place += start
    notes = []
    if any(map(length, rows[start:place])):
        notes.append(
            f"passed over above the header: {what}s {start + 1} to {place} ({quoted(rows[start:place])})"
        )
    width = max([length(rows[place]), *(length(row) for row in rows[place + 1 :])], default=0)
    tail = rows[max(place + 1, len(rows) - TAIL) :]
    end = len(rows) - len(tail) + find_end(tail, length(rows[place]))
    if any(map(length, rows[end:])):
        notes.append(f"passed over below the table: {quoted([row for row in rows[end:] if length(row)])}")
    kept = [i for i in range(place + 1, end) if length(rows[i])]
    cells = np.full((len(kept), width), None, dtype=object)
    for i, row in enumerate(kept):
        part = list(rows[row])[:width]
        cells[i, : len(part)] = part
    frame = pd.DataFrame({i: cells[:, i] for i in range(width)}, dtype=object)
    names = [text(cell) for cell in rows[place]][:width]
    frame.columns = pd.Index(names + [""] * (width - len(names)), dtype=object)
    lines = [i + 1 for i in kept]
    return Raw(frame, name, place + 2, tuple(notes), lines=lambda: lines)


def _first_line(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__).strip().split("\n")[0]
