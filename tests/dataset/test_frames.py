"""What a table that a program made must be; the cases of every kind are in `tests/test_treacherous_inputs.py`."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from mpindex.dataset.frames import (
    require_frame,
    require_metadata,
    require_names,
    require_rest,
    require_tidy,
    require_year,
)
from mpindex.errors import DataError, MpindexWarning, OptionError, UnknownIndicator


def test_labels_become_texts_and_cells_floats():
    units, ids, values = require_frame(pd.DataFrame({1: [True, False], "b": [None, 2]}, index=[7, 8]))
    assert (units, ids) == (("7", "8"), ("1", "b"))
    np.testing.assert_array_equal(values, [[1.0, np.nan], [0.0, 2.0]])


def test_whole_numbers_that_floats_cannot_tell_apart_are_warned_of():
    for dtype in ("int64", "uint64", object):
        with pytest.warns(MpindexWarning, match=f"^a: whole numbers beyond {2**53} .* count as equal"):
            require_frame(pd.DataFrame({"a": pd.Series([1, 2**53, 2**53 + 1], dtype=dtype)}))
        with warnings.catch_warnings():
            warnings.simplefilter("error", MpindexWarning)
            require_frame(pd.DataFrame({"a": pd.Series([1, 2**53, 2**53 + 2], dtype=dtype)}))


@pytest.mark.each("label", ["A ", "\u0410"])
def test_labels_that_look_the_same_are_warned_of(label: str):
    with pytest.warns(MpindexWarning, match="^the units 'A' and '.*' look the same and are not"):
        require_frame(pd.DataFrame({"a": [1, 2]}, index=["A", label]))


def test_a_table_without_columns_has_no_values():
    assert require_frame(pd.DataFrame(index=["a", "b"]))[2].shape == (2, 0)


def test_every_cell_that_holds_no_number_is_a_fault_with_its_place():
    with pytest.raises(DataError) as caught:
        require_frame(pd.DataFrame({"a": [1, "x", "y"]}, index=list("KLM")))
    assert [(fault.unit, fault.indicator, fault.value) for fault in caught.value.faults] == [
        ("L", "a", "x"), ("M", "a", "y"),
    ]  # fmt: skip


def test_a_cell_of_which_nothing_is_known_is_no_fault_beside_one_that_is():
    with pytest.raises(DataError) as caught:
        require_frame(pd.DataFrame({"a": pd.Series([None, pd.NA, np.nan, "x"], dtype=object)}))
    assert [fault.value for fault in caught.value.faults] == ["x"]


def test_rows_of_values_get_years_and_sources_as_they_need_them():
    table = require_tidy(pd.DataFrame({"unit": ["X"], "indicator": ["a"], "year": [2020.0], "value": ["3"]}))
    assert table["year"].tolist() == [2020] and table["value"].tolist() == [3.0]
    assert table["source"].tolist() == ["table"]


@pytest.mark.parametrize(("label", "place"), [(None, 2), (np.nan, 2), ("", 2), (pd.NaT, 2)])
def test_a_label_that_says_nothing_is_refused_with_its_place(label, place):
    with pytest.raises(DataError, match=f"unit {place} of the table"):
        require_names(["A", label], "unit")


def test_options_are_known_or_refused_with_the_nearest():
    require_rest({"labels": {}}, ("labels", "notes"))
    with pytest.raises(OptionError, match=r"'lables'\. Did you mean 'labels'"):
        require_rest({"lables": {}}, ("labels", "notes"))


def test_metadata_are_of_indicators_of_the_table():
    require_metadata({"gdp": {}}, ["gdp"])
    with pytest.raises(UnknownIndicator, match=r"'gpd'.*Did you mean 'gdp'"):
        require_metadata({"gpd": {}}, ["gdp"])
    with pytest.raises(OptionError, match="mapping by id"):
        require_metadata([{}], ["gdp"])


def test_a_year_is_one_of_four_digits():
    assert require_year(np.int64(2020)) == 2020 and require_year(9999) == 9999 and require_year(1) == 1
    for year in (0, 10_000, 20_200, "2020", 2020.0, True):
        with pytest.raises(OptionError, match="year is"):
            require_year(year)
