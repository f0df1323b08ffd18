"""Each column of a table is found to be what it is, unless the user says otherwise."""

import io

import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.cells import PLAIN
from mpindex.ingest.column_roles import Wishes
from mpindex.ingest.files import open_table
from mpindex.ingest.roles import find_roles


def roles(text, **wishes):
    return find_roles(open_table(io.StringIO(text)), Wishes(**wishes), PLAIN, 2026)


def test_a_tidy_table_has_its_roles():
    found = roles(
        "iso3,Country,Year,Indicator Code,Indicator Name,Value,Source,Direction\nKEN,Kenya,2020,a,A,1,x,1\n"
    )
    assert found.unit == ("iso3", "Country")
    assert (found.year, found.indicator, found.label, found.value) == (
        "Year",
        "Indicator Code",
        "Indicator Name",
        "Value",
    )
    assert (found.source, found.direction) == ("Source", "Direction")
    assert not found.figures


def test_a_column_called_direction_that_holds_other_numbers_is_a_figure():
    found = roles("iso3,year,direction\nKEN,2020,270\n")
    assert found.direction is None
    assert found.figures == {"direction": "direction"}


def test_the_only_column_of_numbers_beside_an_indicator_is_the_value():
    assert roles("iso3,year,indicator,amount\nKEN,2020,a,5\n").value == "amount"
    with pytest.raises(DataError, match="a column for the indicator and none for the value"):
        roles("iso3,year,indicator,amount,share\nKEN,2020,a,5,6\n")


def test_a_column_called_value_beside_figures_is_one_of_them():
    assert set(roles("iso3,year,value,gdp\nKEN,2020,1,2\n").figures) == {"value", "gdp"}


def test_a_date_that_is_no_year_is_no_year_column():
    found = roles("iso3,date,period,v\nKEN,spring,2020,2\n")
    assert found.year == "period"


def test_the_wide_layout_can_be_asked_for():
    assert set(roles("iso3,indicator,value\nKEN,5,6\n", layout="wide").figures) == {"indicator", "value"}


def test_what_the_user_says_goes_before_everything():
    found = roles("a,b,c\nKEN,2020,5\n", columns={"a": "unit", "b": "year", "c": "beds"})
    assert (found.unit, found.year, found.figures) == (("a",), "b", {"c": "beds"})


def test_groups_are_no_figures():
    table = open_table(pd.DataFrame({"iso3": ["KEN"], "size": ["M"], "v": [1.0]}))
    found = find_roles(table, Wishes(groups=("size",)), PLAIN, 2026)
    assert found.figures == {"v": "v"}
    assert found.groups == ("size",)
