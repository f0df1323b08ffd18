"""Columns with years in their headers are one indicator for each name, and nothing undated slips among them."""

import io

import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError
from mpindex.ingest.cells import PLAIN
from mpindex.ingest.column_roles import Roles, Wishes
from mpindex.ingest.dated_columns import dated, years_in_headers
from mpindex.ingest.files import open_table

RAW = open_table(io.StringIO("country,gdp_2019,gdp_2020,pop_2020,Rank,region\nKenya,1,2,3,4,Africa\n"))
FREE = ["gdp_2019", "gdp_2020", "pop_2020", "Rank", "region"]
ROLES = Roles(unit=("country",))


def test_headers_with_years_are_found():
    assert {header: item.year for header, item in dated(RAW, ROLES, Wishes(), FREE, 2026).items()} == {
        "gdp_2019": 2019, "gdp_2020": 2020, "pop_2020": 2020,
    }  # fmt: skip


def test_a_column_of_years_goes_before_names_with_years():
    assert dated(RAW, Roles(unit=("country",), year="Rank"), Wishes(), FREE, 2026) == {}
    assert dated(RAW, ROLES, Wishes(years="column"), FREE, 2026) == {}


def test_each_name_is_an_indicator_and_what_is_undated_is_told():
    years = dated(RAW, ROLES, Wishes(), FREE, 2026)
    roles = years_in_headers(RAW, ROLES, Wishes(), PLAIN, FREE, years, {})
    assert roles.figures == {"gdp_2019": "gdp", "gdp_2020": "gdp", "pop_2020": "pop"}
    assert any("no year dates them: Rank" in note for note in roles.notes)
    kept = years_in_headers(RAW, ROLES, Wishes(), PLAIN, FREE, years, {"Rank": "rank"})
    assert kept.figures["Rank"] == "rank"
    assert kept.dated["Rank"].year == 2020


def test_without_a_unit_there_is_no_table():
    years = dated(RAW, ROLES, Wishes(), FREE, 2026)
    with pytest.raises(DataError, match="no column names the unit"):
        years_in_headers(RAW, Roles(), Wishes(), PLAIN, FREE, years, {})


def test_dates_are_no_names_of_indicators():
    months = pd.DataFrame({"unit": ["a", "b"], "2020-01-31": [1.0, 2.0], "2020-02-29": [3.0, 4.0]})
    with pytest.raises(
        DataError, match="the headers 2020-01-31, 2020-02-29 are dates, and figures are by year"
    ):
        mp.read(months, units="free")
    years = months.set_axis(["unit", "2020-12-31", "2021-12-31"], axis=1)
    assert mp.read(years, units="free").tidy["year"].unique().tolist() == [2020, 2021]
