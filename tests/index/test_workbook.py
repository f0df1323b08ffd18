"""The workbook of an Index: everything in it, readable, and as it was made."""

from __future__ import annotations

import builtins
import math

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.index.workbook import write

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture(scope="module")
def index() -> mp.Index:
    return mp.definition("cinc").apply(mp.load())


@pytest.fixture(scope="module")
def book(index, tmp_path_factory):
    path = index.to_excel(tmp_path_factory.mktemp("book") / "cinc.xlsx")
    return openpyxl.load_workbook(path)


def sheet(book, name: str) -> pd.DataFrame:
    rows = list(book[name].values)
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_results_come_back_to_the_sixteen_digits_of_a_workbook(index, book):
    table = sheet(book, "Results").set_index("unit")
    assert list(table.index) == list(index.table.index)
    np.testing.assert_allclose(table["score"].to_numpy(float), index.table["score"], rtol=1e-15)
    np.testing.assert_array_equal(table["rank"].to_numpy(float), index.table["rank"].to_numpy(float))
    assert list(table["band"]) == list(index.table["band"])


@pytest.mark.parametrize("stage", ["raw", "denominated", "imputed", "treated", "normalised"])
def test_every_step_has_a_sheet(index, book, stage):
    table = sheet(book, stage.capitalize()).set_index("unit").drop(columns="name")
    pd.testing.assert_frame_equal(
        table.astype(float), index.stage(stage), check_names=False, rtol=1e-15, atol=0
    )


def test_weights_audit_notes_and_sources_are_there(index, book):
    assert set(sheet(book, "Weights")["element"]) == set(index.weights.index)
    assert {"skewness", "flags"} <= set(sheet(book, "Statistics").columns)
    assert {"weight", "influence"} <= set(sheet(book, "Influence").columns)
    assert list(sheet(book, "Removal")["element"])[:1] == ["nmc_milex"]
    assert any("Central Asia" in note for note in sheet(book, "Notes")["note"])
    sources = sheet(book, "Sources").set_index("what")
    assert sources.loc["nmc_milex", "citation"]


def test_the_definition_in_the_workbook_makes_the_index_again(index, book, tmp_path):
    file = tmp_path / "again.yaml"
    file.write_text("\n".join(sheet(book, "Definition")["yaml"]), encoding="utf-8")
    again = mp.definition(file).apply(index.dataset)
    assert again.array.tobytes() == index.array.tobytes()


def test_headers_stay_in_view_and_columns_can_be_read(book):
    for one in book:
        assert one.freeze_panes in ("A2", "C2")
        assert one["A1"].font.bold
        widths = [dimension.width for dimension in one.column_dimensions.values()]
        assert all(4 <= width <= 62 for width in widths)
    formats = {cell.number_format for cell in book["Results"]["C"][1:]}
    assert formats == {"0.0000000"}


