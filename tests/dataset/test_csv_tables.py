"""Files of the same columns are one table, and only an empty cell is missing."""

import pandas as pd
import pytest

from mpindex.dataset import csv_tables
from mpindex.dataset.csv_tables import files_of, read_csv


def test_namibia_is_read_as_a_country(tmp_path):
    (tmp_path / "t.csv").write_text("unit,value\nNA,1\n,2\n", encoding="utf-8")
    table = read_csv([tmp_path / "t.csv"], {"unit": "str", "value": "float64"})
    assert table["unit"].iloc[0] == "NA"
    assert pd.isna(table["unit"].iloc[1])


def test_files_without_a_last_line_break_are_put_together(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text(f"unit,value\n{name},1", encoding="utf-8")
    assert read_csv([tmp_path / "a", tmp_path / "b"], {})["unit"].tolist() == ["a", "b"]


@pytest.mark.parametrize("part", [1, 3, 1 << 18])
def test_files_are_the_same_table_however_much_is_read_at_a_time(tmp_path, monkeypatch, part):
    monkeypatch.setattr(csv_tables, "PART", part)
    for name, rows in {"a": "é,1\nb,2\n", "b": "", "c": '"c\nd",3'}.items():
        (tmp_path / name).write_text(f"unit,value\n{rows}", encoding="utf-8")
    table = read_csv([tmp_path / name for name in "abc"], {"unit": "category"})
    assert table["unit"].tolist() == ["é", "b", "c\nd"]
    assert table["value"].tolist() == [1, 2, 3]


def test_the_files_of_a_folder_stand_in_the_order_of_their_names(tmp_path):
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).write_text("unit,value\n", encoding="utf-8")
    assert [file.name for file in files_of(tmp_path)] == ["a.csv", "b.csv"]
    assert files_of(tmp_path / "b.csv") == [tmp_path / "b.csv"]
    assert files_of(tmp_path / "d.csv") == []
