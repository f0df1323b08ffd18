"""The header is found below titles, the end of the table above footnotes; no row of figures is lost."""

import pytest

from mpindex.ingest.header import filled, find_end, find_header, length, quoted


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["iso3", "v"], ["KEN", "1"]], 0),
        ([["Title", ""], ["iso3", "v"], ["KEN", "1"]], 1),
        ([["Title"], [], ["iso3", "v"]], 2),
        ([["Data Source", "WDI", ""], [], ["Country Name", "Code", "2020"], ["Kenya", "KEN", "1"]], 2),
        ([["Some, title", "of words", "of three"], ["Country", "Year", "v"], ["Kenya", "2020", "1"]], 1),
        ([["a", "b", "c"], ["Kenya", "2020", "1.5"]], 0),
        ([["Level", "iCode", "Weight"], ["1", "area", "2"]], 0),
        ([["", "v"], ["KEN", "1"]], 1),
        ([["Country", "2019", "2020"], ["Kenya", "1", "2"]], 0),
        ([["only one column"], ["x"]], 0),
    ],
)
def test_the_header_is_the_first_row_that_is_filled_like_a_table(rows, place):
    assert find_header(rows) == place


def test_nothing_has_no_header():
    assert find_header([[], ["", ""]]) is None


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ([["Kenya", "1", "2"]], 1),
        ([["Kenya", "1", "2"], ["Source: X", "", ""]], 1),
        ([["Kenya", "1", "2"], [], ["1", "Estimate", ""]], 1),
        ([["Kenya", "1", "2"], ["Peru", "", ""]], 2),
        ([["Kenya", "1", "2"], [], ["", "2020", "3"]], 3),
        ([["Kenya", "1", "2"], [], ["Peru", "", "3"]], 3),
        ([["Kenya", "1", "2"], [], ["Peru", "3", ""]], 3),
        ([["Kenya", "1", "2"], [], ["Peru", "2", "3"]], 3),
        ([["Kenya", "1", "2"], ["* preliminary figures", "", ""], ["Last Updated: 2024", "", ""]], 1),
        ([["Kenya", "1", "2"], ["", "", ""], ["", "", ""]], 1),
    ],
)
def test_footnotes_end_the_table_and_values_never_do(rows, end):
    assert find_end(rows, 3) == end


def test_cells_that_hold_anything_are_counted():
    assert filled(["a", None, "", " ", 0]) == 2
    assert length(["a", None, "b", ""]) == 3


def test_long_titles_are_cut_in_notes():
    assert quoted([["a" * 80]]) == repr("a" * 57 + "...")
