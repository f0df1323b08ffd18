"""The figures of every layout are found."""

import io

import pytest

from mpindex.errors import DataError
from mpindex.ingest.cells import PLAIN
from mpindex.ingest.column_roles import Roles, Wishes
from mpindex.ingest.figures import with_figures
from mpindex.ingest.files import open_table


def figures(text, roles, **wishes):
    raw = open_table(io.StringIO(text))
    rest = [header for header in raw.frame.columns if header not in roles.special]
    return with_figures(raw, roles, Wishes(**wishes), PLAIN, rest, 2026)


def test_columns_of_a_wide_table_are_figures_and_the_rest_is_told():
    found = figures(
        "iso3,gdp,note,area,empty\nKEN,1,x,plain,\n", Roles(unit=("iso3",)), columns={"gdp": "output"}
    )
    assert found.figures == {"gdp": "output"}
    assert any("words or dates: note, area" in note for note in found.notes)
    assert any("empty: empty" in note for note in found.notes)


@pytest.mark.parametrize("wish", ["columns", "indicators"])
def test_a_column_that_is_asked_for_is_one_of_figures_whatever_it_holds(wish):
    found = figures("iso3,gdp,note\nKEN,1,x\n", Roles(unit=("iso3",)), **{wish: {"note": "remark"}})
    assert list(found.figures) == ["gdp", "note"] and not found.notes


def test_one_column_of_values_is_one_indicator():
    found = figures("iso3,OBS_VALUE\nKEN,1\n", Roles(unit=("iso3",), value="OBS_VALUE"))
    assert found.figures == {"OBS_VALUE": "value"}
    assert any("has no name" in note for note in found.notes)


def test_countries_in_the_headers_are_units():
    found = figures("Year,Kenya,Peru,World\n2020,1,2,3\n", Roles(year="Year"))
    assert list(found.units) == ["Kenya", "Peru", "World"]
    assert found.year == "Year"


def test_two_columns_cannot_be_one_indicator():
    with pytest.raises(DataError, match="several columns are called x"):
        figures("iso3,a,b\nKEN,1,2\n", Roles(unit=("iso3",)), columns={"a": "x", "b": "x"})


def test_a_table_without_figures_is_refused():
    with pytest.raises(DataError, match="has no column of values"):
        figures("iso3,year\nKEN,2020\n", Roles(unit=("iso3",), year="year"))
