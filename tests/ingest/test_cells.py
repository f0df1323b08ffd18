"""A cell is a number, missing, or wrong, and nothing is guessed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.errors import OptionError
from mpindex.ingest.advice import explain
from mpindex.ingest.cells import BLANK, MARK, NUMBER, WRONG, Style, numbers, parse, text, texts


@given(st.lists(st.floats(allow_nan=False), max_size=10))
def test_what_python_writes_is_read_to_the_last_bit(values):
    read, wrong = numbers(pd.Series([repr(value) for value in values], dtype=object))
    assert read.tolist() == values
    assert not wrong.any()


@given(st.text(max_size=8))
def test_any_text_is_a_number_or_missing_or_wrong(written):
    read, wrong = numbers(pd.Series([written], dtype=object))
    assert wrong[0] <= np.isnan(read[0])
    rule, hint = explain(written)
    assert rule and hint


@pytest.mark.parametrize("mark", ["", " ", "NA", "n/a", "..", "-", "–", "NaN", None, np.nan, pd.NA])
def test_marks_of_missing_values_are_missing(mark):
    read, wrong = numbers(pd.Series([mark], dtype=object))
    assert np.isnan(read[0])
    assert not wrong[0]


@pytest.mark.parametrize(
    "cell", ["1,5", "1.234,5", "1_0", "0x1F", "1e", "١٢", "2024-01-01", True, "yes", "1 2"]
)
def test_what_is_no_number_is_wrong(cell):
    assert numbers(pd.Series([cell], dtype=object))[1][0]


@pytest.mark.parametrize(("written", "value"), [("1,5", 1.5), ("-,5", -0.5), ("7", 7.0), ("1e3", 1000.0)])
def test_a_decimal_comma_is_read_when_it_is_asked_for(written, value):
    assert numbers(pd.Series([written]), decimal=",")[0][0] == value


@pytest.mark.parametrize("written", ["1.5", "1.234,5"])
def test_a_point_is_wrong_where_the_comma_is_decimal(written):
    assert numbers(pd.Series([written]), decimal=",")[1][0]


@pytest.mark.parametrize(
    ("written", "options", "value"),
    [
        ("1,234", {"thousands": ","}, 1234.0),
        ("-1,234,567.8", {"thousands": ","}, -1234567.8),
        ("1.234,5", {"thousands": ".", "decimal": ","}, 1234.5),
        ("1 234,5", {"thousands": " ", "decimal": ","}, 1234.5),
        ("1\u202f234", {"thousands": " "}, 1234.0),
        ("1'234.5", {"thousands": "'"}, 1234.5),
        ("12 %", {"strip": "%"}, 12.0),
        ("$1,234", {"strip": "$", "thousands": ","}, 1234.0),
        ("€ 5", {"strip": "€"}, 5.0),
        ("177th", {}, 177.0),
        ("1st", {}, 1.0),
    ],
)
def test_separators_and_signs_are_taken_off_when_they_are_named(written, options, value):
    read = parse(pd.Series([written], dtype=object), Style.make(**options))
    assert read.values.tolist() == [value]
    assert read.state.tolist() == [NUMBER]


@pytest.mark.parametrize("written", ["1,23", "12,34,567", "1,2345", ",123", "1,234,", "1.5,000"])
def test_groups_that_are_not_of_three_are_no_thousands(written):
    assert parse(pd.Series([written], dtype=object), Style.make(thousands=",")).state.tolist() == [WRONG]


def test_further_marks_of_missing_values_are_named_by_the_user():
    style = Style.make(missing=[-99, "unknown"])
    read = parse(pd.Series(["-99", "-99.0", "Unknown", "5", ""], dtype=object), style)
    assert read.state.tolist() == [MARK, MARK, MARK, NUMBER, BLANK]
    assert parse(pd.Series([-99.0, 5.0]), style).state.tolist() == [MARK, NUMBER]


def test_letters_of_quality_are_taken_off_where_the_publisher_writes_them():
    read = parse(pd.Series(["3.9 b", ": c", ":", "4", "3.9 bogus"], dtype=object), Style(flags=True))
    assert read.state.tolist() == [NUMBER, MARK, MARK, NUMBER, WRONG]


@pytest.mark.parametrize(
    "options",
    [
        {"decimal": ";"},
        {"thousands": "_"},
        {"thousands": ",", "decimal": ","},
        {"strip": "-"},
        {"missing": {1: 2}.keys},
    ],
)
def test_a_style_that_cannot_be_is_refused(options):
    with pytest.raises(OptionError):
        Style.make(**options)


@given(st.lists(st.sampled_from(["", "1", "-2.5", "..", "x", "1,5", " 3 ", "1e3", "NA", "True"]), max_size=8))
def test_a_column_is_read_as_its_cells_are_one_by_one(cells):
    together = parse(pd.Series(cells, dtype=object))
    for i, cell in enumerate(cells):
        alone = parse(pd.Series([cell, "x"], dtype=object))
        assert together.state[i] == alone.state[0]
        assert together.values[i] == alone.values[0] or np.isnan(together.values[i])


def test_codes_are_text_whatever_the_workbook_made_of_them():
    assert [text(cell) for cell in (4, 4.0, "004", np.float64(4), " KAZ ")] == ["4", "4", "004", "4", "KAZ"]
    assert texts(pd.Series([2020.0, None, "x "], dtype=object)).tolist() == ["2020", "", "x"]


SPELT = (
    "1", "-1.5", "+2", "1e5", "1E-3", ".5", "5.", "1,234", "1,234.5", "12,34", "1234,567", "0,123", ",5", "1,,234",
    "1.234,5", "1.234.567", "1.5,234", "1 234", "1\u00a0234", "1\u202f234,5", "12 34", "1'234.5", "1’234", "-1,234",
    "--1", "1,234e5", "1,234,567.", "1234", "12345.678", "1 2345", " 1", "e5", "+", "1-2", "1_000", "٣", "1,234,567,890.12",
    "1,234,56", "+1 234", "1e400", "inf", "..", "-", ":", "",
)  # fmt: skip
STYLES = [
    {}, {"decimal": ","}, {"thousands": ","}, {"thousands": ".", "decimal": ","}, {"thousands": " "},
    {"thousands": " ", "decimal": ","}, {"thousands": "'"}, {"missing": [1234]},
]  # fmt: skip


@pytest.mark.each("options", STYLES)
@pytest.mark.each("written", SPELT)
def test_a_column_that_is_read_at_once_is_read_as_cell_by_cell(written: str, options: dict):
    """A word below forces the reading cell by cell; the number above must not change for it."""
    style = Style.make(**options)
    at_once = parse(pd.Series([written, "7"], dtype=object), style)
    by_cell = parse(pd.Series([written, "seven"], dtype=object), style)
    assert at_once.state[0] == by_cell.state[0]
    np.testing.assert_array_equal(at_once.values[0], by_cell.values[0])


@pytest.mark.parametrize("style", [Style(), Style(decimal=",")])
def test_a_number_that_a_float_cannot_tell_from_0_is_wrong_and_a_0_is_not(style):
    point = style.decimal
    read = parse(pd.Series(["1e-400", "0e5", f"0{point}0", "5e-324", f"1{point}5E-999"]), style)
    assert read.state.tolist() == [WRONG, NUMBER, NUMBER, NUMBER, WRONG]
