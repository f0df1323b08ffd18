"""Opens a table (CSV, Excel, Parquet, DataFrame) as raw cells; nothing is interpreted but the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas as pd

from mpindex.errors import DataError

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, eq=False)
class Raw:
    """The cells of a table under its headers; `name` is the file's, `first` the line of the first row."""

    frame: pd.DataFrame
    name: str
    first: int = 2


def open_table(
    source: str | Path | pd.DataFrame,
    *,
    delimiter: str | None = None,
    encoding: str = "utf-8",
    sheet: str | int = 0,
) -> Raw:
    """Open a table; the format follows from the ending (.csv, .tsv, .txt, .xlsx, .xls, .parquet).

    Raises
    ------
    DataError
        The file is empty, has no rows, another encoding, ragged lines, or headers that are blank or stand
        twice.
    FileNotFoundError
    """
    if not isinstance(source, (str, Path, pd.DataFrame)):
        raise DataError(f"a table is a file or a DataFrame, not {type(source).__name__}")
    if isinstance(source, pd.DataFrame):
        raw = Raw(_with_index(source), "the table")
    else:
        path = Path(source)
        ending = path.suffix.lower()
        if ending in (".xlsx", ".xlsm", ".xls", ".ods"):
            raw = _excel(path, sheet)
        elif ending in (".parquet", ".pq"):
            raw = Raw(_with_index(_needing("pyarrow", pd.read_parquet, path)), path.name)
        else:
            raw = _csv(path, delimiter, encoding)
    return Raw(_headed(raw.frame, raw.name), raw.name, raw.first)


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Make columns of an index that says something (units, years)."""
    if isinstance(frame.index, pd.RangeIndex) or (
        frame.index.name is None and frame.index.dtype.kind in "iu"
    ):
        return frame.reset_index(drop=True)
    if frame.index.nlevels == 1 and frame.index.name is None:
        return frame.rename_axis(index="unit").reset_index()
    return frame.reset_index()


def _csv(path: Path, delimiter: str | None, encoding: str) -> Raw:
    try:
        written = path.read_bytes().decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeError:
        raise DataError(
            f"{path.name}: is not {encoding}; save it as UTF-8, or pass encoding= (Excel: 'cp1252')"
        ) from None
    head = re.match(r"(?:\s*#[^\n]*\n|[ \t\r]*\n)*", written)  # comments and blank lines above the header
    above = head.end() if head else 0
    body = written[above:]
    if not body.strip():
        raise DataError(f"{path.name}: is empty")
    sep = delimiter or sniff(body)
    try:
        cells = pd.read_csv(
            StringIO(body),
            sep=sep,
            header=None,
            dtype=str,
            na_filter=False,
            keep_default_na=False,
            skip_blank_lines=True,
        )
    except pd.errors.ParserError as fault:
        raise DataError(f"{path.name}: {_ragged(str(fault), written.count(chr(10), 0, above))}") from None
    return Raw(_first_row_as_header(cells), path.name, written.count("\n", 0, above) + 2)


def sniff(text: str) -> str:
    """Return the delimiter that the header uses most, outside quotes.

    >>> sniff('"GDP, current";year;unit')
    ';'
    """
    header = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return max(DELIMITERS, key=header.count)


def _ragged(fault: str, above: int) -> str:
    found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", fault)
    if not found:
        return f"cannot be read as CSV: {fault.strip()}"
    expected, line, seen = map(int, found.groups())
    return f"line {line + above} has {seen} fields, the header {expected}; quote text that holds a delimiter"


def _excel(path: Path, sheet: str | int) -> Raw:
    try:
        cells = _needing(
            "openpyxl", pd.read_excel, path, sheet, header=None, dtype=object, keep_default_na=False
        )
    except (ValueError, KeyError, OSError) as fault:
        if isinstance(fault, FileNotFoundError):
            raise
        raise DataError(f"{path.name}: cannot be read as a workbook: {fault}") from None
    if cells.empty:
        raise DataError(f"{path.name}: is empty")
    cells = cells.dropna(how="all", axis=1)
    return Raw(_first_row_as_header(cells.dropna(how="all")), path.name)


def _needing(
    package: str, reader: Callable[..., pd.DataFrame], *arguments: object, **options: object
) -> pd.DataFrame:
    try:
        return reader(*arguments, **options)
    except ImportError:
        raise DataError(f"reading this format needs {package}: pip install 'mpindex[files]'") from None
    except FileNotFoundError:
        raise
    except Exception as fault:
        if type(fault).__module__.startswith(("pyarrow", "zipfile")):
            raise DataError(f"{arguments[0]}: cannot be read: {fault}") from None
        raise


def _first_row_as_header(cells: pd.DataFrame) -> pd.DataFrame:
    body = cells.iloc[1:].reset_index(drop=True)
    body.columns = pd.Index(list(cells.iloc[0]), dtype=object)
    return body


def _headed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Strip the headers; refuse blank ones over values and those that stand twice."""
    from mpindex.ingest.cells import text

    headers = [text(header) for header in frame.columns]
    if not headers:
        raise DataError(f"{name}: is empty")
    blank = [i for i, header in enumerate(headers) if not header]
    empty = [i for i in blank if not any(text(cell) for cell in frame.iloc[:, i])]
    faults = [f"column {i + 1} has no header" for i in blank if i not in empty]
    faults += [
        f"the header {header!r} stands {n} times"
        for header, n in Counter(headers).items()
        if header and n > 1
    ]
    if faults:
        raise DataError("\n".join(f"{name}: {fault}" for fault in faults))
    if not len(frame):
        raise DataError(f"{name}: has a header and no rows")
    named = frame.set_axis(headers, axis=1)
    return named.iloc[:, [i for i in range(len(headers)) if i not in empty]]
