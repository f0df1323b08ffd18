"""Tells what a file is from its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import PurePath

#: First bytes -> format. What stands here and cannot be read is named as what it is.
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "feather"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old excel"),
    (b"<stata_dta>", "stata"),
    (b"$FL2", "spss"),
    (b"$FL3", "spss"),
    (b"HEADER RECORD*******LIB", "sas transport"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89HDF\r\n\x1a\n", "hdf5"),
    (b"\x93NUMPY", "numpy"),
    (b"RDX2\n", "r data"),
    (b"RDX3\n", "r data"),
    (b"RDA2\n", "r data"),
    (b"RDA3\n", "r data"),
    (b"X\n\x00\x00", "r data"),
    (b"A\n", "r data"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"CDF\x01", "netcdf"),
    (b"CDF\x02", "netcdf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"{\\rtf", "rich text"),
)
_SAS = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
_STATA = {104, 105, 108, 110, 111, 112, 113, 114, 115}  # releases before 117: the first byte

#: What a format is called, and what to do with it.
UNREADABLE = {
    "pdf": ("a PDF", "copy the table into a workbook, or ask the publisher for the data"),
    "sqlite": ("an SQLite database", "read one of its tables with pandas.read_sql, and give that"),
    "hdf5": ("an HDF5 file", "open it with pandas.read_hdf, and give the DataFrame"),
    "netcdf": ("a NetCDF file", "open it with xarray, and give .to_dataframe()"),
    "numpy": ("a NumPy array", "an array has no headers: give a DataFrame"),
    "pickle": ("a Python pickle", "load it with pandas.read_pickle, if you trust it, and give the DataFrame"),
    "r data": ("R's own format", "in R: write.csv(x, 'x.csv', row.names = FALSE)"),
    "zstandard": ("compressed with zstandard", "decompress it first"),
    "7z": ("a 7z archive", "unpack it first"),
    "rar": ("a RAR archive", "unpack it first"),
    "picture": ("a picture", "a table is needed"),
    "rich text": ("a text document (RTF)", "save the table as CSV"),
    "html": ("a web page", "download the data themselves, or give pandas.read_html(...)[0]"),
    "xml": ("XML", "choose CSV where the publisher offers it (SDMX-CSV), or give pandas.read_xml(...)"),
    "word": ("a Word document", "copy the table into a workbook"),
    "slides": ("a PowerPoint file", "copy the table into a workbook"),
    "binary": ("not a text, and no format that is known", "save the table as CSV, and give that"),
}


def kind_of(start: bytes, name: str = "") -> str:
    """Return the format of a file: what its first bytes say, and for texts what the ending of its name adds.

    Parameters
    ----------
    start : bytes
        The first bytes, some hundreds at best.
    name : str
        Of the file.

    Examples
    --------
    >>> kind_of(b"iso3,gdp"), kind_of(b"PAR1"), kind_of(b"%PDF-1.7", "data.csv")
    ('text', 'parquet', 'pdf')
    """
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if start.startswith(_SAS, 12):
        return "sas"
    if PurePath(name).suffix.lower() == ".dta" and start and start[0] in _STATA:
        return "stata"
    if start[:1] == b"\x80" and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "pickle"
    return _text_or_binary(start, name)


def _text_or_binary(start: bytes, name: str) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or utf16(start):
        return "text"
    if b"\x00" in start:
        return "binary"
    words = start.lstrip()[:300].lower()
    if words.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<div")):
        return "html"
    if words.startswith(b"<"):
        return "html" if b"<html" in words else "xml"
    ending = PurePath(name).suffix.lower()
    if ending in (".json", ".jsonl", ".ndjson") or words[:1] in (b"[", b"{"):
        return "json" if words[:1] in (b"[", b"{") else "text"
    return "text"


def utf16(start: bytes) -> str | None:
    """The kind of UTF-16 that a text without a mark is, from where its zero bytes stand; None if it is none.

    >>> utf16("Country".encode("utf-16-le"))
    'utf-16-le'
    """
    part = start[: len(start) // 2 * 2]
    if len(part) < 8:
        return None
    even, odd = part[::2].count(0) / (len(part) / 2), part[1::2].count(0) / (len(part) / 2)
    if odd > 0.7 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.2 else None


def ending(name: str) -> str:
    """The ending of a file's name that says what it is, without that of a compression.

    >>> ending("data.CSV.gz")
    '.csv'
    """
    path = PurePath(name)
    if path.suffix.lower() in (".gz", ".bz2", ".xz", ".zip"):
        path = path.with_suffix("")
    return path.suffix.lower()
