"""Columns that tables share: bands in order, the best the largest; the name beside the code."""

from __future__ import annotations

import pandas as pd

from mpindex.answers.frames import common_order, ordered, with_units


def test_bands_compare_and_what_is_none_is_missing():
    bands = ordered(["great", "small", None, "odd"], ["great", "middle", "small"])
    assert (bands >= "middle").tolist() == [True, False, False, False]
    assert bands.isna().tolist() == [False, False, True, True]


def test_orders_of_several_definitions_are_put_together_best_first():
    assert common_order([["a", "b"], ["a", "c", "b"]]) == ["a", "c", "b"]
    assert common_order([["only"]]) == ["only"]


def test_the_name_follows_the_code_whether_units_are_a_column_or_an_index():
    by_index = pd.DataFrame({"x": [1, 2]}, index=pd.Index(["A", "B"], name="unit"))
    by_column = by_index.reset_index()
    for table in (by_index, by_column):
        plain = with_units(table, {"A": "Aa"})
        assert list(plain.columns) == ["unit", "name", "x"] and plain["name"].tolist() == ["Aa", "B"]
    renamed = with_units(by_column.assign(name="old"), {})
    assert renamed["name"].tolist() == ["A", "B"]
