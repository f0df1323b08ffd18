"""A frame of any library is the same table as the file."""

import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.frames import from_foreign, is_foreign, open_frame, with_index
from mpindex.ingest.read import read

FRAME = pd.DataFrame(
    {"Country": ["Namibia", "NA", "Côte d'Ivoire"], "Year": [2023, 2024, 2024], "beds": [1.5, 2.25, None]}
)


def same(one, other):
    for name in ("unit", "indicator", "year", "value"):
        assert one.tidy[name].tolist() == other.tidy[name].tolist()
    assert one.units == other.units


def test_a_stata_file_is_the_table(tmp_path):
    FRAME.to_stata(tmp_path / "t.dta", write_index=False, version=118)
    same(read(tmp_path / "t.dta"), read(FRAME))
    FRAME.drop(index=2).to_stata(tmp_path / "old.dta", write_index=False, version=114)
    same(read(tmp_path / "old.dta"), read(FRAME.drop(index=2)))


def test_a_stata_file_with_value_labels_has_its_countries(tmp_path):
    frame = pd.DataFrame(
        {"country": pd.Categorical(["Kenya", "Peru"]), "year": [2020, 2020], "v": [1.5, 2.5]}
    )
    frame.to_stata(tmp_path / "t.dta", write_index=False)
    assert read(tmp_path / "t.dta").units == ("KEN", "PER")


def test_feather_and_parquet_are_the_table(tmp_path):
    pytest.importorskip("pyarrow")
    FRAME.to_feather(tmp_path / "t.feather")
    FRAME.to_parquet(tmp_path / "t.parquet")
    same(read(tmp_path / "t.feather"), read(FRAME))
    same(read(tmp_path / "t.parquet"), read(FRAME))


@pytest.mark.parametrize(
    "start", [b"<stata_dta><header>", b"PAR1 broken", b"ARROW1 broken", b"$FL2@(#) broken"]
)
def test_a_broken_file_of_a_known_format_is_refused_as_such(tmp_path, start):
    (tmp_path / "t").write_bytes(start)
    with pytest.raises(DataError, match=r"cannot be read as|needs"):
        read(tmp_path / "t")


def test_an_arrow_table_is_the_table():
    pa = pytest.importorskip("pyarrow")
    same(read(pa.Table.from_pandas(FRAME)), read(FRAME))


def test_a_polars_frame_is_the_table_eager_or_lazy():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({name: FRAME[name].to_list() for name in FRAME})
    frame = frame.with_columns(pl.col("beds").fill_nan(None))
    same(read(frame), read(FRAME))
    same(read(frame.lazy()), read(FRAME))


def test_a_duckdb_relation_is_the_table():
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("t", FRAME)
    same(read(connection.sql('select * from t order by "Year", "Country" desc')), read(FRAME.iloc[[0, 1, 2]]))


class Other:
    """A frame of a library without narwhals."""

    __module__ = "polars.frame"

    def to_pandas(self):
        return FRAME


def test_without_narwhals_a_frame_may_turn_itself_into_one_of_pandas(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "narwhals", None)
    assert is_foreign(Other())
    assert from_foreign(Other()) is FRAME


def test_without_narwhals_a_frame_that_cannot_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "narwhals", None)
    strange = type("Strange", (), {"__module__": "polars.frame"})()
    with pytest.raises(DataError, match=r"a frame of polars needs narwhals: pip install 'mpindex\[frames\]'"):
        from_foreign(strange)


def test_an_index_that_says_something_becomes_columns():
    frame = pd.DataFrame(
        {"v": [1.0]}, index=pd.MultiIndex.from_tuples([("KEN", 2020)], names=["iso3", "year"])
    )
    assert list(with_index(frame).columns) == ["iso3", "year", "v"]
    assert list(with_index(frame.reset_index(drop=True)).columns) == ["v"]
    named = pd.DataFrame({"iso3": ["KEN"], "v": [1.0]}, index=pd.Index(["a"], name="iso3"))
    assert list(with_index(named).columns) == ["iso3 (index)", "iso3", "v"]


@pytest.mark.parametrize(
    ("numbers", "label"),
    [
        ((1000, 2200), "year"),
        ((999, 2020), "level 1"),
        ((2020, 2201), "level 1"),
        ((2020.5, 2021), "level 1"),
    ],
)
def test_a_level_without_a_name_is_the_year_if_every_number_can_be_one(numbers, label):
    index = pd.MultiIndex.from_tuples(list(zip(("KEN", "PER"), numbers, strict=True)))
    assert list(with_index(pd.DataFrame({"v": [1.0, 2.0]}, index=index)).columns) == ["unit", label, "v"]


@pytest.mark.parametrize("level", [pd.to_datetime(["2020-12-31"]), pd.PeriodIndex(["2020"], freq="Y")])
def test_a_level_of_dates_without_a_name_is_the_year(level):
    frame = pd.DataFrame({"v": [1.0]}, index=pd.MultiIndex.from_arrays([["KEN"], level]))
    assert list(with_index(frame).columns) == ["unit", "year", "v"]
    assert list(with_index(frame.droplevel(0)).columns) == ["year", "v"]


def test_a_frame_in_which_pandas_took_a_title_for_the_header_is_mended():
    frame = pd.DataFrame([["iso3", "v", "w"], ["KEN", 1, 2]], columns=["Title", "Unnamed: 1", "Unnamed: 2"])
    assert list(open_frame(frame).frame.columns) == ["iso3", "v", "w"]


def test_of_two_columns_one_without_a_header_is_no_title():
    frame = pd.DataFrame({"iso3": ["KEN"], "Unnamed: 1": [1]})
    assert list(open_frame(frame).frame.columns) == ["iso3", ""]


def test_numbers_of_rows_without_a_name_are_no_column():
    for index in ([7, 9], pd.RangeIndex(2), pd.RangeIndex(2, name="row")):
        frame = pd.DataFrame({"iso3": ["KEN", "PER"]}, index=index)
        assert list(with_index(frame).columns) == ["iso3"]
