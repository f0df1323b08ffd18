"""A table is the same whatever file it stands in, and a file that is no table is refused by name."""

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.read import read


def written(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def same(one, other):
    units, ids = sorted(one.units), sorted(one.indicators)
    assert units == sorted(other.units)
    assert ids == sorted(other.indicators)
    a, b = (data.subset(units=units, indicators=ids) for data in (one, other))
    pd.testing.assert_frame_equal(a.frame, b.frame, check_exact=True)
    pd.testing.assert_frame_equal(a.years, b.years)
    for name in ("unit", "indicator", "year", "value"):
        assert a.tidy[name].tolist() == b.tidy[name].tolist()


def test_other_encodings_are_named_and_can_be_asked_for(tmp_path):
    path = written(tmp_path, "country,gdp\nCôte d'Ivoire,1\n", encoding="cp1252")
    with pytest.raises(DataError, match="is not utf-8; save it as UTF-8, or pass encoding="):
        read(path)
    assert read(path, encoding="cp1252").units == ("CIV",)


def test_a_broken_workbook_is_refused(tmp_path):
    for name in ("data.xlsx", "data.parquet"):
        with pytest.raises(DataError, match=f"^{name}: cannot be read"):
            read(written(tmp_path, "iso3,gdp\nKAZ,1\n", name))


def test_a_file_that_is_not_there_is_not_there(tmp_path):
    for name in ("no.csv", "no.xlsx", "no.parquet"):
        with pytest.raises(DataError, match="there is no file"):
            read(tmp_path / name)


def test_excel_parquet_and_csv_are_the_same_table(tmp_path):
    table = pd.DataFrame(
        {"Country": ["Namibia", "NA", "Côte d'Ivoire"], "Year": [2023, 2024, 2024], "beds": [1.5, 2, np.nan]}
    )
    table.to_excel(tmp_path / "t.xlsx", index=False)
    table.to_parquet(tmp_path / "t.parquet")
    table.to_csv(tmp_path / "t.csv", index=False, encoding="utf-8-sig")
    table.to_csv(tmp_path / "t.tsv", index=False, sep="\t")
    table.to_csv(tmp_path / "semicolon.csv", index=False, sep=";", decimal=",")
    first = read(table)
    assert first.units == ("NAM", "CIV")
    for name in ("t.xlsx", "t.parquet", "t.csv", "t.tsv"):
        same(first, read(tmp_path / name))
    same(first, read(tmp_path / "semicolon.csv", decimal=","))


def test_units_and_years_may_stand_in_the_index():
    table = pd.DataFrame({"beds": [1.0, 2.0]}, index=pd.Index(["KAZ", "UZB"]))
    assert read(table).units == ("KAZ", "UZB")
    panel = pd.DataFrame({"iso3": ["KAZ", "KAZ"], "year": [2020, 2021], "beds": [1, 2]}).set_index(
        ["iso3", "year"]
    )
    assert read(panel).series("beds")[0].tolist() == [2020, 2021]


@pytest.mark.each("text", ["KAZ,1", "KAZ,1\nUZB,2", "KAZ,1\nUZB,2\nPER,3"])
def test_a_column_without_a_header_that_counts_the_rows_is_no_indicator(text, tmp_path):
    rows = text.split("\n")
    for first in (0, 1):
        counted = "".join(f"{first + i},{row}\n" for i, row in enumerate(rows))
        assert read(written(tmp_path, f",iso3,beds\n{counted}")).indicators == ("beds",)


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path):
    assert read(written(tmp_path, "iso3,gdp\nKAZ,1\n", encoding="utf-8-sig")).units == ("KAZ",)


@pytest.mark.parametrize("table", [None, 5, np.zeros((2, 2)), {1, 2}, range(3), object()])
def test_what_is_no_table_at_all_is_refused(table):
    with pytest.raises(
        DataError, match="a table is a file, a URL, a DataFrame, a dict of columns or a list of rows, not"
    ):
        read(table)
