"""A cell is a number, missing, or wrong, and nothing is guessed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.ingest.cells import explain, numbers, text, texts


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
    assert explain("1.5", decimal=",")[0] == "has a decimal point"
    assert explain("1.234,5", decimal=",") == ("has a thousands separator", "write 1234,5")


def test_codes_are_text_whatever_the_workbook_made_of_them():
    assert [text(cell) for cell in (4, 4.0, "004", np.float64(4), " KAZ ")] == ["4", "4", "004", "4", "KAZ"]
    assert texts(pd.Series([2020.0, None, "x "], dtype=object)).tolist() == ["2020", "", "x"]
