"""Columns with years in their headers are one indicator for each name, and nothing undated slips among them."""

import io

import pytest

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
