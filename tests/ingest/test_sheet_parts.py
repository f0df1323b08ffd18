"""Formulas without values and merged cells are counted in the file of the sheet itself."""

from __future__ import annotations

import io

import openpyxl
import pytest

import mpindex as mp
from mpindex.ingest import sheet_parts
from mpindex.ingest.sheet_parts import remarks


@pytest.fixture
def sheet():
    """A title over three merged columns, a header in row 3, three rows below it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["A title"],
        [],
        ["unit", "a", "b"],
        ["x", 1, "=B4*2"],
        ["y", 3, 4],
        ["z", None, "=SUM(B4:B5)"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B5:B6")
    return book


def content(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_looks_filled_and_is_not_is_told(sheet):
    formulas, merged = remarks(content(sheet), "Sheet", 4, 6)
    assert formulas.startswith("2 formulas have no stored value, read as empty: open the workbook")
    assert merged == "merged cells have their value in the first alone: B5:B6"
    data = mp.read(io.BytesIO(content(sheet)), units="free")
    assert formulas in data.notes and merged in data.notes


def test_titles_may_be_merged_and_other_sheets_may_hold_formulas(sheet):
    sheet.active.unmerge_cells("B5:B6")
    for cell in ("C4", "C6"):
        sheet.active[cell] = 2.0
    sheet.create_sheet("other")["A1"] = "=1+1"
    assert remarks(content(sheet), "Sheet", 4, 6) == []
    assert remarks(content(sheet), "other", 1, 1)[0].startswith("1 formula has no stored value")


def test_nothing_is_said_of_what_is_not_found(sheet):
    assert remarks(content(sheet), "nowhere", 1, 9) == []
    assert remarks(b"no workbook", "Sheet", 1, 9) == []


def test_a_formula_over_the_end_of_a_part_is_counted_once(sheet, monkeypatch):
    whole = remarks(content(sheet), "Sheet", 4, 6)
    for size in (7, 64, 100):
        monkeypatch.setattr(sheet_parts, "_CHUNK", size)
        assert remarks(content(sheet), "Sheet", 4, 6) == whole
