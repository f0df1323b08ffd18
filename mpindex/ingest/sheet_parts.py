"""What the file of a sheet says beside its values: formulas that nobody has computed, and merged cells."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TARGET = "{http://schemas.openxmlformats.org/package/2006/relationships}"
#: Bytes that are looked at together, and what is kept of them for what goes on in the next.
_CHUNK, _TAIL = 1 << 20, 512
#: The end of a formula that no value follows; or the ends of a range of merged cells.
_PATTERN = re.compile(
    rb"(?:</f>|<f\b[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    rb'|<mergeCell\b[^<>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


def remarks(content: bytes, sheet: str, first: int, last: int) -> list[str]:
    """Say which cells of a table look filled in a spreadsheet and are read as empty.

    Parameters
    ----------
    content : bytes
        A workbook, .xlsx.
    sheet : str
        Its name.
    first, last : int
        The rows of the body of the table, counted from 1: merged cells of titles mean nothing.

    Returns
    -------
    list of str
        Notes; none where the file does not say which part of it the sheet is.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            formulas, merged = _looked_through(archive, _part(archive, sheet))
    except (KeyError, StopIteration, BadZipFile, ET.ParseError):
        return []
    inside = [f"{left}{top}:{right}{end}" for left, top, right, end in merged if top <= last and end >= first]
    notes = []
    if formulas:
        what = "1 formula has" if formulas == 1 else f"{formulas:,} formulas have"
        notes.append(
            f"{what} no stored value, read as empty: open the workbook in a spreadsheet, and save it"
        )
    if inside:
        more = f" and {len(inside) - 3} more" if len(inside) > 3 else ""
        notes.append(f"merged cells have their value in the first alone: {', '.join(inside[:3])}{more}")
    return notes


def _part(archive: ZipFile, sheet: str) -> str:
    """The name of the file of a sheet inside the workbook."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    link = next(each.get(f"{_LINK}id") for each in book.iter(f"{_MAIN}sheet") if each.get("name") == sheet)
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(
        each.get("Target", "") for each in links.iter(f"{_TARGET}Relationship") if each.get("Id") == link
    )
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _looked_through(archive: ZipFile, part: str) -> tuple[int, list[tuple[str, int, str, int]]]:
    """How many formulas have no value, and the ranges of merged cells; the file is never whole in memory."""
    formulas = 0
    merged: list[tuple[str, int, str, int]] = []
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            end = 0
            for match in _PATTERN.finditer(rest):
                end = match.end()
                if match[1] is None:
                    formulas += 1
                else:
                    merged.append((match[1].decode(), int(match[2]), match[3].decode(), int(match[4])))
            rest = rest[max(end, len(rest) - _TAIL) :]
    return formulas, merged
