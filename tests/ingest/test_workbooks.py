"""The sheet with the table is found, and sheets are named where several may be meant."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, OptionError
from mpindex.ingest.files import open_table
from mpindex.ingest.workbooks import grid

TABLE = [["iso3", "v"], ["KEN", 1], ["PER", 2]]


def book(**sheets):
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer) as writer:
        for name, rows in sheets.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=name, header=False, index=False)
    buffer.seek(0)
    return buffer


def test_the_first_sheet_is_read_and_others_are_told():
    raw = open_table(book(Data=TABLE, More=TABLE))
    assert raw.frame["v"].tolist() == [1, 2]
    assert any("0 'Data', 1 'More': 'Data' was read" in note for note in raw.notes)
    assert open_table(book(Data=TABLE)).notes == ()


def test_a_cover_is_passed_over():
    assert open_table(book(Cover=[["Title"], ["Contents"]], Data=TABLE)).frame["v"].tolist() == [1, 2]


def test_a_book_without_a_table_says_which_sheets_there_are():
    with pytest.raises(
        DataError, match=r"no sheet holds one. Pass sheet= with a name or number: 0 'A', 1 'B'"
    ):
        open_table(book(A=[["Title"]], B=[["Text"]]))


@pytest.mark.parametrize("sheet", ["Data", 1, "1"])
def test_a_sheet_is_named_or_numbered(sheet):
    assert open_table(book(Old=[["iso3", "v"], ["KEN", 9]], Data=TABLE), sheet=sheet).frame["v"].tolist() == [
        1,
        2,
    ]


@pytest.mark.parametrize("sheet", ["Dat", 5, -1, True])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(sheet):
    with pytest.raises(OptionError, match="there are 0 'Data'"):
        open_table(book(Data=TABLE), sheet=sheet)


def test_rows_know_their_numbers_below_titles():
    raw = grid([["Title", None], [None, None], *TABLE, [None, None], ["Source: X", None]], "x.xlsx")
    assert [raw.line(row) for row in range(2)] == [4, 5]
    assert len(raw.notes) == 2


def test_a_header_can_be_named():
    raw = grid([["a", "b"], ["c", "d"], *TABLE], "x.xlsx", header=3)
    assert raw.frame["v"].tolist() == [1, 2]
    with pytest.raises(DataError, match="is empty"):
        grid(TABLE, "x.xlsx", header=9)


def test_a_workbook_of_more_cells_than_fit_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr("mpindex.ingest.workbooks.MOST_CELLS", 100)
    with pytest.raises(
        DataError, match=r"sheet .Data. has more than 100 cells; so large a table is read from"
    ):
        open_table(book(Data=[["iso3", "v"], *[["KEN", 1]] * 60]))
    assert len(open_table(book(Data=[["iso3", "v"], *[["KEN", 1]] * 49])).frame) == 49
    assert len(open_table(book(Data=[["iso3"], *[["KEN"]] * 99])).frame) == 99


def test_one_cell_far_off_does_not_fill_the_memory():
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for row in TABLE:
        workbook.active.append(row)
    workbook.active.cell(1_048_576, 16_384, 1)
    buffer = io.BytesIO()
    workbook.save(buffer)
    buffer.seek(0)
    with pytest.raises(DataError, match="a cell far off is filled"):
        open_table(buffer)


def test_a_formula_without_a_value_is_a_blank():
    raw = open_table(book(Data=[["iso3", "v"], ["KEN", "#DIV/0!"], ["PER", 2]]))
    assert raw.text(0, 1) == ""


def test_many_rows_of_one_unit_and_year_are_one_short_fault():
    buffer = book(Data=[["iso3", "year", "v"], *[["KEN", 2000, 1]] * 50])
    with pytest.raises(
        DataError, match=r"given 50 times +keep one of lines 2, 3, 4, 5, 6, 7, 8, 9 and 42 more"
    ):
        mp.read(buffer)


def changed(rows, change, state="visible"):
    """A workbook of one sheet, the XML of which is changed."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    second.seek(0)
    return second


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>%s]>" % b"".join(
    b"<!ENTITY %c '%s'>" % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)
BROKEN = {
    "cut off": lambda xml: xml[: len(xml) // 2],
    "a number that is none": lambda xml: xml.replace(b"<v>1</v>", b"<v>nan</v>"),
    "a cell nowhere": lambda xml: xml.replace(b'r="B2"', b'r="ZZZZ9"'),
    "a billion laughs": lambda xml: LAUGHS + xml.replace(b"<v>1</v>", b"<v>&j;</v>"),
}  # fmt: skip


@pytest.mark.each("fault", sorted(BROKEN))
def test_a_broken_sheet_is_named(fault):
    with pytest.raises(
        DataError, match=r"sheet 'Sheet' cannot be read: .*; open it in a spreadsheet, and save it again"
    ):
        open_table(changed(TABLE, BROKEN[fault]))


def test_a_book_with_a_password_says_so():
    locked = (
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    with pytest.raises(DataError, match="is locked with a password; save a copy without one"):
        open_table(io.BytesIO(locked))


def test_a_hidden_sheet_is_read_where_it_is_named_and_nowhere_else():
    book = openpyxl.Workbook()
    book.active.title, book.active.sheet_state = "Old", "hidden"
    book.active.append(["iso3", "v"])
    book.active.append(["KEN", 9])
    shown = book.create_sheet("Data")
    for row in TABLE:
        shown.append(row)
    book.active = 1
    content = io.BytesIO()
    book.save(content)
    raw = open_table(io.BytesIO(content.getvalue()))
    assert raw.frame["v"].tolist() == [1, 2]
    assert "hidden sheets were passed over: 0 'Old'" in raw.notes
    assert open_table(io.BytesIO(content.getvalue()), sheet="Old").frame["v"].tolist() == [9]


def test_errors_of_the_spreadsheet_are_counted():
    raw = open_table(book(Data=[*TABLE, ["CHL", "#N/A"], ["NOR", "#DIV/0!"], ["FJI", "#N/A"]]))
    assert raw.notes == ("3 cells hold errors of the spreadsheet and count as empty: #N/A, #DIV/0!",)
    assert raw.frame["v"].tolist()[:2] == [1, 2] and raw.frame["v"].isna().sum() == 3
