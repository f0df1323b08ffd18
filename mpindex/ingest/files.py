"""Opens a table, whatever it is in, as raw cells under headers; nothing is interpreted but the header."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import numpy as np
import pandas as pd

from mpindex.errors import DataError, OptionError
from mpindex.ingest.cells import text
from mpindex.ingest.delimited import decode, open_text
from mpindex.ingest.eurostat import is_eurostat, unfold
from mpindex.ingest.formats import UNREADABLE, ending
from mpindex.ingest.frames import from_foreign, is_foreign, open_frame
from mpindex.ingest.raw import Raw
from mpindex.ingest.records import open_json, open_records
from mpindex.ingest.sources import Content, fetch
from mpindex.ingest.workbooks import ENGINES, open_workbook

#: The endings by which a name promises a format that the first bytes must keep.
_PROMISED = {
    ".xlsx": "a workbook",
    ".xlsm": "a workbook",
    ".parquet": "Parquet",
    ".pq": "Parquet",
    ".dta": "Stata's format",
}


def open_table(
    source: object,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheet: str | int | None = None,
    header: int | None = None,
    skip: int = 0,
    decimal: str = ".",
) -> Raw:
    """Open a table; what it is in follows from its first bytes.

    Parameters
    ----------
    source : path, URL, open file, DataFrame, mapping or sequence
        Where the table is.
    delimiter : str, optional
        Between the cells of a line.
    encoding : str, optional
        Of a text; by default UTF-8, or what its byte order mark says.
    sheet : str or int, optional
        Of a workbook, by name or by number from 0; likewise the file in an archive.
    header : int, optional
        The line of the header, counted from 1.
    skip : int
        How many lines at the top are passed over.
    decimal : str
        The decimal sign, with which numbers in texts are read at once.

    Raises
    ------
    DataError
        The file is not there, is empty, has no rows, another encoding, ragged lines, headers that stand twice,
        or a format that cannot be read, which is named.
    """
    _check(header, skip)
    raw = _open(source, delimiter, encoding, sheet, header, skip, decimal)
    if not raw.frame.shape[1]:
        raise DataError(f"{raw.name}: is empty")
    if is_eurostat(raw.frame.columns):
        raw = unfold(raw)
    return _headed(raw)


def _check(header: int | None, skip: int) -> None:
    if header is not None and (
        not isinstance(header, (int, np.integer)) or isinstance(header, bool) or header < 1
    ):
        raise OptionError(f"header must be the line of the header, counted from 1, not {header!r}")
    if not isinstance(skip, (int, np.integer)) or isinstance(skip, bool) or skip < 0:
        raise OptionError(f"skip must be a number of lines, not {skip!r}")


def _open(
    source: object,
    delimiter: str | None,
    encoding: str | None,
    sheet: str | int | None,
    header: int | None,
    skip: int,
    decimal: str,
) -> Raw:
    if isinstance(source, pd.Series):
        source = source.to_frame(source.name if source.name is not None else "value")
    if isinstance(source, pd.DataFrame):
        return open_frame(source)
    if isinstance(source, (Mapping, list, tuple)):
        return open_records(source)
    if is_foreign(source):
        return open_frame(from_foreign(source))
    if not (isinstance(source, (str, bytes, os.PathLike)) or hasattr(source, "read")):
        raise DataError(
            f"a table is a file, a URL, a DataFrame, a dict of columns or a list of rows, not {type(source).__name__}"
        )
    content = fetch(source, member=sheet)
    if content.kind in ENGINES:
        return open_workbook(content.data, content.name, content.kind, sheet=sheet, header=header, skip=skip)
    if content.kind in _BINARY:
        return open_frame(_binary(content), content.name)
    if content.kind in UNREADABLE:
        what, remedy = UNREADABLE[content.kind]
        raise DataError(f"{content.name}: cannot be read: it is {what}; {remedy}")
    promise = _PROMISED.get(ending(content.name))
    if promise is not None:
        raise DataError(
            f"{content.name}: cannot be read: its name says {promise}, but its first bytes do not"
        )
    written = decode(content.data, content.name, encoding)
    if content.kind == "json":
        return open_json(written, content.name)
    return open_text(written, content.name, delimiter=delimiter, header=header, skip=skip, decimal=decimal)


def _stata(data: bytes) -> pd.DataFrame:
    try:
        return pd.read_stata(BytesIO(data))
    except ValueError as fault:
        if "categorical" not in str(fault).lower() and "unique" not in str(fault).lower():
            raise
        return pd.read_stata(BytesIO(data), convert_categoricals=False)


def _spss(data: bytes) -> pd.DataFrame:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.sav"
        path.write_bytes(data)
        return pd.read_spss(path)


#: Format -> its reader, and what pandas needs for it.
_BINARY: dict[str, tuple[Callable[[bytes], pd.DataFrame], str]] = {
    "parquet": (lambda data: pd.read_parquet(BytesIO(data)), "pyarrow: pip install 'mpindex[files]'"),
    "feather": (lambda data: pd.read_feather(BytesIO(data)), "pyarrow: pip install 'mpindex[files]'"),
    "stata": (_stata, "nothing more"),
    "sas": (lambda data: pd.read_sas(BytesIO(data), format="sas7bdat", encoding="infer"), "nothing more"),
    "sas transport": (
        lambda data: pd.read_sas(BytesIO(data), format="xport", encoding="latin-1"),
        "nothing more",
    ),
    "spss": (_spss, "pyreadstat: pip install pyreadstat"),
}


def _binary(content: Content) -> pd.DataFrame:
    reader, needs = _BINARY[content.kind]
    try:
        return reader(content.data)
    except ImportError:
        raise DataError(f"{content.name}: reading {content.kind} needs {needs}") from None
    except Exception as fault:  # noqa: BLE001 - whatever the reader says of a broken file
        why = (str(fault) or type(fault).__name__).strip().split("\n")[0]
        raise DataError(f"{content.name}: cannot be read as {content.kind}: {why}") from None


def _headed(raw: Raw) -> Raw:
    """Strip the headers; name blank ones over values; leave out empty columns and an index; refuse doubles."""
    headers = [text(header) for header in raw.frame.columns]
    frame, notes, keep = raw.frame, list(raw.notes), []
    for i, header in enumerate(headers):
        if header:
            keep.append(i)
        elif _blank(frame.iloc[:, i]):
            continue
        elif _is_index(frame.iloc[:, i]):
            notes.append(f"left out: column {i + 1}, an index without a header")
        else:
            headers[i] = f"column {i + 1}"
            keep.append(i)
    _refuse_doubles([headers[i] for i in keep], keep, raw.name)
    if not len(frame):
        raise DataError(f"{raw.name}: has a header and no rows")
    if not keep:
        raise DataError(f"{raw.name}: is empty")
    named = frame.iloc[:, keep].set_axis(pd.Index([headers[i] for i in keep], dtype=object), axis=1)
    written = raw.written
    moved = None if written is None else lambda row, column: written(row, keep[column])
    return replace(raw, frame=named, notes=tuple(notes), written=moved)


def _blank(column: pd.Series) -> bool:
    return not any(text(cell) for cell in column)


def _is_index(column: pd.Series) -> bool:
    """Whether a column without a header counts the rows."""
    try:
        numbers = column.astype(float).to_numpy()
    except (TypeError, ValueError, OverflowError):
        return False
    return numbers[0] in (0, 1) and bool(np.all(numbers == numbers[0] + np.arange(len(numbers))))


def _refuse_doubles(headers: list[str], places: list[int], name: str) -> None:
    twice = sorted({header for header in headers if headers.count(header) > 1}, key=headers.index)
    if twice:
        faults = []
        for header in twice:
            where = [place + 1 for place, other in zip(places, headers, strict=True) if other == header]
            columns = ", ".join(map(str, where))
            faults.append(
                f"{name}: the header {header!r} stands {len(where)} times (columns {columns}); rename or drop one"
            )
        raise DataError("\n".join(faults))
