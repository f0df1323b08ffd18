"""Fetches the bytes of a table: from a file, a URL, an open file; and unpacks what is compressed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from mpindex.errors import DataError, OptionError, suggest
from mpindex.ingest.formats import kind_of

#: Seconds that a server may take.
PATIENCE = 60
#: What a table's file inside an archive may end with.
TABLES = (
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".xlsx",
    ".xls",
    ".json",
    ".dta",
    ".parquet",
    ".sas7bdat",
    ".xpt",
    ".sav",
)
#: Formats that hold several tables.
SHEETS = ("old excel", "excel", "opendocument")
_INNER: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "gzip": lambda packed: cast(BinaryIO, gzip.GzipFile(fileobj=packed)),
    "bzip2": lambda packed: cast(BinaryIO, bz2.BZ2File(packed)),
    "xz": lambda packed: cast(BinaryIO, lzma.LZMAFile(packed)),  # noqa: SIM115 - of bytes, and read at once
}
#: What a compressed file may unpack to; the largest tables of the field have some 400 MB.
MOST_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Content:
    """The bytes of a file, or its text where it was opened as text; `name` for messages, `kind` as `kind_of` has it."""

    data: bytes
    name: str
    kind: str


def fetch(source: object, *, member: str | int | None = None) -> Content:
    """Return the bytes of a source, unpacked.

    Parameters
    ----------
    source : path, URL or open file
        Where the table is.
    member : str or int, optional
        Which file of a zip archive, where it holds several.

    Raises
    ------
    DataError
        There is no such file or page, or it cannot be read or unpacked.
    """
    data, name = _bytes(source)
    for _ in range(4):  # a zip in a gzip is as deep as people go
        kind = kind_of(data[:4096], name)
        if kind in _INNER:
            data = _unpacked(data, name, kind)
            name = (
                str(PurePath(name).with_suffix(""))
                if PurePath(name).suffix in (".gz", ".bz2", ".xz")
                else name
            )
        elif kind == "zip":
            inner = _document_kind(data)
            if inner is not None:
                return Content(data, name, inner)
            data, name = _member(data, name, member)
            member = None
        elif member is not None and kind not in SHEETS:
            raise OptionError(f"sheet={member!r} names a sheet or a file in an archive; {name} has neither")
        else:
            return Content(data, name, kind)
    raise DataError(f"{name}: archives within archives: unpack it first")


def _bytes(source: object) -> tuple[bytes, str]:
    if hasattr(source, "read"):
        return _of_buffer(source)
    if isinstance(source, bytes):
        return source, "the table"
    path = os.fspath(source)  # type: ignore[call-overload]
    text = path.decode() if isinstance(path, bytes) else str(path)
    if text.lower().startswith(("http://", "https://", "ftp://")):
        return _of_url(text)
    return _of_file(text)


def _of_buffer(source: object) -> tuple[bytes, str]:
    name = getattr(source, "name", None)
    label = PurePath(name).name if isinstance(name, str) else "the table"
    try:
        data = source.read()  # type: ignore[attr-defined]
    except (OSError, ValueError, UnicodeError) as fault:
        raise DataError(f"{label}: cannot be read: {fault}") from None
    if isinstance(data, str):
        return data.encode("utf-8"), label
    if isinstance(data, (bytes, bytearray)):
        return bytes(data), label
    raise DataError(f"{label}: reading it gives {type(data).__name__}, neither text nor bytes")


def _of_url(url: str) -> tuple[bytes, str]:
    from urllib.error import HTTPError, URLError
    from urllib.parse import urlsplit
    from urllib.request import Request, urlopen

    name = PurePath(urlsplit(url).path).name or urlsplit(url).netloc
    try:
        with urlopen(Request(url, headers={"User-Agent": "mpindex"}), timeout=PATIENCE) as answer:
            return answer.read(), name
    except HTTPError as fault:
        raise DataError(f"{url}: the server answers {fault.code} {fault.reason}") from None
    except (URLError, OSError, ValueError) as fault:
        raise DataError(f"{url}: cannot be fetched: {getattr(fault, 'reason', fault)}") from None


def _of_file(text: str) -> tuple[bytes, str]:
    if "\n" in text:
        raise DataError("a table is named by its path; to give the text itself: read(io.StringIO(text))")
    path = Path(text)
    try:
        return path.read_bytes(), path.name
    except FileNotFoundError:
        raise DataError(f"there is no file {text}.{_near(path)}") from None
    except IsADirectoryError:
        raise DataError(f"{text} is a folder; name the file in it") from None
    except (OSError, ValueError) as fault:
        raise DataError(f"{text}: cannot be read: {getattr(fault, 'strerror', None) or fault}") from None


def _near(path: Path) -> str:
    try:
        return suggest(path.name, [item.name for item in path.parent.iterdir()])
    except OSError:
        return f" There is no folder {path.parent} either"


def _unpacked(data: bytes, name: str, kind: str) -> bytes:
    try:
        return _bounded(_INNER[kind](io.BytesIO(data)), name)
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as fault:
        raise DataError(f"{name}: cannot be unpacked ({kind}): {fault}") from None


def _bounded(unpacked: BinaryIO, name: str) -> bytes:
    """All that a compressed file holds, up to a bound: a few kB may unpack to more than the memory."""
    content = unpacked.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise DataError(
            f"{name}: unpacks to more than {MOST_BYTES // 10**6:,} MB; unpack it, and give the part that counts"
        )
    return content


def _archive(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError) as fault:
        raise DataError(
            f"{name}: cannot be read: it begins like a zip archive or a workbook, but {fault}"
        ) from None


def _document_kind(data: bytes) -> str | None:
    """What a zip archive is, if it is a document and no archive of files."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError):
        return None
    if "mimetype" in names and "content.xml" in names:
        return "opendocument"
    if "[Content_Types].xml" not in names:
        return None
    parts = {entry.split("/")[0] for entry in names}
    return "word" if "word" in parts else "slides" if "ppt" in parts else "excel"


