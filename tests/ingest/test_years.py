"""A year is found wherever it stands, and what is none is not taken for one."""

import numpy as np
import pandas as pd
import pytest

from mpindex.ingest.years import (
    Dated,
    are_years,
    column_years,
    dated_headers,
    explain_year,
    in_header,
    is_date,
)


@pytest.mark.parametrize(
    ("header", "stem", "year"),
    [
        ("2019", "", 2019),
        ("YR2019", "", 2019),
        ("2019 [YR2019]", "", 2019),
        ("X2019", "", 2019),
        ("F2019", "", 2019),
        ("2019.0", "", 2019),
        ("hdi_2019", "hdi", 2019),
        ("GDP 2019", "GDP", 2019),
        ("2019 Population", "Population", 2019),
        ("gdp2019", "gdp", 2019),
        ("GDP (2019)", "GDP", 2019),
        ("Rank 2022", "Rank", 2022),
        ("gdp.1999", "gdp", 1999),
        ("1800", "", 1800),
    ],
)
def test_years_in_headers_are_found_with_what_they_date(header, stem, year):
    assert in_header(header) == Dated(stem, year)


@pytest.mark.parametrize(
    "header",
    ["gdp", "iso_9001", "v2x", "12019", "20195", "gdp_per_capita", "2019-20", "covid19", "q3", "999"],
)
def test_what_is_no_year_is_none(header):
    assert in_header(header) is None


def test_a_single_name_with_a_year_in_the_future_or_of_the_catalogue_is_no_series():
    assert dated_headers(["agenda 2030"], known=(), newest=2026) == {}
    assert dated_headers(["target_2020"], known=["target_2020"], newest=2026) == {}
    assert set(dated_headers(["gdp 2020", "pop 2019"], known=(), newest=2026)) == {"gdp 2020", "pop 2019"}


def test_projections_of_a_series_are_years():
    assert set(dated_headers(["2024", "2029"], known=(), newest=2026)) == {"2024", "2029"}


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2019", 2019),
        (2019.0, 2019),
        ("2019-05-01", 2019),
        ("01/05/2019", 2019),
        ("31.12.2019", 2019),
        ("2019 [YR2019]", 2019),
        (pd.Timestamp("2019-05-01"), 2019),
        (pd.Period("2019", "Y"), 2019),
        (np.datetime64("2019-01-01"), 2019),
        ("2019.5", 2019.5),
    ],
)
def test_years_in_cells_are_read(cell, year):
    assert column_years(pd.Series([cell, "x"], dtype=object))[0] == year


@pytest.mark.parametrize("cell", ["2019-Q1", "2019/20", "May 2019", "", "nineteen", None])
def test_what_is_no_year_in_a_cell_is_missing(cell):
    assert np.isnan(column_years(pd.Series([cell], dtype=object))[0])


def test_a_column_is_of_years_if_most_of_its_cells_are():
    assert are_years(pd.Series(["2019", "2020", "x"]))
    assert not are_years(pd.Series(["a", "b", "2020"]))
    assert not are_years(pd.Series([1.5, 2.5]))
    assert are_years(pd.Series([2019, None]))


@pytest.mark.parametrize(
    ("written", "year", "hint"),
    [
        ("", np.nan, "give the year"),
        ("2019M05", np.nan, "a quarter or month"),
        ("2019-05", np.nan, "a quarter or month"),
        ("2019/2020", np.nan, "a span of years"),
        ("2019-20", np.nan, "a span of years"),
        ("x", np.nan, "write the year alone"),
        ("2019.5", 2019.5, "write the year alone"),
        ("43831", 43831.0, "an Excel date"),
        ("7", 7.0, "check the column"),
    ],
)
def test_a_wrong_year_leads_to_the_remedy(written, year, hint):
    assert hint in explain_year(written, year)[1]


def test_the_newest_year_may_stand_in_a_single_header_and_a_later_one_may_not():
    assert dated_headers(["rail_2026", "roads"], known=[], newest=2026) == {"rail_2026": Dated("rail", 2026)}
    assert dated_headers(["rail_2027", "roads"], known=[], newest=2026) == {}


def test_the_first_or_last_day_of_a_year_is_the_year_and_any_other_is_a_date():
    assert in_header("2019-12-31") == in_header(" 2019-01-01 00:00:00 ") == Dated("", 2019)
    assert in_header("2019-06-30") is None
    assert is_date("2019-06-30T00:00:00Z") and not is_date("2019") and not is_date("gdp 2019-06-30")
