"""The sheet with the table is found, and sheets are named where several may be meant."""

import io

import pandas as pd
import pytest

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