def _member(data: bytes, name: str, member: str | int | None) -> tuple[bytes, str]:
    """The one table of an archive; the World Bank puts two tables of metadata beside it."""
    archive = _archive(data, name)
    files = [
        item for item in archive.namelist() if not item.endswith("/") and not item.startswith("__MACOSX")
    ]
    tables = [item for item in files if PurePath(item).suffix.lower() in TABLES]
    main = [item for item in tables if not PurePath(item).name.startswith("Metadata_")]
    if not files:
        raise DataError(f"{name}: the archive holds no file")
    if member is not None:
        chosen = _named(member, files, name)
    elif len(main or tables) == 1:
        chosen = (main or tables)[0]
    else:
        raise DataError(
            f"{name}: the archive holds {_listed(files)}; pass sheet= with the name or number of the table"
        )
    try:
        with archive.open(chosen) as unpacked:
            return _bounded(cast(BinaryIO, unpacked), f"{name}: {chosen}"), PurePath(chosen).name
    except (zipfile.BadZipFile, RuntimeError, OSError, zlib.error, NotImplementedError) as fault:
        raise DataError(f"{name}: {chosen} cannot be unpacked: {fault}") from None


def _named(member: str | int, files: list[str], name: str) -> str:
    if isinstance(member, str) and member.isascii() and member.isdigit() and member not in files:
        member = int(member)
    if isinstance(member, int) and not isinstance(member, bool) and 0 <= member < len(files):
        return files[member]
    matching = [item for item in files if member in (item, PurePath(item).name)]
    if len(matching) == 1:
        return matching[0]
    raise OptionError(f"{name}: there is no file {member!r} in the archive; there are {_listed(files)}")


def _listed(files: list[str]) -> str:
    more = f" ... ({len(files)} in all)" if len(files) > 20 else ""
    return ", ".join(f"{i} {item!r}" for i, item in enumerate(files[:20])) + more
