"""What becomes of values under others is told in one sentence for each indicator."""

import pandas as pd
import pytest

from mpindex.dataset.dataset import Dataset

UNITS = ["a", "b", "c"]


def data(year=2020, **columns):
    return Dataset.from_frame(pd.DataFrame(columns, index=UNITS, dtype=float), year=year)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ([1, 2, 3], [9, None, None], "replaces 1 value of x (a); 2 bundled values stay"),
        ([1, 2, 3], [9, 9, None], "replaces 2 values of x (a, b); 1 bundled value stays"),
        ([1, None, None], [9, 9, None], "replaces 1 value of x (a) and adds 1 (b); 0 bundled values stay"),
        ([None, 2, 3], [9, None, None], "replaces 0 values of x and adds 1 (a); 2 bundled values stay"),
    ],
)
def test_replaced_added_and_staying_values_are_counted(old, new, sentence):
    notes = data(x=old).join(data(x=new), replace="cells").notes
    assert notes == (f"your table {sentence}",)


def test_an_indicator_of_one_table_alone_is_not_spoken_of():
    assert data(x=[1, 2, 3]).join(data(y=[1, 2, 3]), replace="cells").notes == ()


def test_long_lists_of_units_are_cut():
    units = [f"u{i}" for i in range(12)]
    many = Dataset.from_frame(pd.DataFrame({"x": range(12)}, index=units, dtype=float))
    (note,) = many.join(many, replace="cells").notes
    assert "(u0, u1, u2, u3, u4, u5, u6, u7 and 4 more)" in note