def test_missing_is_an_empty_cell_and_text_is_no_formula(tmp_path):
    frame = pd.DataFrame({"a": [1.0, np.nan, 3.0], "b": [2.0, 5.0, 1.0]}, index=["=1+1", "B", "C"])
    definition = mp.definition({"id": "d", "tree": {"a": 1, "b": 1}, "missing": "available"})
    path = definition.apply(mp.Dataset.from_frame(frame)).to_excel(tmp_path / "x.xlsx")
    raw = openpyxl.load_workbook(path)["Raw"]
    assert raw["C3"].value is None
    assert raw["A2"].value == "=1+1" and raw["A2"].data_type != "f"
    assert raw["A4"].value == "C"
    assert not any(isinstance(cell.value, float) and math.isnan(cell.value) for row in raw for cell in row)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A workbook of two tables: one of each kind of value, and one of long texts."""
    values = {
        "unit": ["KAZ", "UZB"],
        "a rather long header": [1.0, 2.5],
        "count": [12_000.0, 1.0],
        "whole": [3.0, np.nan],
        "of any kind": [np.int64(7), np.bool_(True)],
        "nothing": pd.array([pd.NA, pd.NaT], dtype=object),
        "beyond": [np.inf, 0.5],
    }
    texts = {"unit": ["x" * 60, "y" * 61], "text": ["z" * 40_000, ""]}
    path = tmp_path_factory.mktemp("small") / "small.XLSX"
    write(path, [("Values", pd.DataFrame(values)), ("Texts", pd.DataFrame(texts))])
    return openpyxl.load_workbook(path.rename(path.with_suffix(".xlsx")))


def test_each_kind_of_value_is_what_it_was_and_what_is_missing_is_empty(small):
    assert [cell.value for cell in small["Values"][2]] == ["KAZ", 1, 12000, 3, 7, None, "inf"]
    assert [cell.value for cell in small["Values"][3]] == ["UZB", 2.5, 1, None, True, None, 0.5]
    assert small["Values"]["E3"].data_type == "b"


def test_columns_are_as_wide_as_what_they_hold_within_reason(small):
    widths = {key: dimension.width for key, dimension in small["Values"].column_dimensions.items()}
    assert [widths[key] for key in "ABCDEFG"] == [6, 22, 11, 11, 13, 11, 11]  # room for numbers, two beside
    assert {dimension.width for dimension in small["Texts"].column_dimensions.values()} == {60}


def test_only_what_is_wider_than_a_column_is_wrapped_and_no_cell_is_longer_than_excel_takes(small):
    assert [bool(cell.alignment.wrap_text) for cell in small["Texts"]["A"][1:]] == [False, True]
    assert small["Texts"]["A3"].alignment.vertical == "top"
    assert len(small["Texts"]["B2"].value) == 32_767


def test_the_units_stay_in_view_where_there_is_more_than_a_name_beside_them(small):
    assert (small["Values"].freeze_panes, small["Texts"].freeze_panes) == ("C2", "A2")


@pytest.mark.each(
    "case",
    [
        ([1.0, 2.0, 3.0], "0"),
        ([9_999.0], "0"),
        ([10_000.0, 1.0], "#,##0"),
        ([0.5, 1.5, 20.5], "0.000"),
        ([-12.25, 15.5, 0.0], "0.00"),
        ([123.4, 200.5], "0.0"),
        ([1234.5], "0"),
        ([12345.6], "#,##0"),
        ([0.0123], "0.00000"),
        ([0.000001234], "0.000000000"),
        ([0.0000001234], "0.000E+00"),
    ],
)
def test_numbers_show_about_four_digits(case, tmp_path):
    values, shown = case
    path = write(tmp_path / "x.xlsx", [("x", pd.DataFrame({"x": values}))])
    sheet = openpyxl.load_workbook(path)["x"]
    assert {cell.number_format for cell in sheet["A"][1:] if isinstance(cell.value, float)} <= {shown}
    assert sheet["A2"].number_format in (shown, "General")


def test_a_control_character_of_a_table_is_left_out(tmp_path):
    path = write(tmp_path / "x.xlsx", [("Table", pd.DataFrame({"a": ["C\x01"]}))])
    assert openpyxl.load_workbook(path)["Table"]["A2"].value == "C"


def test_the_same_index_gives_the_same_workbook(index, tmp_path):
    one, two = (openpyxl.load_workbook(index.to_excel(tmp_path / name)) for name in ("a.xlsx", "b.xlsx"))
    assert [list(s.values) for s in one] == [list(s.values) for s in two]


def test_without_openpyxl_the_error_names_the_extra(index, tmp_path, monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest, **options):
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(mp.errors.DataError, match=r"mpindex\[files\]"):
        index.to_excel(tmp_path / "x.xlsx")


def test_another_ending_is_refused(index, tmp_path):
    with pytest.raises(mp.errors.OptionError, match=r"ends in \.xlsx"):
        index.to_excel(tmp_path / "x.csv")
