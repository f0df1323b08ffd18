"""OpenDocument workbooks are read as a stream: cells as they stand, repeated ones within bounds, and nothing that grows."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import datetime

import pytest

import mpindex as mp
from mpindex.errors import DataError
from mpindex.ingest.opendocument import OpenDocument

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def packed(xml: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", xml)
    return file.getvalue()


def workbook(*sheets: str, head: str = "") -> bytes:
    tables = "".join(f'<table:table table:name="S{i}">{rows}</table:table>' for i, rows in enumerate(sheets))
    return packed(
        f"{head}<office:document-content {NAMES}><office:body>{tables}</office:body></office:document-content>"
    )


def row(*cells: str, **repeated: int) -> str:
    many = "".join(f' table:number-rows-repeated="{count}"' for count in repeated.values())
    return f"<table:table-row{many}>{''.join(cells)}</table:table-row>"


def cell(content: object = "", many: int = 1) -> str:
    start = f'<table:table-cell table:number-columns-repeated="{many}"'
    if isinstance(content, float):
        return f'{start} office:value-type="float" office:value="{content!r}"><text:p>shown</text:p></table:table-cell>'
    return f"{start}><text:p>{content}</text:p></table:table-cell>" if content else f"{start}/>"


TABLE = (
    row(cell("country"), cell("year"), cell("v"))
    + row(cell("Kenya"), cell(2020.0), cell(1.5), cell(many=16_381))
    + row(cell("Peru"), cell(2020.0), cell(2.5))
    + row(cell(many=16_384), many=1_048_573)
)


def test_a_table_is_read_as_from_any_other_workbook():
    data = mp.read(io.BytesIO(workbook(TABLE)))
    assert data.frame["v"].to_dict() == {"KEN": 1.5, "PER": 2.5}
    assert set(data.tidy["year"]) == {2020}


def test_a_file_is_known_by_its_content(tmp_path):
    path = tmp_path / "table.ods"
    path.write_bytes(workbook(row(cell("A cover")), TABLE))
    data = mp.read(path)
    assert data.units == ("KEN", "PER") and any("'S1' was read" in note for note in data.notes)
    assert mp.read(path, sheet="S1").units == data.units


def test_blank_rows_and_cells_count_only_before_what_is_filled():
    book = OpenDocument(
        workbook(row(cell("a"), cell(many=2), cell(1.0)) + row(many=3) + row(cell(2.0, many=2), twice=2)), "x"
    )
    assert book.rows(0, 1000) == [["a", None, None, 1], [], [], [], [2, 2], [2, 2]]


def test_a_cell_that_another_covers_keeps_its_column_and_what_is_no_cell_has_none():
    covered = "<table:covered-table-cell/>"
    book = OpenDocument(workbook(row(cell("a"), covered, "<text:p>note</text:p>", cell(1.0))), "x")
    assert book.rows(0, 1000) == [["a", None, 1]]


KINDS = {
    'office:value-type="percentage" office:value="0.125"': 0.125,
    'office:value-type="currency" office:value="3"': 3,
    'office:value-type="date" office:date-value="2020-12-31"': datetime(2020, 12, 31),
    'office:value-type="date" office:date-value="44 BC"': "44 BC",
    'office:value-type="boolean" office:boolean-value="true"': True,
    'office:value-type="string"': "two  words\nmore",
}


@pytest.mark.parametrize(("kind", "value"), KINDS.items(), ids=[kind.split('"')[1] for kind in KINDS])
def test_every_kind_of_cell_is_what_it_says(kind, value):
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    text = '<text:p>two<text:s text:c="2"/><text:span>words</text:span></text:p><text:p>more</text:p>'
    book = OpenDocument(workbook(row(f"<table:table-cell {kind}>{note}{text}</table:table-cell>")), "x")
    assert book.rows(0, 10) == [[value]]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell(1.0, many=2_000_000)),
        row(cell(1.0, many=1000), times=1_000_000),
        row(cell("a")) + row(cell(many=999), many=10**9) + row(cell("b")),
        row(cell(many=10**9), cell("b")),
    ],
    ids=["wide", "tall", "far below", "far right"],
)
def test_a_cell_that_stands_a_million_times_is_refused_before_it_fills_the_memory(rows):
    content = workbook(rows)
    tracemalloc.start()
    with pytest.raises(DataError, match=r"sheet 'S0' has more than 1,000,000 cells.*CSV or Parquet"):
        mp.read(io.BytesIO(content))
    assert tracemalloc.get_traced_memory()[1] < 50e6
    tracemalloc.stop()


BROKEN = {
    "entities": workbook(TABLE, head='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
    "no sheet": workbook(),
    "cut off": packed(f"<office:document-content {NAMES}><office:body>"),
    "no number": workbook(row('<table:table-cell office:value-type="float" office:value="many"/>')),
    "no count": workbook('<table:table-row table:number-rows-repeated="x"/>'),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_cannot_be_read_is_named(fault):
    with pytest.raises(DataError, match="cannot be read as a workbook"):
        mp.read(io.BytesIO(BROKEN[fault]))


def test_a_table_within_a_cell_is_no_sheet():
    inner = (
        f"<table:table-cell><table:table table:name='inner'>{row(cell('x'))}</table:table></table:table-cell>"
    )
    book = OpenDocument(workbook(row(cell("a"), inner) + row(cell("b"))), "x")
    assert book.sheet_names == ["S0"] and book.rows(0, 10) == [["a"], ["b"]]
